from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt, ItemSession
from assessments.queries import attempts as found
from assessments.services.taking import attempts
from assessments.services.taking.starting import practise
from tests.factories import (
    NOW,
    a_bank,
    a_published_item,
    a_quiz,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def with_another_variant(learner: AbstractBaseUser) -> ItemSession:
    session = a_session(learner, a_published_item(), a_published_item())
    answered(session, transposed(session))
    return attempts.another(place(session.attempt), NOW)


def test_an_attempt_is_found_for_its_learner(alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)

    assert found.attempt_for(alice, attempt.pk) == attempt


def test_someone_elses_attempt_does_not_exist(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)

    with pytest.raises(Attempt.DoesNotExist):
        found.attempt_for(bob, attempt.pk)


def test_the_current_variant_at_a_place_is_found_for_its_learner(alice: AbstractBaseUser) -> None:
    other = with_another_variant(alice)

    assert found.open_session_for(alice, other.attempt_id, 1) == other


@pytest.mark.parametrize("number", [0, 3, 10**6, 10**30])
def test_a_place_that_the_attempt_has_not_does_not_exist(alice: AbstractBaseUser, number: int) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())

    with pytest.raises(ItemSession.DoesNotExist):
        found.open_session_for(alice, attempt.pk, number)


def test_a_place_in_someone_elses_attempt_does_not_exist(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)

    with pytest.raises(ItemSession.DoesNotExist):
        found.open_session_for(bob, attempt.pk, 1)
    with pytest.raises(ItemSession.DoesNotExist):
        found.open_session_for(bob, uuid4(), 1)


def test_the_palette_has_the_current_variant_of_each_place_in_order(alice: AbstractBaseUser) -> None:
    other = with_another_variant(alice)

    rows = [(session.number, session.turn) for session in found.palette(other.attempt)]

    assert rows == [(1, 2), (2, 1)]


def test_the_summary_reads_titles_along(alice: AbstractBaseUser, django_assert_num_queries: object) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())

    with django_assert_num_queries(1):
        titles = [session.item.title for session in found.summary(attempt)]

    assert titles == [slot.item.title for slot in attempt.assessment.slots.all()]


def test_earlier_variants_are_those_before_this_one_at_this_place(alice: AbstractBaseUser) -> None:
    other = with_another_variant(alice)
    answered(other, transposed(other))
    last = attempts.another(place(other.attempt), NOW)

    turns = [[one.turn for one in found.earlier_variants(session)] for session in (last, other)]

    assert turns == [[1, 2], [1]]


def test_of_many_earlier_variants_the_last_few_are_found(alice: AbstractBaseUser) -> None:
    session = a_session(alice)
    for _ in range(found.FEW + 1):
        answered(session, transposed(session))
        session = attempts.another(place(session.attempt), NOW)

    assert [one.turn for one in found.earlier_variants(session)] == [*range(2, found.FEW + 2)]


def test_the_latest_response_is_the_last_one_given(alice: AbstractBaseUser) -> None:
    session = a_session(alice)
    answered(session, transposed(session))
    last = answered(place(session.attempt), right(session))

    assert found.latest_response(place(session.attempt)) == last


def test_without_a_try_no_response_is_looked_for(alice: AbstractBaseUser, django_assert_num_queries: object) -> None:
    session = a_session(alice)

    with django_assert_num_queries(0):
        assert found.latest_response(session) is None


def test_a_review_reads_every_variant_with_its_responses_in_order(
    alice: AbstractBaseUser, django_assert_num_queries: object
) -> None:
    other = with_another_variant(alice)

    with django_assert_num_queries(4):
        rows = [
            (one.number, one.turn, one.item.title, [response.score for response in one.responses.all()])
            for one in found.reviewed(other.attempt)
        ]

    first, second = (slot.item.title for slot in other.attempt.assessment.slots.all())
    assert rows == [(1, 1, first, [0]), (1, 2, first, []), (2, 1, second, [])]


def test_a_history_is_the_learners_own_newest_first(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    first = a_started_attempt(alice)
    a_started_attempt(bob)
    second = a_started_attempt(alice, now=NOW.replace(year=2027))

    assert list(found.history_of(alice)) == [second, first]


def test_earlier_attempts_are_at_this_quiz_alone(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)
    a_started_attempt(alice)
    Attempt.objects.create(learner=bob, assessment=attempt.assessment, started_at=NOW)

    assert list(found.earlier_attempts(alice, attempt.assessment)) == [attempt]


def test_running_practice_is_the_open_one(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    bank = a_bank()
    a_published_item(bank=bank)
    attempts.submit(practise(alice, bank, NOW), NOW)
    before = found.running_practice(alice, bank)
    running = practise(alice, bank, NOW)

    assert (before, found.running_practice(alice, bank), found.running_practice(bob, bank)) == (None, running, None)


def test_submitted_attempts_come_quiz_by_quiz(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    quiz, other = a_quiz(), a_quiz()
    for hours, (learner, assessment, score, submitted_at) in enumerate(
        (
            (alice, quiz, 1, NOW),
            (alice, quiz, 3, NOW),
            (alice, quiz, 2, NOW),
            (alice, quiz, 5, None),
            (alice, other, 4, None),
            (bob, quiz, 9, NOW),
        )
    ):
        started = NOW + timedelta(hours=hours)
        facts = {"started_at": started, "submitted_at": submitted_at, "score": score, "points": 10}
        Attempt.objects.create(learner=learner, assessment=assessment, **facts)

    assert [(one.assessment, one.score) for one in found.submitted(alice)] == [(quiz, 1), (quiz, 3), (quiz, 2)]


def test_open_attempts_are_listed_by_quiz(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    running = a_started_attempt(alice)
    attempts.submit(a_started_attempt(alice), NOW)
    a_started_attempt(bob)

    assert found.open_attempts(alice) == {running.assessment_id: running}
