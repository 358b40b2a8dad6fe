"""Requests that fail and ways through the browser's history, so often that what is rarely lost would show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import now

from assessments.models import Attempt, ItemSession
from tests.factories import a_published_item, a_started_attempt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.slow]

FAILED, MOVED = 100, 50
FAILURES: dict[str, Callable[[Any], None]] = {
    "500": lambda route: route.fulfill(status=500, content_type="text/html", body="<h1>Sorry</h1>"),
    "timeout": lambda route: route.abort("timedout"),
    "offline": lambda route: route.abort("internetdisconnected"),
}


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, a_published_item(), a_published_item(), now=now(), tries=5)


def question(page: Any, attempt: Attempt, number: int = 1) -> Any:
    page.goto(f"/attempts/{attempt.pk}/items/{number}/")
    return page.get_by_role("textbox")


def saved(page: Any) -> None:
    page.locator("[data-saved][data-state=kept]").wait_for()


def drafts(attempt: Attempt) -> list[str]:
    return list(
        ItemSession.objects.filter(attempt=attempt, current=True).order_by("number").values_list("draft", flat=True)
    )


def failed(page: Any, attempt: Attempt, post: str, text: str) -> None:
    """Typed, and sent in vain."""
    field = question(page, attempt)
    with page.expect_request(f"**/{post}"):
        field.fill(text)
        field.press("Enter" if post == "answer" else "Tab")
    assert field.input_value() == text


@pytest.mark.parametrize("how", FAILURES)
@pytest.mark.parametrize("post", ["draft", "answer"])
def test_no_draft_is_lost_when_a_request_fails(
    open_as_alice: Callable[..., Any], attempt: Attempt, post: str, how: str
) -> None:
    page, lost = open_as_alice(), []
    for number in range(FAILED):
        text = f"({number}, 2"  # not readable, so that each round finds the question open
        page.route(f"**/{post}", FAILURES[how])
        failed(page, attempt, post, text)
        page.unroute(f"**/{post}")
        kept = question(page, attempt).input_value()
        page.wait_for_function("() => Object.keys(localStorage).every(name => !name.startsWith('draft:'))")
        if (kept, drafts(attempt)[0]) != (text, text):
            lost.append((number, kept, drafts(attempt)[0]))

    assert lost == []


def test_back_forward_and_again_show_what_was_typed_last(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page, reset = open_as_alice(), []
    moves = (page.go_back, page.go_forward, page.reload)
    for number in range(MOVED):
        typed = [f"({number}, {place}" for place in (1, 2)]
        for place, text in enumerate(typed, start=1):
            question(page, attempt, place).fill(text)
            saved(page)
        for move, text in zip(moves, (typed[0], typed[1], typed[1]), strict=True):
            move()
            if (shown := page.get_by_role("textbox").input_value()) != text:
                reset.append((number, move.__name__, shown))

    assert (reset, drafts(attempt)) == ([], [f"({MOVED - 1}, {place}" for place in (1, 2)])
    assert Attempt.objects.count() == 1
