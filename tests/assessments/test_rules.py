from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assessments.models import Accommodation, Assessment, Attempt, Course
from assessments.rules import must_have_joined, terms, told
from tests.factories import NOW

EARLIER, LATER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [
        (None, None, True),
        (EARLIER, None, True),
        (NOW, None, True),
        (LATER, None, False),
        (None, LATER, True),
        (None, NOW, False),
        (None, EARLIER, False),
        (EARLIER, LATER, True),
    ],
)
@pytest.mark.parametrize("published", [True, False])
def test_a_quiz_is_open_from_its_opening_until_just_before_its_end(
    opens: datetime | None, closes: datetime | None, is_open: bool, published: bool
) -> None:
    quiz = Assessment(opens_at=opens, closes_at=closes, published=published)

    assert terms(quiz).is_open(NOW) == (is_open and published)


@pytest.mark.parametrize("open_to_all", [True, False])
def test_only_a_course_that_is_not_open_wants_members(open_to_all: bool) -> None:
    quiz = Assessment(course=Course(open_to_all=open_to_all))

    assert must_have_joined(quiz) != open_to_all


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("limit", "closes", "deadline"),
    [
        (None, None, None),
        (HOUR, None, NOW + HOUR),
        (None, NOW + 2 * HOUR, NOW + 2 * HOUR),
        (HOUR, NOW + 2 * HOUR, NOW + HOUR),
        (3 * HOUR, NOW + 2 * HOUR, NOW + 2 * HOUR),
    ],
)
def test_an_attempt_ends_with_its_time_or_with_the_quiz(
    limit: timedelta | None, closes: datetime | None, deadline: datetime | None
) -> None:
    assert terms(Assessment(time_limit=limit, closes_at=closes)).deadline(NOW) == deadline


def test_an_accommodation_stretches_the_limit_and_moves_the_dates() -> None:
    quiz = Assessment(published=True, time_limit=HOUR, closes_at=NOW, opens_at=NOW, due_at=NOW, attempts_allowed=2)
    dates = {"due_at": NOW + HOUR, "closes_at": NOW + 9 * HOUR}
    given = Accommodation(time_factor=1.5, extra_time=HOUR, extra_attempts=1, **dates)

    agreed = terms(quiz, given)

    assert (agreed.is_open(NOW), terms(quiz).is_open(NOW)) == (True, False)
    assert agreed.deadline(NOW) == NOW + 2.5 * HOUR
    assert (agreed.attempts_allowed, agreed.opens_at, agreed.due_at) == (3, NOW, NOW + HOUR)


def test_an_accommodation_sets_no_limit_where_there_is_none() -> None:
    agreed = terms(Assessment(), Accommodation(time_factor=2, extra_time=HOUR, extra_attempts=1))

    assert (agreed.time_limit, agreed.attempts_allowed) == (None, None)


def seen(attempt: Attempt, now: datetime = NOW) -> set[str]:
    return set(told(attempt, now))


EVERYTHING = {"answer", "correctness", "score", "hint", "key", "solution"}


def test_practice_and_adaptive_quizzes_tell_everything_at_once() -> None:
    assert seen(Attempt()) == seen(Attempt(assessment=Assessment(mode="adaptive"))) == EVERYTHING


@pytest.mark.parametrize("mode", ["exam", "deferred"])
def test_an_exam_tells_nothing_but_the_own_answer_before_it_is_submitted(mode: str) -> None:
    assert seen(Attempt(assessment=Assessment(mode=mode))) == {"answer"}
    assert seen(Attempt(assessment=Assessment(mode=mode), submitted_at=NOW)) == EVERYTHING


def test_some_things_wait_until_the_quiz_has_closed() -> None:
    quiz = Assessment(closes_at=NOW + HOUR, feedback={"key": "after-close", "solution": "never"})
    attempt = Attempt(assessment=quiz, submitted_at=NOW)

    assert seen(attempt) == EVERYTHING - {"key", "solution"}
    assert seen(attempt, NOW + HOUR) == EVERYTHING - {"solution"}


@pytest.mark.parametrize(
    ("closes", "own", "told_from"),
    [
        (NOW + HOUR, NOW + 2 * HOUR, NOW + 2 * HOUR),
        (NOW + 2 * HOUR, NOW + HOUR, NOW + 2 * HOUR),
        (None, NOW + HOUR, NOW + HOUR),
    ],
    ids=["an extension", "an end before the others' end", "an end where all have none"],
)
def test_what_waits_for_the_close_waits_for_the_learners_own_and_for_that_of_all(
    closes: datetime | None, own: datetime, told_from: datetime
) -> None:
    quiz = Assessment(closes_at=closes, feedback={"key": "after-close"})
    attempt = Attempt(assessment=quiz, submitted_at=NOW, closes_at=own)

    assert "key" not in seen(attempt, told_from - HOUR / 2)
    assert "key" in seen(attempt, told_from)


def test_a_quiz_without_an_end_counts_as_closed_once_it_is_submitted() -> None:
    quiz = Assessment(feedback={"key": "after-close"})

    assert "key" not in seen(Attempt(assessment=quiz))
    assert "key" in seen(Attempt(assessment=quiz, submitted_at=NOW))
