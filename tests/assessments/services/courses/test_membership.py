import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Membership
from assessments.queries.events import events_about
from assessments.services.courses.membership import enrol, remove
from tests.factories import NOW, a_course, a_learner

pytestmark = pytest.mark.django_db


def is_staff(user: AbstractBaseUser) -> bool:
    user.refresh_from_db()
    return user.is_staff


@pytest.mark.parametrize("role", Membership.Role.values)
def test_the_admin_opens_to_those_who_teach(alice: AbstractBaseUser, role: str) -> None:
    enrol(a_course(), alice, role, None, NOW)

    assert is_staff(alice) == (role != "learner")


def test_a_second_role_in_a_course_replaces_the_first(alice: AbstractBaseUser) -> None:
    course = a_course()
    enrol(course, alice, "instructor", None, NOW)

    enrol(course, alice, "learner", None, NOW)

    assert [one.role for one in alice.memberships.all()] == ["learner"]
    assert not is_staff(alice)


def test_the_admin_closes_with_the_last_teaching_role(alice: AbstractBaseUser) -> None:
    first, second = (enrol(a_course(), alice, "assistant", None, NOW) for _ in range(2))

    remove(first, None, NOW)
    assert is_staff(alice)

    remove(second, None, NOW)
    assert not is_staff(alice)


def test_each_change_of_a_role_is_written_down(alice: AbstractBaseUser, tess: AbstractBaseUser) -> None:
    course = a_course()
    for role in ("learner", "learner", "assistant"):
        enrol(course, alice, role, tess, NOW)
    remove(course.memberships.get(user=alice), tess, NOW)

    facts = [(one.verb, one.actor, one.facts) for one in events_about(course).order_by("number")]
    changes = [(None, "learner"), ("learner", "assistant"), ("assistant", None)]
    assert facts == [("role", tess, {"user": alice.pk, "old": old, "new": new}) for old, new in changes]


def test_superusers_stay_in() -> None:
    root = a_learner(is_staff=True, is_superuser=True)

    remove(enrol(a_course(), root, "owner", None, NOW), None, NOW)

    assert is_staff(root)
