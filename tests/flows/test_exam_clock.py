"""An exam's time in a real browser: it is the server's, a change reaches a running page, and the end loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import now

from assessments.models import Accommodation, Attempt, Response
from assessments.services.taking import attempts, deadlines
from tests.factories import a_published_item, a_started_attempt, place, right

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

WRONG_CLOCK = "Date.now = () => 0; Date.prototype.getTime = () => 0"
LIMIT = timedelta(minutes=24)
EACH_SECOND = "document.querySelector('[data-clock]').dataset.poll = 1"
HARDLY_EVER = "document.querySelector('[data-clock]').dataset.poll = 99999"


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    items = a_published_item(), a_published_item()
    return a_started_attempt(alice, *items, mode="exam", tries=1, time_limit=LIMIT, now=now())


def ends_in(attempt: Attempt, seconds: float) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(deadline=now() + timedelta(seconds=seconds))


def question(page: Any, attempt: Attempt, number: int = 1) -> Any:
    page.goto(f"/attempts/{attempt.pk}/items/{number}/")
    return page


def seconds_left(page: Any) -> int:
    minutes, seconds = page.get_by_role("timer").locator("span[data-left]").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def announced(page: Any) -> str:
    return page.locator("[role=status][data-said]").inner_text()


def until_announced(page: Any, words: str, seconds: float = 8) -> None:
    page.locator("[role=status][data-said]").get_by_text(words).wait_for(timeout=1000 * seconds)


# How it counts


def test_the_time_left_is_the_servers_whatever_the_browser_takes_for_now(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = open_as_alice(timezone_id="Pacific/Auckland")
    page.add_init_script(WRONG_CLOCK)
    question(page, attempt)

    first = seconds_left(page)
    page.wait_for_timeout(2500)

    assert abs(first - (attempt.deadline - now()).total_seconds()) < 6
    assert 1 <= first - seconds_left(page) <= 4


def test_the_time_is_announced_at_half_and_at_ten_five_and_one_minutes(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = open_as_alice()
    page.clock.install()
    question(page, attempt).evaluate(HARDLY_EVER)
    heard = [announced(page)]

    for minutes, seconds in ((12, 0), (1, 29), (4, 29), (3, 29)):
        page.clock.run_for(1000 * (60 * minutes + seconds))
        heard.append(announced(page))
        page.clock.run_for(31_000)  # what is old news goes away
        heard.append(announced(page))

    assert heard == [
        "",
        "Half of your time is left.",
        "",
        "10 minutes are left.",
        "",
        "5 minutes are left.",
        "",
        "1 minute is left.",
        "",
    ]


def test_a_mark_between_two_pages_is_announced_on_the_second(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)
    page.wait_for_timeout(1100)
    Attempt.objects.filter(pk=attempt.pk).update(deadline=now() + timedelta(seconds=290))

    question(page, attempt, 2)

    until_announced(page, "5 minutes are left.")


def test_the_timer_can_be_hidden_and_stays_so_while_announcements_go_on(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)

    page.get_by_role("button", name="Hide the timer").click()
    shown = [page.get_by_role("timer").is_visible()]
    ends_in(attempt, 62)
    question(page, attempt, 2)
    shown.append(page.get_by_role("timer").is_visible())
    until_announced(page, "1 minute is left.")
    page.get_by_role("button", name="Show the timer").click()
    shown.append(page.get_by_role("timer").is_visible())

    assert shown == [False, False, True]


def test_a_quiz_without_an_end_shows_no_clock(open_as_alice: Callable[..., Any], alice: AbstractBaseUser) -> None:
    page = question(open_as_alice(), a_started_attempt(alice, now=now()))

    assert [page.get_by_role("timer").is_visible(), page.get_by_text("Closes").is_visible()] == [False, False]


# What changes while it runs


def given_twice_the_time(attempt: Attempt) -> None:
    quiz = attempt.assessment
    given = Accommodation.objects.create(course=quiz.course, assessment=quiz, learner=attempt.learner, time_factor=2)
    deadlines.refresh(deadlines.touched_by(given))


def test_extended_time_reaches_a_running_page(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)
    polls = page.locator("[data-clock]").get_attribute("data-poll")
    before = seconds_left(page)
    page.evaluate(EACH_SECOND)

    given_twice_the_time(attempt)
    until_announced(page, "The end has been moved: this quiz now closes")

    assert polls == "30"
    assert 23 * 60 < seconds_left(page) - before <= 24 * 60


def test_a_page_that_comes_back_into_view_asks_at_once(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)
    given_twice_the_time(attempt)

    with page.expect_response("**/clock", timeout=3000):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    until_announced(page, "The end has been moved")


def test_an_end_that_is_set_meanwhile_appears(open_as_alice: Callable[..., Any], alice: AbstractBaseUser) -> None:
    endless = a_started_attempt(alice, now=now())
    page = question(open_as_alice(), endless)
    page.evaluate(EACH_SECOND)

    ends_in(endless, 600)
    page.get_by_role("timer").wait_for()

    assert 590 < seconds_left(page) <= 600
    assert page.locator("[data-ends]").is_visible()


def test_time_given_in_the_last_moment_counts(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    ends_in(attempt, 3)
    page = question(open_as_alice(), attempt)

    ends_in(attempt, 600)  # and the page has not asked since
    until_announced(page, "The end has been moved")

    assert 590 < seconds_left(page) <= 600
    assert Attempt.objects.get().submitted_at is None


# The end


def ended(page: Any) -> Attempt:
    page.wait_for_url("**/review/", timeout=15_000)
    return Attempt.objects.get()


def test_at_the_deadline_what_is_typed_is_handed_in(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    ends_in(attempt, 3)
    page = question(open_as_alice(), attempt)

    page.get_by_text("0:01").wait_for()
    page.get_by_role("textbox").fill(right(place(attempt)))  # too late for a draft by itself

    over = ended(page)
    assert (over.score, over.submitted_at) == (1, over.deadline)
    assert page.locator(".result-score").inner_text() == "1 / 2"


def test_the_page_before_submitting_ends_as_well(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    ends_in(attempt, 2)
    page = open_as_alice()
    page.goto(f"/attempts/{attempt.pk}/submit/")

    assert ended(page).submitted_at


def test_a_page_hears_of_an_attempt_that_was_submitted_elsewhere(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)
    page.evaluate(EACH_SECOND)

    attempts.submit(attempt, now())

    assert ended(page).submitted_at


def test_without_a_connection_the_end_is_told_and_the_result_comes_with_it(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    ends_in(attempt, 4)
    page = question(open_as_alice(), attempt)
    page.get_by_role("textbox").fill(right(place(attempt)))
    page.get_by_text("Saved", exact=True).wait_for()

    page.context.set_offline(True)
    until_announced(page, "Time is up. The server cannot be reached from here")
    page.context.set_offline(False)

    assert ended(page).score == 1


def test_with_the_browser_closed_what_was_saved_is_handed_in(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)
    page.get_by_role("textbox").fill(right(place(attempt)))
    page.get_by_text("Saved", exact=True).wait_for()
    page.context.close()

    attempts.close_overdue(attempt.deadline + timedelta(seconds=6))

    over = Attempt.objects.get()
    assert (over.score, over.submitted_at) == (1, over.deadline)
    assert Response.objects.get().created_at == place(attempt).drafted_at
