"""Real threads on the running database: SQLite with its write gate, or PostgreSQL with its row locks."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.engine.grade import Outcome, grade
from assessments.models import Attempt, ItemSession, Membership, Response
from assessments.services.taking import attempts, drafts, starting
from tests.assessments.services.crowd import CROWD, at_once
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_quiz,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db(transaction=True)


def sent(attempt: Attempt, raw: str, intent: UUID | None = None) -> Callable[[], Response]:
    """A request of its own: the session is fetched before the crowd moves."""
    session = place(attempt)
    number = intent or uuid4()
    return lambda: attempts.answer(session, raw, number, NOW)[0]


def test_of_eight_different_answers_with_one_try_exactly_one_is_judged() -> None:
    session = a_session(tries=1)

    got = at_once(*(sent(session.attempt, f"(9, {number})") for number in range(CROWD)))

    late = "Saved, but not counted. This question is finished. Your earlier answer stands."
    assert list(map(str, got)).count(late) == CROWD - 1
    assert session.late_drafts.count() == CROWD - 1
    assert (Response.objects.count(), place(session.attempt).tries_used) == (1, 1)


def test_tries_are_counted_one_by_one() -> None:
    session = a_session(tries=3)

    at_once(*(sent(session.attempt, f"(9, {number})") for number in range(CROWD)))

    assert (Response.objects.count(), place(session.attempt).tries_used) == (3, 3)


def test_one_intent_sent_eight_times_is_one_response() -> None:
    session = a_session(tries=5)
    intent = uuid4()

    got = at_once(*(sent(session.attempt, transposed(session), intent) for _ in range(CROWD)))

    assert set(got) == {Response.objects.get()}
    assert place(session.attempt).tries_used == 1


def test_one_intent_sent_with_eight_answers_is_one_response() -> None:
    session = a_session(tries=20)
    intent = uuid4()

    got = at_once(*(sent(session.attempt, f"(9, {number})", intent) for number in range(CROWD)))

    assert set(got) == {Response.objects.get()}
    assert place(session.attempt).tries_used == 1


def test_answers_to_several_places_at_once_all_add_up() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(CROWD)))
    sessions = [place(attempt, number + 1) for number in range(CROWD)]

    at_once(*(lambda session=session: answered(session, right(session)) for session in sessions))

    assert Attempt.objects.get().score == CROWD


def test_a_double_start_gives_one_attempt() -> None:
    learner, quiz = a_learner(), a_quiz(a_published_item(), course=a_course())

    got = at_once(*[lambda: starting.start(learner, quiz, NOW)] * CROWD)

    assert set(got) == {Attempt.objects.get()}
    assert (ItemSession.objects.count(), Membership.objects.count()) == (1, 1)


def test_a_double_start_of_practice_gives_one_attempt() -> None:
    learner, bank = a_learner(), a_bank()
    a_published_item(bank=bank)

    got = at_once(*[lambda: starting.practise(learner, bank, NOW)] * CROWD)

    assert set(got) == {Attempt.objects.get()}


def test_another_variant_asked_for_eight_times_is_drawn_once() -> None:
    session = a_session()
    answered(session, transposed(session))
    asked = [place(session.attempt) for _ in range(CROWD)]

    got = at_once(*(lambda one=one: attempts.another(one, NOW) for one in asked))

    assert sum(isinstance(one, ItemSession) for one in got) == 1
    assert ItemSession.objects.count() == 2


def test_other_variants_in_several_attempts_at_once_differ() -> None:
    learner: AbstractBaseUser = a_learner()
    item = a_published_item(domains={"input_size": list(range(3, 40)), "hidden_size": [2], "gate": ["f"]})
    running = [a_started_attempt(learner, item) for _ in range(CROWD)]
    for attempt in running:
        answered(place(attempt), "(9, 9)")
    asked = [place(attempt) for attempt in running]

    at_once(*(lambda one=one: attempts.another(one, NOW) for one in asked))

    sizes = [session.params["input_size"] for session in ItemSession.objects.all()]
    assert len(set(sizes)) == len(sizes) == 2 * CROWD


def test_a_draft_that_is_kept_while_an_attempt_is_handed_in_is_judged_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(2)))
    first, second = place(attempt), place(attempt, 2)
    drafts.save(first, right(first), 0, NOW)
    judging = Event()

    def judge_slowly(*asked: Any) -> Outcome:
        judging.set()
        sleep(0.5)
        return grade(*asked)

    def save_meanwhile() -> drafts.Kept:
        judging.wait()
        return drafts.save(second, right(second), 0, NOW)

    monkeypatch.setattr(attempts, "grade", judge_slowly)
    _, kept = at_once(lambda: attempts.submit(attempt, NOW), save_meanwhile)

    is_late = bool(kept.late)
    assert (second.responses.count(), second.late_drafts.count()) == ((0, 1) if is_late else (1, 0))


def test_an_answer_and_a_submission_at_once_agree_on_the_score() -> None:
    session = a_session()

    def submit() -> None:
        attempts.submit(session.attempt, NOW)

    at_once(sent(session.attempt, right(session)), submit)

    kept = Attempt.objects.get()
    assert kept.submitted_at == NOW
    assert kept.score == Response.objects.count()
