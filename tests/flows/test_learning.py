"""From a miss to a review, with a hint and a report on the way, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.utils.timezone import now

from assessments.models import Attempt, ProblemReport
from assessments.services.taking import attempts
from tests.factories import a_published_item, a_started_attempt, answered, place, right, transposed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def open_as_alice(new_context: Any, live_server: Any, as_alice: Client) -> Callable[..., Any]:
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": as_alice.cookies[name].value, "url": live_server.url}

    def opened(**context: Any) -> Any:
        made = new_context(base_url=live_server.url, **context)
        made.add_cookies([cookie])
        return made.new_page()

    return opened


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    """Missed two days ago, with a try left."""
    moment = now() - timedelta(days=2)
    started = a_started_attempt(alice, a_published_item(), now=moment, tries=3)
    answered(place(started), transposed(place(started)), moment)
    return started


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_result_is_printed_with_its_answers_or_without(
    open_as_alice: Callable[..., Any], attempt: Attempt, scripts: bool
) -> None:
    attempts.submit(attempt, now())
    page = open_as_alice(java_script_enabled=scripts)
    page.goto(f"/attempts/{attempt.pk}/review/")
    answer, way, choice = (
        page.get_by_text("Answer", exact=True),
        page.locator(".worked"),
        page.locator("#keys-on-paper"),
    )

    page.emulate_media(media="print")
    with_them = [answer.is_visible(), way.is_visible(), choice.is_visible()]
    page.emulate_media(media="screen")
    choice.uncheck()
    on_screen = [answer.is_visible(), way.is_visible(), choice.is_visible()]
    page.emulate_media(media="print")
    without = [answer.is_visible(), way.is_visible(), choice.is_visible()]

    assert (with_them, on_screen, without) == ([True, True, False], [True, True, True], [False, False, False])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_missed_is_reviewed_and_put_off(
    open_as_alice: Callable[..., Any], attempt: Attempt, scripts: bool
) -> None:
    page = open_as_alice(java_script_enabled=scripts)
    page.goto("/")

    page.get_by_role("link", name="1 question is due for review").click()
    page.get_by_role("button", name="Review 1 question").click()
    session = place(Attempt.objects.get(focus="review"))
    page.get_by_role("textbox", name="Your answer").fill(right(session))
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="Right").wait_for()

    page.goto("/review/")
    page.get_by_role("heading", name="Nothing due today").wait_for()
    page.goto("/learning/")
    page.get_by_text("1 of 2 right, last today").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_hint_is_one_press_away_and_what_is_typed_stays(
    open_as_alice: Callable[..., Any], attempt: Attempt, scripts: bool
) -> None:
    page = open_as_alice(java_script_enabled=scripts)
    page.goto(f"/attempts/{attempt.pk}/items/1/")
    if scripts:
        page.get_by_role("textbox", name="Your answer").fill("(2, ")
        page.get_by_role("status").get_by_text("Saved", exact=True).wait_for()

    page.get_by_role("button", name="Show a hint").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hint").wait_for()

    assert place(attempt).hints_used == 1
    if scripts:
        page.wait_for_function("document.activeElement.id == 'hint'")  # once all is in its place
        assert page.get_by_role("textbox", name="Your answer").input_value() == "(2, "


def test_a_report_is_written_at_the_question_and_stands_there(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = open_as_alice()
    page.goto(f"/attempts/{attempt.pk}/items/1/")

    page.get_by_text("Something is wrong with this question").click()
    page.get_by_role("textbox", name="What is wrong?").fill("Rows or columns?")
    page.get_by_role("button", name="Send the report").click()

    page.get_by_text("Thank you.").wait_for()
    page.get_by_text("Waits for an answer").wait_for()
    assert ProblemReport.objects.get().session == place(attempt)
