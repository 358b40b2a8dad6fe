"""No barrier that axe-core can find, on any learner's page, light and dark, on a phone and on a desk.
https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import now

from assessments.models import Attempt
from assessments.services.taking import attempts, flags, late, starting
from tests.factories import (
    THREE_SHAPES,
    a_published_item,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)
from tests.flows.tour import everything_at_once, tour, visited
from tests.routes import NO_PAGES, addresses

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SCHEMES, WIDTHS = ("light", "dark"), (320, 1280)
LOOKS = [(scheme, width) for scheme in SCHEMES for width in WIDTHS]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"


def barriers(page: Any, look: tuple[str, int]) -> list[str]:
    """What axe finds on the page as it is, with all that can be unfolded unfolded."""
    scheme, width = look
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(UNFOLD)
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{page.url} {scheme} {width}: {one['id']}: {node['html'][:200]}"
        for one in violations
        for node in one["nodes"]
        if not overlooked(one["id"], node["html"])
    ]


def overlooked(rule: str, html: str) -> bool:
    """axe does not look into MathML and takes a heading that is a formula for an empty one; browsers read it out."""
    return rule == "empty-table-header" and "<math" in html


def an_exam(learner: AbstractBaseUser) -> Attempt:
    choice = a_published_item(**THREE_SHAPES, ask="choice", options=3)
    items = a_published_item(), choice, a_published_item("step-by-parts")
    limit = timedelta(minutes=20)
    return a_started_attempt(learner, *items, mode="exam", tries=1, time_limit=limit, now=now(), title="Final")


def during_an_exam(page: Any, learner: AbstractBaseUser) -> Iterator[str]:
    """Its pages as the clock runs, with answers, flags, drafts, and two windows that disagree."""
    exam = an_exam(learner)
    yield visited(page, addresses(exam)["assessment"])
    page.goto(addresses(exam)["item"])
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    yield "shortcuts"
    page.keyboard.press("Escape")
    answered(place(exam, 2), right(place(exam, 2)), now())
    flags.put(place(exam, 1), True, now())
    other = page.context.new_page()
    other.goto(addresses(exam)["item"])
    page.get_by_text("Open in another window").wait_for()
    yield "an older window"
    page.context.route("**/window", lambda route: route.abort())  # now neither hears of the other
    for window in (page, other):
        window.goto(addresses(exam)["item"])
    for window, text in ((other, "one"), (page, "another")):
        window.locator("[name=raw]").fill(text)
        window.locator("[data-saved]:not(:empty)").wait_for()
    other.close()
    page.get_by_text("Two windows, two answers").wait_for()
    yield "a conflict"
    page.context.unroute("**/window")
    for number in (1, 2, 3):
        yield visited(page, addresses(exam, number)["item"])
    yield visited(page, addresses(exam)["submit"])
    attempts.submit(exam, now())
    late.keep(place(exam, 3), "typed too late", now())
    yield visited(page, addresses(exam)["review"])


def while_practising(page: Any, learner: AbstractBaseUser) -> Iterator[str]:
    practice = starting.practise(learner, a_published_item(**THREE_SHAPES).bank, now())
    yield visited(page, addresses(practice)["item"])
    answered(place(practice), transposed(place(practice)), now())
    yield visited(page, addresses(practice)["item"])
    yield visited(page, addresses(practice)["submit"])
    attempts.submit(practice, now())
    yield visited(page, addresses(practice)["review"])


def all_routes(page: Any, attempt: Attempt) -> Iterator[str]:
    for name, url in addresses(attempt).items():
        if name not in NO_PAGES:
            yield visited(page, url)


def before_and_after(page: Any, learner: AbstractBaseUser) -> Iterator[str]:
    attempt = a_started_attempt(learner, a_published_item(), tries=2, now=now())
    yield from all_routes(page, attempt)
    answered(place(attempt), transposed(place(attempt)), now())
    yield from all_routes(page, attempt)


def test_pages_put_up_no_barrier(open_as_alice: Callable[..., Any], alice: AbstractBaseUser) -> None:
    """What is met at a quiz, each page in one look, the next one in the next; the slow tests have all pages in all."""
    page, looks = open_as_alice(), cycle(LOOKS)
    ways = (during_an_exam(page, alice), while_practising(page, alice))

    found = [one for way in ways for _ in way for one in barriers(page, next(looks))]

    assert found == [], "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]} {look[1]}")
def test_no_page_puts_up_a_barrier_in_any_look(
    open_as_alice: Callable[..., Any], alice: AbstractBaseUser, look: tuple[str, int]
) -> None:
    page = open_as_alice()
    ways = (before_and_after(page, alice), during_an_exam(page, alice), while_practising(page, alice))

    found = [one for way in ways for _ in way for one in barriers(page, look)]

    assert found == [], "\n".join(found)


@pytest.mark.slow
def test_no_kind_of_input_puts_up_a_barrier_in_any_state(
    open_as_alice: Callable[..., Any], alice: AbstractBaseUser
) -> None:
    page, looks = open_as_alice(), cycle(LOOKS)

    found = [one for _ in tour(page, everything_at_once(alice)) for one in barriers(page, next(looks))]

    assert found == [], "\n".join(found)


@pytest.mark.slow
def test_pages_for_strangers_put_up_no_barrier(new_context: Any, live_server: Any, alice: AbstractBaseUser) -> None:
    page, looks = new_context(base_url=live_server.url).new_page(), cycle(LOOKS)
    attempt, seen, found = a_started_attempt(alice, a_published_item(**THREE_SHAPES)), set(), []
    for _ in all_routes(page, attempt):
        here = page.url.partition("?")[0]  # most lead to the login
        found += [] if here in seen else barriers(page, next(looks))
        seen.add(here)

    assert found == [], "\n".join(found)


def test_a_barrier_would_be_found(page: Any, live_server: Any) -> None:
    page.goto(live_server.url)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><img src=x>')")

    found = barriers(page, ("light", 1280))

    assert [("image-alt" in one, "label" in one) for one in found] == [(True, False), (False, True)]
