from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from assessments.models import AUTHORS, STAFF, Attempt, Bank, Course, Membership
from assessments.queries import staff
from assessments.services.taking import starting
from tests.factories import NOW, a_bank, a_course, a_learner, a_member, a_published_item, a_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def ingrid(course: Course) -> AbstractBaseUser:
    return a_member(course, "instructor", "ingrid")


@pytest.mark.parametrize("role", Membership.Role.values)
@pytest.mark.parametrize("roles", [STAFF, AUTHORS])
def test_a_course_is_reached_by_the_roles_asked_for(course: Course, role: str, roles: frozenset[str]) -> None:
    person = a_member(course, role)
    a_course()

    assert list(staff.courses_of(person, roles)) == [course] * (role in roles)


def test_a_role_in_one_course_is_none_in_another(course: Course, ingrid: AbstractBaseUser) -> None:
    Membership.objects.create(course=a_course(), user=ingrid, role="learner")

    assert list(staff.courses_of(ingrid)) == [course]
    assert staff.roles_of(ingrid) == {"instructor", "learner"}


def test_authors_read_their_banks_and_the_shared_library_and_write_their_own(
    course: Course, ingrid: AbstractBaseUser
) -> None:
    own, shared = a_bank(course=course), a_bank()
    a_bank(course=a_course())

    assert set(staff.banks_of(ingrid)) == {own, shared}
    assert set(staff.own_banks_of(ingrid)) == {own}


def test_learners_read_no_bank(course: Course) -> None:
    a_bank()

    assert list(staff.banks_of(a_member(course))) == []


def test_attempts_are_those_at_the_courses_quizzes_and_banks(course: Course, ingrid: AbstractBaseUser) -> None:
    learner, shared = a_learner(), a_published_item()
    mine = a_published_item(bank=a_bank(course=course))
    ours = [
        starting.start(learner, a_quiz(shared, course=course), NOW),
        starting.practise(learner, mine.bank, NOW),
    ]
    starting.start(learner, a_quiz(shared), NOW)
    starting.practise(learner, shared.bank, NOW)

    assert set(staff.attempts_of(ingrid)) == set(ours)
    assert {one.attempt for one in staff.sessions_of(ingrid)} == set(ours)


def test_people_are_those_of_the_courses(course: Course, ingrid: AbstractBaseUser) -> None:
    ada = a_member(course)
    a_member(a_course())

    assert set(staff.people_of(ingrid)) == {ada, ingrid}


ALL: dict[Callable[..., QuerySet[Any]], type[Any]] = {
    staff.courses_of: Course,
    staff.banks_of: Bank,
    staff.own_banks_of: Bank,
    staff.attempts_of: Attempt,
    staff.people_of: get_user_model(),
}


@pytest.mark.parametrize("rows", ALL)
def test_superusers_have_all(tess: AbstractBaseUser, rows: Callable[..., QuerySet[Any]]) -> None:
    starting.practise(a_learner(), a_published_item().bank, NOW)
    a_course()

    assert rows(tess).count() == ALL[rows].objects.count() > 0
