from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import ProtectedError

from assessments.models import Course, Membership
from tests.factories import a_course, a_learner, a_quiz

pytestmark = pytest.mark.django_db


def test_nobody_is_in_a_course_twice() -> None:
    learner = a_learner()
    course = a_course(learner)

    with pytest.raises(IntegrityError):
        Membership.objects.create(course=course, user=learner, role=Membership.Role.ASSISTANT)


def test_who_joins_is_a_learner_unless_told_otherwise() -> None:
    assert a_course(a_learner()).memberships.get().role == Membership.Role.LEARNER


def test_a_course_with_quizzes_cannot_be_deleted() -> None:
    course = a_course()
    a_quiz(course=course)

    with pytest.raises(ProtectedError):
        course.delete()


def test_a_course_is_for_its_members_unless_it_is_opened() -> None:
    assert not Course().open_to_all


def test_names_read_well() -> None:
    course = Course(title="LSTM architecture")

    assert str(course) == "LSTM architecture"
    assert str(Membership(course=course, user=User(username="alice"))) == "alice in LSTM architecture as learner"
