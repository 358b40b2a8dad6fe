from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import ProtectedError

from assessments.models import Assessment, Attempt, Bank, ItemSession, Response
from assessments.services.taking import attempts
from tests.factories import (
    NOW,
    a_bank,
    a_learner,
    a_quiz,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def test_a_response_is_never_saved_again() -> None:
    session = a_session()
    response = answered(session, transposed(session))
    response.score = 1

    with pytest.raises(TypeError):
        response.save()

    assert Response.objects.get().score == 0


def test_a_response_is_never_deleted() -> None:
    session = a_session()
    response = answered(session, transposed(session))

    with pytest.raises(TypeError):
        response.delete()

    assert Response.objects.get() == response


def test_a_learner_who_leaves_takes_all_along() -> None:
    session = a_session()
    answered(session, right(session))

    session.attempt.learner.delete()

    assert [model.objects.count() for model in (Attempt, ItemSession, Response)] == [0, 0, 0]


def test_a_quiz_that_was_taken_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        a_started_attempt().assessment.delete()


@pytest.mark.parametrize("at", ["both", "neither"])
def test_an_attempt_is_at_a_quiz_or_at_a_bank(at: str) -> None:
    goal: dict[str, Any] = {"assessment": a_quiz(), "bank": a_bank()} if at == "both" else {}

    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=a_learner(), started_at=NOW, **goal)


@pytest.mark.parametrize("focus", ["", "gate-values"])
def test_practice_of_no_bank_is_a_review(focus: str) -> None:
    Attempt.objects.create(learner=a_learner(), started_at=NOW, focus="review")

    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=a_learner(), started_at=NOW, focus=focus)


def test_a_quiz_has_no_focus() -> None:
    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=a_learner(), assessment=a_quiz(), started_at=NOW, focus="gate-values")


def test_practice_of_a_skill_stands_beside_that_of_its_bank() -> None:
    learner, bank = a_learner(), a_bank()
    for focus in ("", "gate-values", "gate-ranges"):
        Attempt.objects.create(learner=learner, bank=bank, started_at=NOW, focus=focus)

    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=learner, bank=bank, started_at=NOW, focus="gate-values")


def test_a_learner_has_one_open_review_at_a_time() -> None:
    learner = a_learner()
    for submitted in (NOW, NOW, None):
        Attempt.objects.create(learner=learner, started_at=NOW, focus="review", submitted_at=submitted)

    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=learner, started_at=NOW, focus="review")


@pytest.mark.parametrize("make", [a_quiz, a_bank])
def test_a_learner_has_one_open_attempt_at_a_time(make: Any) -> None:
    goal = {"assessment" if make is a_quiz else "bank": make()}
    learner = a_learner()
    for person, submitted in ((learner, NOW), (learner, NOW), (learner, None), (a_learner(), None)):
        Attempt.objects.create(learner=person, started_at=NOW, submitted_at=submitted, **goal)

    with pytest.raises(IntegrityError):
        Attempt.objects.create(learner=learner, started_at=NOW, **goal)


@pytest.mark.parametrize("change", [{}, {"turn": 2}], ids=["the same turn twice", "two current variants at one place"])
def test_a_place_has_one_current_variant_and_each_turn_once(change: dict[str, int]) -> None:
    session = a_session()
    twin = ItemSession.objects.get()
    twin.pk, twin.current = None, "turn" in change
    twin.turn = change.get("turn", session.turn)

    with pytest.raises(IntegrityError):
        twin.save()


def test_an_intent_counts_once_for_a_question() -> None:
    session = a_session()
    first = answered(session, transposed(session))

    with pytest.raises(IntegrityError):
        Response.objects.create(session=session, intent=first.intent, score=0, created_at=NOW)


def test_the_best_of_a_place_is_over_all_its_variants() -> None:
    bests = [ItemSession(score=score, earlier_best=earlier).best for score, earlier in ((0.5, 0), (0, 0.5), (1, 0.5))]

    assert bests == [0.5, 0.5, 1]


def test_the_variant_behind_a_session_is_the_one_that_was_shown() -> None:
    session = a_session()

    assert session.variant.format.show(session.variant.key) == right(session)
    assert session.shown.stem == session.question["stem"]


def test_what_is_stored_of_a_question_holds_no_key() -> None:
    session = a_session()

    assert right(session) not in str(ItemSession.objects.values().get())


def test_names_read_well() -> None:
    learner = User(username="alice")
    at_quiz = Attempt(learner=learner, assessment=Assessment(title="Gates"))
    at_bank = Attempt(learner=learner, bank=Bank(title="LSTM gates"))
    at_skill = Attempt(learner=learner, bank=Bank(title="LSTM gates"), focus="gate-values")
    review = Attempt(learner=learner, focus="review")
    session = ItemSession(attempt=at_quiz, number=2)
    response = Response(session=session, read_as="(2, 3)")

    assert [str(one) for one in (at_quiz, at_bank, at_skill, review, session, response)] == [
        "alice: Gates",
        "alice: LSTM gates",
        "alice: LSTM gates: Gate values",
        "alice: Review",
        "alice: Gates, question 2",
        "alice: Gates, question 2: (2, 3)",
    ]


def test_newer_attempts_come_first() -> None:
    first, second = a_started_attempt(), a_started_attempt(now=NOW.replace(year=2027))

    assert list(Attempt.objects.all()) == [second, first]


def test_an_older_variant_stays_in_the_record() -> None:
    session = a_session()
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    rows = ItemSession.objects.values_list("turn", "current")

    assert list(rows) == [(1, False), (2, True)]
