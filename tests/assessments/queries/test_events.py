"""Whatever bit of the audit trail is changed behind the service's back, the check finds it."""

from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from assessments.models import Event
from assessments.queries.events import breaks, whole_chain
from assessments.services import audit
from tests.factories import NOW, a_course

FEW, PLACES = 40, 1000
TEXTS = ("verb", "subject_type", "subject_id", "facts_text", "previous", "hash")
NUMBERS = ("number", "actor_id", "course_id")


@pytest.fixture
def unguarded(alice: AbstractBaseUser) -> None:
    """A trail whose triggers are gone, as for whoever owns the database."""
    course = a_course()
    for number in range(12):
        audit.record(alice, "override", course, {"from": number / 7, "to": 1, "why": "a slip of the pen"}, NOW)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE assessments_event DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER assessments_event_kept_update")
            cursor.execute("DROP TRIGGER assessments_event_kept_delete")


def flipped(value: Any, chance: Random) -> Any:
    """With another bit in one place; of a text, one that leaves it a text."""
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(20, 30)
    place, bit = chance.randrange(len(value)), 1 << chance.randrange(5)
    return value[:place] + chr(ord(value[place]) ^ bit) + value[place + 1 :]


@pytest.mark.parametrize("places", [FEW, pytest.param(PLACES, marks=pytest.mark.once)])
def test_a_bit_flipped_anywhere_is_found(unguarded: None, places: int) -> None:
    chance, found = Random(7), 0  # noqa: S311 -- places to flip, not secrets
    for place in range(places):
        column = (*TEXTS, *NUMBERS)[place % len((*TEXTS, *NUMBERS))]
        number = chance.randint(1, 12)
        before = Event.objects.filter(number=number).values_list(column, flat=True).get()
        after = flipped(before, chance)
        Event.objects.filter(number=number).update(**{column: after})

        found += any(breaks(whole_chain()))

        Event.objects.filter(number=after if column == "number" else number).update(**{column: before})

    assert found == places
    assert list(breaks(whole_chain())) == []


def test_a_shifted_moment_is_found(unguarded: None) -> None:
    Event.objects.filter(number=3).update(at=NOW.replace(microsecond=1))

    assert list(breaks(whole_chain())) == ["event 3: is not as it was written"]


def test_a_moment_that_is_none_is_found(unguarded: None) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps dates, and nothing else, in a column of dates")
    connection.cursor().execute("UPDATE assessments_event SET at = 'soon' WHERE number = 3")

    assert list(breaks(whole_chain())) == ["event 3: is not as it was written"]


def test_a_missing_event_is_found(unguarded: None) -> None:
    Event.objects.filter(number=3).delete()

    assert list(breaks(whole_chain())) == ["between events 2 and 4: some are missing"]


def test_two_that_changed_places_are_found(unguarded: None) -> None:
    for before, after in ((3, 100), (4, 3), (100, 4)):
        Event.objects.filter(number=before).update(number=after)

    assert len(list(breaks(whole_chain()))) == 5
