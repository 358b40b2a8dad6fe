from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from assessments.models import Attempt, ItemSession
from assessments.services.errors import Closed
from assessments.services.taking import attempts
from tests.assessments.services.events import (
    has_another_variant,
    is_late,
    is_out_of_tries,
    is_right_already,
    is_submitted,
)
from tests.factories import (
    NOW,
    a_published_item,
    a_session,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

ONE_VARIANT = {"domains": {"input_size": [3], "hidden_size": [2], "gate": ["f"]}}


def score_of(attempt: Attempt) -> float:
    return Attempt.objects.get(pk=attempt.pk).score


def test_another_variant_has_other_numbers_at_the_same_place() -> None:
    session = a_session(tries=4)
    answered(session, transposed(session))

    other = attempts.another(place(session.attempt), NOW)

    assert (other.number, other.turn, other.item) == (1, 2, session.item)
    assert (other.tries_used, other.tries_allowed) == (0, 4)
    assert other.params != session.params
    assert other.revision == session.revision
    assert place(session.attempt) == other


def test_the_best_variant_counts_whatever_comes_after() -> None:
    session = a_session(tries=1)
    answered(session, right(session))
    scores = []
    for _ in range(2):
        other = attempts.another(place(session.attempt), NOW)
        answered(other, "(9, 9)")
        scores.append((place(session.attempt).best, score_of(session.attempt)))

    assert scores == [(1, 1), (1, 1)]


def test_a_later_variant_can_mend_an_earlier_one() -> None:
    session = a_session(tries=1)
    answered(session, transposed(session))

    other = attempts.another(place(session.attempt), NOW)
    answered(other, right(other))

    assert (place(session.attempt).best, score_of(session.attempt)) == (1, 1)


def test_a_quiz_may_offer_no_other_variants() -> None:
    session = a_session(another_variant=False)
    answered(session, transposed(session))

    with pytest.raises(Closed):
        attempts.another(place(session.attempt), NOW)

    assert place(session.attempt) == session


def test_another_variant_needs_an_answer_to_this_one_first() -> None:
    session = a_session()

    with pytest.raises(Closed, match="Answer this variant first"):
        attempts.another(session, NOW)

    assert place(session.attempt) == session


def test_an_item_without_variants_has_no_other() -> None:
    session = a_session(None, a_published_item(**ONE_VARIANT))
    answered(session, transposed(session))

    with pytest.raises(Closed):
        attempts.another(place(session.attempt), NOW)


@pytest.mark.parametrize("happened", [is_submitted, is_late])
def test_a_closed_attempt_gives_no_other_variant(happened: Callable[[ItemSession], datetime]) -> None:
    session = a_session()
    answered(session, transposed(session))
    now = happened(session)

    with pytest.raises(Closed, match="attempt is closed"):
        attempts.another(place(session.attempt), now)

    assert place(session.attempt) == session


def test_a_variant_that_is_no_longer_current_gives_no_other() -> None:
    session = a_session()
    has_another_variant(session)

    with pytest.raises(Closed, match="since"):
        attempts.another(session, NOW)

    assert ItemSession.objects.count() == 2


def test_variants_of_one_place_repeat_only_when_all_came() -> None:
    session = a_session(tries=1)
    seen = [session.params["input_size"]]
    for _ in range(5):
        answered(place(session.attempt), "(9, 9)")
        seen.append(attempts.another(place(session.attempt), NOW).params["input_size"])

    assert (sorted(seen[:3]), sorted(seen[3:])) == ([3, 5, 7], [3, 5, 7])


def test_a_reveal_ends_the_question_and_keeps_its_score() -> None:
    session = a_session(tries=3)
    answered(session, transposed(session))

    attempts.reveal(place(session.attempt), NOW)

    after = place(session.attempt)
    assert (after.finished_at, after.revealed, after.score, after.tries_used) == (NOW, True, 0, 1)


def test_a_reveal_needs_a_try_first() -> None:
    session = a_session()

    with pytest.raises(Closed, match="Try an answer first"):
        attempts.reveal(session, NOW)

    assert place(session.attempt).finished_at is None


@pytest.mark.parametrize("happened", [is_submitted, is_late, is_right_already, is_out_of_tries, has_another_variant])
def test_a_reveal_is_refused_when_there_is_nothing_to_give_up(
    happened: Callable[[ItemSession], datetime],
) -> None:
    session = a_session()
    now = happened(session)

    with pytest.raises(Closed):
        attempts.reveal(session, now)

    assert not ItemSession.objects.filter(revealed=True).exists()
