from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assessments.models import Accommodation, Assessment, Event
from assessments.services.courses.giving import give
from assessments.services.lti.dates import take_over
from assessments.services.taking import starting
from tests.factories import NOW, a_learner, a_quiz

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = NOW + HOUR


def events() -> list[tuple[str, str, int | None]]:
    return [
        (event.verb, event.subject_type, event.actor_id)
        for event in Event.objects.exclude(verb="publish").order_by("number")
    ]


def test_dates_for_all_are_written_down_once_and_reach_running_attempts() -> None:
    quiz = a_quiz()
    attempt = starting.start(a_learner(), quiz, NOW)

    for _ in range(2):
        take_over(quiz, {"closes_at": LATER}, None, NOW)

    attempt.refresh_from_db()
    assert (Assessment.objects.get().closes_at, attempt.deadline) == (LATER, LATER)
    assert events() == [("dates of the LMS", "assessment", None)]
    assert Event.objects.earliest("-number").facts == {"closes_at": LATER.isoformat()}


def test_dates_for_one_are_an_accommodation_like_any_other() -> None:
    quiz, learner = a_quiz(closes_at=LATER), a_learner()

    for _ in range(2):
        take_over(quiz, {"due_at": LATER, "closes_at": LATER + HOUR}, learner, NOW)

    given = Accommodation.objects.get()
    assert (given.learner, given.course, given.due_at, given.closes_at) == (learner, quiz.course, LATER, LATER + HOUR)
    assert events() == [("accommodate", "accommodation", None)]


def test_dates_for_one_take_away_no_time_that_they_have_at_every_quiz() -> None:
    quiz, learner = a_quiz(time_limit=HOUR), a_learner()
    give([Accommodation(course=quiz.course, learner=learner, time_factor=2)], None, NOW)
    attempt = starting.start(learner, quiz, NOW)

    take_over(quiz, {"due_at": LATER}, learner, NOW)

    attempt.refresh_from_db()
    assert (attempt.due_at, attempt.deadline) == (LATER, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    "dates",
    [{}, {"closes_at": LATER}, {"opens_at": LATER + HOUR, "closes_at": LATER}],
    ids=["none", "those of all", "in no order that can be"],
)
def test_what_changes_nothing_is_not_written_down(dates: dict[str, datetime]) -> None:
    quiz = a_quiz(closes_at=LATER)

    take_over(quiz, dates, a_learner(), NOW)

    assert (Accommodation.objects.count(), events()) == (0, [])


def test_dates_of_ones_own_end_where_the_platform_takes_them_back() -> None:
    quiz = a_quiz(closes_at=LATER)
    attempt = starting.start(learner := a_learner(), quiz, NOW)
    take_over(quiz, {"due_at": LATER, "closes_at": LATER + HOUR}, learner, NOW)

    take_over(quiz, {"due_at": LATER, "closes_at": LATER}, learner, NOW)

    attempt.refresh_from_db()
    given = Accommodation.objects.get()
    assert (given.due_at, given.closes_at, attempt.deadline) == (LATER, None, LATER)


def test_what_a_teacher_gave_here_is_not_taken_back_by_the_platform() -> None:
    quiz, learner, teacher = a_quiz(closes_at=LATER), a_learner(), a_learner()
    given = Accommodation(course=quiz.course, assessment=quiz, learner=learner, closes_at=LATER + HOUR)
    give([given], teacher, NOW)

    take_over(quiz, {"closes_at": LATER}, learner, NOW)

    assert Accommodation.objects.get().closes_at == LATER + HOUR
