from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection

from assessments.models import Context, ContextMember, LtiUser, Membership
from assessments.services.lti import people
from assessments.services.lti.messages import Who
from assessments.services.lti.people import Move, Seat, people_of, seat
from assessments.services.lti.roster import AT_ONCE, Listed, take_over
from tests.assessments.lti.platforms import a_link
from tests.factories import NOW

pytestmark = pytest.mark.django_db

ADA = Who("ada", "learner", "Ada", "Lovelace", "ada@zoo.example")


@pytest.fixture
def there() -> Context:
    return a_link().context


def known(context: Context, *met: Who) -> list[LtiUser]:
    return people_of(context.deployment.registration, met)


def test_a_crowd_comes_back_in_its_order_and_each_is_made_once(there: Context) -> None:
    first = known(there, Who("b", "learner"), ADA)
    again = known(there, ADA, Who("c", "learner"), Who("b", "learner"), ADA)

    assert [person.sub for person in again] == ["ada", "c", "b", "ada"]
    assert [again[2], again[0]] == first
    assert LtiUser.objects.count() == 3


def test_nobody_has_a_password_and_a_name_that_is_told_no_longer_stays(there: Context) -> None:
    known(there, ADA)
    known(there, Who("ada", "learner", "Augusta"))

    user = get_user_model().objects.get()
    assert (user.get_full_name(), user.email, user.has_usable_password()) == ("Augusta Lovelace", ADA.email, False)


def test_whom_another_window_has_just_made_is_found(there: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    greeted = people.greeted

    def beaten(*asked: Any) -> None:
        greeted(*asked)
        monkeypatch.undo()
        raise IntegrityError

    monkeypatch.setattr(people, "greeted", beaten)

    assert known(there, ADA) == [LtiUser.objects.get()]


def test_of_several_seats_the_last_counts(there: Context) -> None:
    (ada,) = known(there, ADA)

    moves = seat(there, [Seat(ada, "instructor"), Seat(ada, "learner")])

    assert moves == [Move(ada.user_id, None, "learner")]
    assert (ContextMember.objects.get().role, Membership.objects.get().role) == ("learner", "learner")


def test_who_teaches_and_who_does_so_no_more_is_staff_or_is_not(there: Context) -> None:
    ada, bob = known(there, ADA, Who("bob", "learner"))

    for roles, staff in ((("instructor", "learner"), {"ada"}), (("learner", "assistant"), {"bob"})):
        seat(there, [Seat(ada, roles[0]), Seat(bob, roles[1])])

        assert set(LtiUser.objects.filter(user__is_staff=True).values_list("sub", flat=True)) == staff


def test_a_course_of_hundreds_takes_hardly_more_statements_than_one_of_two(
    there: Context, django_assert_num_queries: Any
) -> None:
    """Others wait behind a roster with what they write."""
    newcomers = [Listed(Who(f"{number}", "learner")) for number in range(AT_ONCE)]

    with django_assert_num_queries(19):
        take_over(there, newcomers[:2], NOW)
    with django_assert_num_queries({"postgresql": 19, "sqlite": 27}[connection.vendor]):
        take_over(there, newcomers, NOW)
