from copy import copy
from datetime import datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, connection, transaction

from assessments.models import Event
from assessments.queries.events import breaks, events_about, whole_chain
from assessments.services import audit
from tests.assessments.services.crowd import CROWD, at_once
from tests.factories import NOW, a_course, a_learner, a_started_attempt, an_item, published

COLUMNS = [field.attname for field in Event._meta.concrete_fields]


@pytest.fixture
def trail(alice: AbstractBaseUser) -> list[Event]:
    course = a_course()
    return [audit.record(alice, "try", course, {"try": number, "of": 1.5, "says": "“½”"}, NOW) for number in range(5)]


def test_each_event_holds_the_hash_of_the_one_before(trail: list[Event]) -> None:
    kept = list(Event.objects.order_by("number"))

    assert [event.number for event in kept] == [1, 2, 3, 4, 5]
    assert [event.previous for event in kept] == ["0" * 64, *(event.hash for event in kept[:-1])]
    assert kept[2].facts == {"try": 2, "of": 1.5, "says": "“½”"}
    assert list(breaks(whole_chain())) == []


@pytest.mark.parametrize(
    "act", ["UPDATE assessments_event SET verb = 'x' WHERE number = 3", "DELETE FROM assessments_event"]
)
def test_the_database_refuses_to_change_the_trail(trail: list[Event], act: str) -> None:
    with pytest.raises(IntegrityError, match="neither edited nor deleted"), transaction.atomic():
        connection.cursor().execute(act)

    assert Event.objects.count() == 5


def test_neither_does_the_model(trail: list[Event]) -> None:
    with pytest.raises(TypeError):
        trail[0].save()
    with pytest.raises(TypeError):
        trail[0].delete()


def test_an_event_outlives_who_did_it(trail: list[Event], alice: AbstractBaseUser) -> None:
    course = trail[0].course
    alice.delete()

    assert [event.actor for event in events_about(course)] == [None] * 5
    assert list(breaks(whole_chain())) == []


def test_it_belongs_to_the_course_of_what_it_is_about(alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)

    event = audit.record(alice, "override", attempt, {}, NOW)

    assert event.course_id == attempt.assessment.course_id


@pytest.mark.django_db
def test_publishing_is_written_down() -> None:
    item = published(an_item())

    (event,) = events_about(item)
    assert (event.verb, event.facts["revision"], event.actor, event.course) == ("publish", 1, None, None)


@pytest.mark.django_db(transaction=True)
def test_writers_at_one_moment_make_one_chain() -> None:
    someone, course = a_learner(), a_course()

    at_once(*[lambda: audit.record(someone, "try", course, {}, NOW)] * CROWD)

    assert [event.number for event in whole_chain()] == list(range(1, CROWD + 1))
    assert list(breaks(whole_chain())) == []


def flipped(event: Event, column: str, bit: int) -> Event:
    """A copy of which one bit is another."""
    was, changed = getattr(event, column), copy(event)
    if isinstance(was, str):
        place = bit // 7 % len(was)
        now = f"{was[:place]}{chr(ord(was[place]) ^ 1 << bit % 7)}{was[place + 1 :]}"
    else:
        now = was + timedelta(microseconds=1 << bit % 30) if isinstance(was, datetime) else was ^ 1 << bit % 16
    setattr(changed, column, now)
    return changed


def test_of_a_thousand_flipped_bits_a_thousand_are_found(trail: list[Event]) -> None:
    chain = list(whole_chain())
    by_chance = Random(41)  # noqa: S311 -- the same bits in each run
    found = 0
    for _ in range(1000):
        place, column = by_chance.randrange(len(chain)), by_chance.choice(COLUMNS)
        changed = flipped(chain[place], column, by_chance.randrange(1 << 16))
        found += any(breaks([*chain[:place], changed, *chain[place + 1 :]]))

    assert found == 1000
    assert list(breaks(chain)) == []
