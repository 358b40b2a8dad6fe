from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError

from assessments.models import Accommodation, Assessment, Course, Group
from assessments.queries.accommodations import accommodation_for, accommodations_of, among
from assessments.services.taking import starting
from assessments.services.taking.deadlines import refresh, touched_by
from tests.factories import NOW, a_course, a_learner, a_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Assessment:
    return a_quiz(time_limit=timedelta(minutes=10))


def a_group(course: Course, *members: AbstractBaseUser) -> Group:
    group = Group.objects.create(course=course, title=f"Group {Group.objects.count()}")
    group.members.set(members)
    return group


def given(quiz: Assessment, factor: float, **to: Any) -> Accommodation:
    named = {"course": quiz.course, "time_factor": factor}
    return Accommodation.objects.create(**named | to)


def test_members_get_what_their_group_gets(quiz: Assessment, alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    more = given(quiz, 2, group=a_group(quiz.course, alice, a_learner()))

    assert (accommodation_for(alice.pk, quiz), accommodation_for(bob.pk, quiz)) == (more, None)


def test_the_most_special_holds(quiz: Assessment, alice: AbstractBaseUser) -> None:
    group, other = a_group(quiz.course, alice), a_group(quiz.course, alice)
    rising = [
        {"group": group, "time_factor": 3},
        {"group": other, "time_factor": 4},
        {"learner": alice, "time_factor": 2},
        {"group": group, "assessment": quiz, "time_factor": 1.5},
        {"learner": alice, "assessment": quiz, "time_factor": 1.25},
    ]

    for fields in rising:
        made = given(quiz, 1, **fields)
        assert accommodation_for(alice.pk, quiz) == made
        assert among(accommodations_of(alice.pk), quiz) == made


def test_what_the_most_special_says_nothing_about_is_as_the_next_says(
    quiz: Assessment, alice: AbstractBaseUser
) -> None:
    day = timedelta(days=1)
    given(quiz, 2, group=a_group(quiz.course, alice), extra_attempts=1, due_at=NOW)
    given(quiz, 1.5, learner=alice, extra_time=timedelta(minutes=1))
    given(quiz, 1, learner=alice, assessment=quiz, closes_at=NOW + day)

    for held in (accommodation_for(alice.pk, quiz), among(accommodations_of(alice.pk), quiz)):
        assert (held.time_factor, held.extra_time, held.extra_attempts) == (1.5, timedelta(minutes=1), 1)
        assert (held.opens_at, held.due_at, held.closes_at) == (None, None, NOW + day)


def test_it_reaches_a_running_attempt_at_once(quiz: Assessment, alice: AbstractBaseUser) -> None:
    attempt = starting.start(alice, quiz, NOW)
    more = given(quiz, 2, group=a_group(quiz.course, alice))

    assert refresh(touched_by(more)) == 1
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + timedelta(minutes=20)


@pytest.mark.parametrize("both", [True, False])
def test_it_is_for_a_learner_or_a_group(quiz: Assessment, alice: AbstractBaseUser, both: bool) -> None:
    to = {"learner": alice, "group": a_group(a_course())} if both else {}

    with pytest.raises(IntegrityError, match="accommodation_for_a_learner_or_a_group"):
        given(quiz, 2, **to)
