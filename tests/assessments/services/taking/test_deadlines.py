"""A change of dates or an accommodation reaches the attempts that run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Accommodation, Attempt
from assessments.services.courses.giving import give, take_back
from assessments.services.taking import attempts, deadlines, starting
from tests.factories import NOW, a_started_attempt, answered, place, right

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, time_limit=HOUR)


def given(attempt: Attempt, **fields: Any) -> Accommodation:
    usual = {"course": attempt.assessment.course, "assessment": attempt.assessment, "learner": attempt.learner}
    return Accommodation.objects.create(**usual | fields)


def deadline(attempt: Attempt) -> datetime | None:
    return Attempt.objects.get(pk=attempt.pk).deadline


def test_more_time_reaches_a_running_attempt(attempt: Attempt) -> None:
    assert deadlines.refresh(deadlines.touched_by(given(attempt, time_factor=1.5))) == 1
    assert deadline(attempt) == NOW + 1.5 * HOUR


def test_an_accommodation_for_the_course_reaches_all_its_quizzes(attempt: Attempt) -> None:
    deadlines.refresh(deadlines.touched_by(given(attempt, assessment=None, extra_time=HOUR)))

    assert deadline(attempt) == NOW + 2 * HOUR


def test_the_one_for_the_quiz_goes_before_the_one_for_the_course(attempt: Attempt) -> None:
    given(attempt, assessment=None, time_factor=3)

    deadlines.refresh(deadlines.touched_by(given(attempt, time_factor=2)))

    assert deadline(attempt) == NOW + 2 * HOUR


def test_a_change_of_the_quiz_reaches_a_running_attempt(attempt: Attempt) -> None:
    attempt.assessment.closes_at = NOW + HOUR / 2
    attempt.assessment.save()

    assert deadlines.refresh(deadlines.touched_by(attempt.assessment)) == 1
    assert deadline(attempt) == NOW + HOUR / 2


def test_what_is_submitted_keeps_its_deadline(attempt: Attempt) -> None:
    attempts.submit(attempt, NOW)

    assert deadlines.refresh(deadlines.touched_by(given(attempt, time_factor=2))) == 0
    assert deadline(attempt) == NOW + HOUR


def test_another_learners_attempt_is_left_alone(attempt: Attempt, bob: AbstractBaseUser) -> None:
    other = given(attempt, learner=bob, time_factor=2)

    assert deadlines.refresh(deadlines.touched_by(other)) == 0
    assert deadline(attempt) == NOW + HOUR


def test_an_attempt_starts_with_the_learners_own_time(alice: AbstractBaseUser, attempt: Attempt) -> None:
    given(attempt, time_factor=2)
    attempts.submit(attempt, NOW)

    again = starting.start(alice, attempt.assessment, NOW)

    assert again.deadline == NOW + 2 * HOUR


def own_dates(attempt: Attempt) -> tuple[datetime | None, datetime | None]:
    now = Attempt.objects.get(pk=attempt.pk)
    return now.due_at, now.closes_at


def test_an_attempt_starts_with_the_learners_own_dates(alice: AbstractBaseUser, attempt: Attempt) -> None:
    given(attempt, due_at=NOW + HOUR, closes_at=NOW + 2 * HOUR)
    attempts.submit(attempt, NOW)

    assert own_dates(starting.start(alice, attempt.assessment, NOW)) == (NOW + HOUR, NOW + 2 * HOUR)


def test_what_is_submitted_follows_an_extension_and_its_end(attempt: Attempt) -> None:
    attempts.submit(attempt, NOW)
    extension = given(attempt, due_at=NOW + HOUR, closes_at=NOW + 2 * HOUR)

    give([extension], None, NOW)
    assert own_dates(attempt) == (NOW + HOUR, NOW + 2 * HOUR)
    take_back(extension, None, NOW)
    assert own_dates(attempt) == (None, None)


@pytest.mark.parametrize(("fields", "earned"), [({}, 0), ({"due_at": NOW + HOUR}, 1)], ids=["of all", "of their own"])
def test_an_answer_is_on_time_by_the_learners_due_date(
    alice: AbstractBaseUser, fields: dict[str, Any], earned: int
) -> None:
    late = a_started_attempt(alice, due_at=NOW)
    give([given(late, **fields)], None, NOW)

    answered(place(late), right(place(late)), NOW + HOUR / 2)

    assert place(late).earned == earned
