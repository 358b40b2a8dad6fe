import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Membership
from assessments.services.courses.membership import enrol, remove
from tests.factories import a_course, a_learner

pytestmark = pytest.mark.django_db


def is_staff(user: AbstractBaseUser) -> bool:
    user.refresh_from_db()
    return user.is_staff


@pytest.mark.parametrize("role", Membership.Role.values)
def test_the_admin_opens_to_those_who_teach(alice: AbstractBaseUser, role: str) -> None:
    enrol(a_course(), alice, role)

    assert is_staff(alice) == (role != "learner")


def test_a_second_role_in_a_course_replaces_the_first(alice: AbstractBaseUser) -> None:
    course = a_course()
    enrol(course, alice, "instructor")

    enrol(course, alice, "learner")

    assert [one.role for one in alice.memberships.all()] == ["learner"]
    assert not is_staff(alice)


def test_the_admin_closes_with_the_last_teaching_role(alice: AbstractBaseUser) -> None:
    first, second = (enrol(a_course(), alice, "assistant") for _ in range(2))

    remove(first)
    assert is_staff(alice)

    remove(second)
    assert not is_staff(alice)


def test_superusers_stay_in() -> None:
    root = a_learner(is_staff=True, is_superuser=True)

    remove(enrol(a_course(), root, "owner"))

    assert is_staff(root)
