"""What an answer earns and what it closes, by the quiz's mode."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt, ItemSession
from assessments.services.errors import Closed
from assessments.services.taking import attempts
from tests.factories import NOW, a_session, answered, place, right, transposed

pytestmark = pytest.mark.django_db
WRONG = "(9, 9)"


def session(alice: AbstractBaseUser, **settings: Any) -> ItemSession:
    return a_session(alice, **{"tries": 5} | settings)


def score(session: ItemSession) -> float:
    return Attempt.objects.get(pk=session.attempt_id).score


def test_a_penalty_is_taken_for_each_different_wrong_answer(alice: AbstractBaseUser) -> None:
    one = session(alice, penalty=0.25)

    for raw in (WRONG, transposed(one), right(one)):
        answered(place(one.attempt), raw)

    assert score(one) == 0.5


def test_a_fresh_variant_is_free_of_penalties_and_the_best_counts(alice: AbstractBaseUser) -> None:
    one = session(alice, penalty=0.5)
    answered(one, WRONG)

    another = attempts.another(place(one.attempt), NOW)
    answered(place(one.attempt), right(another))

    assert score(one) == 1


def test_an_exam_pays_each_try_by_its_own_share(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="exam", shares=[1, 0.5])

    answered(one, WRONG)
    answered(place(one.attempt), right(one))

    assert score(one) == 0.5


def test_an_exam_does_not_betray_a_right_answer_by_closing_the_question(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="exam", tries=2)

    answered(one, right(one))
    assert place(one.attempt).finished_at is None
    answered(place(one.attempt), WRONG)
    assert place(one.attempt).finished_at == NOW
    assert score(one) == 1


def test_an_exam_shows_no_solution_for_the_asking(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="exam")
    answered(one, WRONG)

    with pytest.raises(Closed):
        attempts.reveal(place(one.attempt), NOW)


def test_deferred_answers_change_until_submission_and_the_last_counts(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="deferred", tries=1)

    for raw in (right(one), WRONG, transposed(one)):
        answered(place(one.attempt), raw)
    assert (score(one), place(one.attempt).finished_at) == (0, None)
    answered(place(one.attempt), right(one))

    assert score(one) == 1


def test_deferred_answers_get_no_fresh_variant(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="deferred", another_variant=True)
    answered(one, WRONG)

    with pytest.raises(Closed):
        attempts.another(place(one.attempt), NOW)


def test_practice_grows_with_right_answers_in_a_row(alice: AbstractBaseUser) -> None:
    one = session(alice, mode="practice", step=0.25)
    answered(one, right(one))
    assert score(one) == 0.25

    another = attempts.another(place(one.attempt), NOW)
    answered(place(one.attempt), right(another))

    assert score(one) == 0.75


def test_late_answers_earn_their_credit(alice: AbstractBaseUser) -> None:
    one = session(alice, due_at=NOW, late_credit=[[24, 0.8], [72, 0.5]])

    answered(one, right(one), NOW + timedelta(hours=30))

    assert score(one) == 0.5
