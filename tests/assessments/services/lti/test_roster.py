from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.contrib.auth import get_user_model

from assessments.models import Context, Event, Membership
from assessments.services.courses.membership import enrol
from assessments.services.lti.messages import Who
from assessments.services.lti.roster import Listed, take_over, take_over_changes
from tests.assessments.lti.platforms import a_link
from tests.factories import NOW

pytestmark = pytest.mark.django_db

VERB = "roles of the LMS"


def listed(*people: tuple[str, str], active: bool = True) -> Iterable[Listed]:
    return [Listed(Who(sub=sub, role=role), active) for sub, role in people]


def moves() -> list[list[tuple[str | None, str | None]]]:
    """Event by event, the roles before and after."""
    events = Event.objects.filter(verb=VERB).order_by("number")
    return [[(old, new) for _, old, new in event.facts["moved"]] for event in events]


@pytest.fixture
def there() -> Context:
    return a_link().context


def test_whoever_comes_or_goes_or_changes_is_written_down_in_one_event(there: Context) -> None:
    take_over(there, listed(("a", "learner"), ("b", "learner")), NOW)
    take_over(there, listed(("a", "instructor"), ("c", "learner")), NOW)

    assert moves() == [
        [(None, "learner"), (None, "learner")],
        [("learner", "instructor"), (None, "learner"), ("learner", None)],
    ]
    assert {event.course_id for event in Event.objects.filter(verb=VERB)} == {there.course_id}


def test_a_roster_that_says_the_same_again_leaves_no_event(there: Context) -> None:
    for _ in range(2):
        take_over(there, listed(("a", "learner")), NOW)
    take_over_changes(there, listed(("a", "learner")), NOW, "")

    assert moves() == [[(None, "learner")]]


def test_changes_alone_are_written_down_as_well(there: Context) -> None:
    take_over(there, listed(("a", "learner"), ("b", "learner")), NOW)

    present = take_over_changes(there, listed(("a", "learner"), active=False), NOW, "")

    assert (present, moves()[1:]) == (1, [[("learner", None)]])
    assert Membership.objects.filter(active=True).count() == 1


def test_who_was_never_in_has_not_left(there: Context) -> None:
    take_over_changes(there, listed(("a", "learner"), active=False), NOW, "")

    assert moves() == []


def test_an_owner_stays_what_they_are_unremarked(there: Context) -> None:
    take_over(there, listed(("a", "instructor")), NOW)
    owner = get_user_model().objects.get()
    enrol(there.course, owner, "owner", None, NOW)

    take_over(there, listed(("a", "learner")), NOW)

    assert Membership.objects.get().role == "owner"
    assert moves() == [[(None, "instructor")]]


def test_an_owner_who_is_not_listed_any_more_keeps_the_course(there: Context) -> None:
    take_over(there, listed(("a", "instructor")), NOW)
    enrol(there.course, get_user_model().objects.get(), "owner", None, NOW)

    take_over(there, listed(("b", "learner")), NOW)

    assert Membership.objects.get(role="owner").active
