from __future__ import annotations

from uuid import uuid4

import pytest

from assessments.engine.formats import Unreadable
from assessments.models import Attempt, ItemSession, Response
from assessments.services.taking import attempts
from tests.assessments.services.events import (
    A_SECOND,
)
from tests.factories import (
    NOW,
    THREE_SHAPES,
    a_published_item,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def tries_used(session: ItemSession) -> int:
    return ItemSession.objects.get(pk=session.pk).tries_used


def score_of(attempt: Attempt) -> float:
    return Attempt.objects.get(pk=attempt.pk).score


def test_a_right_answer_finishes_the_question_with_all_its_points() -> None:
    session = a_session()

    response = answered(session, right(session))

    after = place(session.attempt)
    assert (response.score, after.score, after.finished_at, score_of(session.attempt)) == (1, 1, NOW, 1)


def test_a_wrong_answer_costs_a_try_and_is_named() -> None:
    session = a_session(tries=2)

    response = answered(session, transposed(session))

    after = place(session.attempt)
    assert (response.score, response.misconception, response.diagnosis) == (0, "transposed", "transposed")
    assert (after.tries_used, after.score, after.finished_at) == (1, 0, None)


def test_how_each_part_was_judged_is_kept() -> None:
    session = a_session(None, a_published_item("step-by-parts"))
    key = session.variant.key

    response = answered(session, "\n".join(map(str, (*key[:5], -key[5]))))

    response.refresh_from_db()
    assert [part["score"] for part in response.parts] == [1, 1, 1, 1, 1, 0]
    assert response.parts[5] | {"label": "$h_t$", "follows_from": [], "diagnosis": "sign-flipped"} == response.parts[5]
    assert place(session.attempt).score == 5 / 6


def test_the_last_try_finishes_the_question() -> None:
    session = a_session(tries=1)

    answered(session, transposed(session))

    assert place(session.attempt).finished_at == NOW


def test_a_response_keeps_what_was_sent_how_it_was_read_and_the_key() -> None:
    session = a_session()
    intent = uuid4()
    raw = f" {right(session).strip('()')} "

    attempts.answer(session, raw, intent, NOW)

    kept = Response.objects.get()
    assert (kept.session, kept.intent, kept.raw, kept.created_at) == (session, intent, raw, NOW)
    assert (kept.read_as, kept.key) == (right(session), right(session))


def test_an_answer_returns_the_sessions_of_all_places_as_they_are_now() -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item(), a_published_item())
    session = place(attempt, 2)

    _, sessions = attempts.answer(session, right(session), uuid4(), NOW)

    assert [(one.number, one.score) for one in sessions] == [(1, 0), (2, 1), (3, 0)]
    assert sessions[1] is session


def test_points_of_the_places_add_up() -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item())
    attempt.sessions.filter(number=2).update(points=2.5)

    for number in (1, 2):
        session = place(attempt, number)
        answered(session, right(session))

    assert score_of(attempt) == 3.5


def test_a_worse_answer_takes_nothing_away() -> None:
    item = a_published_item(**THREE_SHAPES, format={"slug": "shape", "per_axis": True})
    session = a_session(None, item)

    responses = [answered(place(session.attempt), raw) for raw in ("(2, 9)", "(9, 9)")]

    assert [response.score for response in responses] == [0.5, 0]
    assert (place(session.attempt).score, score_of(session.attempt)) == (0.5, 0.5)


UNREADABLE = {
    "nothing": "",
    "words": "two by three",
    "unbalanced": "(2, 3",
    "negative": "(2, -3)",
    "NUL": "\x00",
    "a lone surrogate": "\ud800",
    "too long": "9" * 1001,
    "brackets": "(" * 900,
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_costs_nothing_and_writes_nothing(raw: str) -> None:
    session = a_session()

    with pytest.raises(Unreadable):
        answered(session, raw)

    assert (tries_used(session), Response.objects.count()) == (0, 0)


def test_the_same_intent_twice_is_one_response_and_one_try() -> None:
    session = a_session(tries=2)
    intent = uuid4()

    first, _ = attempts.answer(session, transposed(session), intent, NOW)
    again, _ = attempts.answer(place(session.attempt), transposed(session), intent, NOW + A_SECOND)

    assert again == first
    assert (tries_used(session), Response.objects.count()) == (1, 1)


def test_an_intent_sent_again_with_another_answer_gets_the_first_result() -> None:
    session = a_session(tries=2)
    intent = uuid4()

    first, _ = attempts.answer(session, transposed(session), intent, NOW)
    again, _ = attempts.answer(place(session.attempt), right(session), intent, NOW)

    assert again == first
    assert score_of(session.attempt) == 0


def test_an_older_intent_that_comes_again_gets_its_own_result() -> None:
    session = a_session(tries=3)
    intent = uuid4()

    first, _ = attempts.answer(session, transposed(session), intent, NOW)
    answered(place(session.attempt), "(9, 9)")
    again, _ = attempts.answer(place(session.attempt), transposed(session), intent, NOW)

    assert again == first
    assert tries_used(session) == 2


def test_the_same_answer_twice_in_a_row_costs_one_try() -> None:
    session = a_session(tries=2)

    first = answered(session, transposed(session))
    again = answered(place(session.attempt), transposed(session).replace(", ", " x "))

    assert again == first
    assert tries_used(session) == 1


def test_the_same_answer_after_another_one_costs_a_try() -> None:
    session = a_session(tries=4)

    for raw in (transposed(session), "(9, 9)", transposed(session)):
        answered(place(session.attempt), raw)

    assert tries_used(session) == 3


@pytest.mark.parametrize("closed", ["finished", "submitted"])
def test_a_response_that_was_judged_is_found_again_when_all_is_over(closed: str) -> None:
    session = a_session(tries=1 if closed == "finished" else 2)
    intent = uuid4()
    first, _ = attempts.answer(session, transposed(session), intent, NOW)
    if closed == "submitted":
        attempts.submit(session.attempt, NOW)

    again, _ = attempts.answer(place(session.attempt), transposed(session), intent, NOW)

    assert again == first
