"""What teachers see of results: no barrier, no sideways scroll, nothing on the console; a board that fills itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, Course
from assessments.services.marks import override_place
from assessments.services.regrading.applying import apply
from assessments.services.regrading.planning import begin, plan
from tests.assessments.services.regrading.miskeyed import LATER, a_miskeyed_quiz, a_regrade, mended
from tests.factories import NOW, a_course, a_member, a_quiz, a_started_attempt, answered, place, right, transposed
from tests.flows.test_axe import LOOKS, barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

WIDER_THAN_A_PHONE = "document.documentElement.scrollWidth > 320"
PATIENCE = 60_000  # milliseconds, for a busy machine


def of(model: str, page: str, *args: object, query: str = "") -> str:
    return reverse(f"admin:assessments_{model}_{page}", args=args) + query


def pages_before_and_after_a_regrade(course: Course, owner: AbstractBaseUser) -> Iterator[str]:
    made, empty = a_miskeyed_quiz(course=course), a_quiz(course=course, title="Not taken yet")
    made.crowd(9)
    for number in range(9):
        a_quiz(course=course, title=f"One column more {number}")  # a gradebook wider than a phone
    regrade = begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item), reason="A slip"), LATER)
    plan(regrade, LATER)
    yield of("course", "gradebook", course.pk)
    yield of("assessment", "board", empty.pk)
    yield of("assessment", "board", made.quiz.pk)
    yield of("assessment", "board", made.quiz.pk, query="?projector=1")
    yield of("regrade", "add")
    yield of("regrade", "add", query=f"?assessment={made.quiz.pk}&item={made.item.pk}")
    yield of("regrade", "change", regrade.pk)
    apply(regrade, owner, LATER)
    attempt = Attempt.objects.filter(assessment=made.quiz).earliest("pk")
    override_place(place(attempt), 0.5, "Said it well", owner, NOW)
    yield of("regrade", "change", regrade.pk)
    yield of("regrade", "changelist")
    yield of("attempt", "change", attempt.pk)
    yield reverse("as_learner", args=[attempt.pk])
    yield of("event", "changelist")


def signed_in(page: Any, live_server: Any, person: AbstractBaseUser) -> list[str]:
    """What the console says from now on."""
    client, said = Client(), list[str]()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def wrong_with(page: Any, look: tuple[str, int]) -> list[str]:
    found = barriers(page, look)
    page.set_viewport_size({"width": 320, "height": 900})
    return found + ([f"{page.url} is wider than a phone"] if page.evaluate(WIDER_THAN_A_PHONE) else [])


@pytest.mark.slow
def test_pages_of_results_put_up_no_barrier(page: Any, live_server: Any) -> None:
    """Each page in one look, the next one in the next; the other test has them all in all.

    What axe does to a page shows on the console, so that axe has a window of its own.
    """
    course, looks, found = a_course(open_to_all=False), cycle(LOOKS), list[str]()
    owner = a_member(course, "owner")
    said, other = signed_in(page, live_server, owner), page.context.new_page()

    for address in pages_before_and_after_a_regrade(course, owner):
        for window in (page, other):
            assert window.goto(f"{live_server.url}{address}").ok
        found += wrong_with(other, next(looks))

    assert found == [], "\n".join(found)
    assert said == []


@pytest.mark.slow
def test_no_page_of_results_puts_up_a_barrier_in_any_look(page: Any, live_server: Any) -> None:
    course, found = a_course(open_to_all=False), list[str]()
    owner = a_member(course, "owner")
    signed_in(page, live_server, owner)

    for address in pages_before_and_after_a_regrade(course, owner):
        page.goto(f"{live_server.url}{address}")
        found += [one for look in LOOKS for one in wrong_with(page, look)]

    assert found == [], "\n".join(found)


def test_the_board_fills_by_itself(page: Any, live_server: Any) -> None:
    course = a_course(open_to_all=False)
    attempt = a_started_attempt(a_member(course), course=course)
    said = signed_in(page, live_server, a_member(course, "owner"))
    page.goto(f"{live_server.url}{of('assessment', 'board', attempt.assessment_id)}")
    cells = page.locator("table.board").first.locator("tbody tr td.number")
    before = cells.all_inner_texts()

    answered(place(attempt), transposed(place(attempt)))
    answered(place(attempt), right(place(attempt)))
    page.locator("table.board td.answered").first.wait_for(timeout=PATIENCE)

    assert (before, cells.all_inner_texts()) == (["0", "0", "0", "1"], ["1", "0", "0", "0"])
    assert said == []


def test_nothing_fades_between_light_and_dark(page: Any, live_server: Any) -> None:
    """A colour caught on its way would be read against the other look's ground."""
    course = a_course(open_to_all=False)
    signed_in(page, live_server, a_member(course, "owner"))
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}{of('event', 'changelist')}")

    page.emulate_media(color_scheme="dark")

    assert page.evaluate("document.getAnimations().length") == 0
