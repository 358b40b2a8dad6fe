from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import ItemSession
from assessments.services.errors import Closed
from assessments.services.taking import attempts, flags
from tests.factories import NOW, a_published_item, a_session, a_started_attempt, answered, place, right, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    return a_session(alice, tries=2)


def test_a_flag_is_put_and_taken_away(session: ItemSession) -> None:
    stands = []
    for wanted in (True, True, False, False):
        flags.put(session, wanted, NOW)
        stands.append((session.flagged, place(session.attempt).flagged))

    assert stands == [(True, True), (True, True), (False, False), (False, False)]


def test_only_the_question_that_is_meant_gets_it(alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())

    flags.put(place(attempt, 2), True, NOW)

    assert [place(attempt, number).flagged for number in (1, 2)] == [False, True]


def test_a_finished_question_can_still_be_flagged(session: ItemSession) -> None:
    answered(session, right(session))

    flags.put(place(session.attempt), True, NOW)

    assert place(session.attempt).flagged


def test_a_flag_stays_with_the_place_when_the_variant_changes(session: ItemSession) -> None:
    before = place(session.attempt)
    flags.put(session, True, NOW)
    answered(session, transposed(session))

    attempts.another(before, NOW)

    assert (place(session.attempt).turn, place(session.attempt).flagged) == (2, True)


def test_a_page_of_an_earlier_variant_flags_the_place_as_it_is_now(session: ItemSession) -> None:
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    flags.put(session, True, NOW)

    assert place(session.attempt).flagged


def test_a_flag_leaves_score_tries_and_draft_alone(session: ItemSession) -> None:
    answered(session, transposed(session))
    before = ItemSession.objects.filter(pk=session.pk).values().get()

    flags.put(place(session.attempt), True, NOW)

    assert ItemSession.objects.filter(pk=session.pk).values().get() == before | {"flagged": True}


def test_a_submitted_attempt_takes_no_flag(session: ItemSession) -> None:
    attempts.submit(session.attempt, NOW)

    with pytest.raises(Closed):
        flags.put(place(session.attempt), True, NOW)
    flags.put(session, True, NOW)  # by a page that does not know it yet

    assert not place(session.attempt).flagged


def test_after_the_deadline_there_is_no_flag(alice: AbstractBaseUser) -> None:
    session = a_session(alice, time_limit=timedelta(minutes=1))

    with pytest.raises(Closed):
        flags.put(session, True, NOW + timedelta(minutes=2))
