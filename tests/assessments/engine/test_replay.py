"""Replaying answers comes to what taking them one by one had come to."""

from __future__ import annotations

import pytest

from assessments.engine.replay import Standing, replay
from assessments.engine.scoring import MODES, Answered, Ledger, Rules

WRONG, HALF, RIGHT = Answered(0.0, "wrong"), Answered(0.5, "half"), Answered(1.0, "right")


@pytest.mark.parametrize("mode", MODES)
def test_a_replay_comes_to_what_the_answers_came_to(mode: str) -> None:
    rules, ledger = Rules(mode, penalty=0.25, shares=(1.0, 0.5), step=0.5), Ledger()
    for answered in (WRONG, HALF, RIGHT):
        ledger = ledger.after(rules, answered)

    assert list(replay([[WRONG, HALF, RIGHT]], rules, closes=True)) == [Standing(1.0, 0.0, ledger)]


@pytest.mark.parametrize(
    ("mode", "earned"), [("adaptive", 0.75), ("exam", 0.5), ("practice", 0.5), ("deferred", 1.0)], ids=str
)
def test_each_mode_counts_tries_by_its_own_rules(mode: str, earned: float) -> None:
    rules = Rules(mode, penalty=0.25, shares=(1.0, 0.5), step=0.5)

    (standing,) = replay([[WRONG, RIGHT]], rules, closes=True)

    assert standing.earned == earned


@pytest.mark.parametrize(("mode", "score"), [("adaptive", 1.0), ("exam", 1.0), ("practice", 1.0), ("deferred", 0.5)])
def test_a_variant_stands_by_its_best_answer_or_by_its_last_where_that_counts(mode: str, score: float) -> None:
    (standing,) = replay([[RIGHT, HALF]], Rules(mode), closes=False)

    assert standing.score == score


def test_what_was_sent_after_a_right_answer_would_not_have_been() -> None:
    rules = Rules("practice", step=0.25)

    closed, still_open = (next(replay([[RIGHT, RIGHT]], rules, closes=closes)) for closes in (True, False))

    assert (closed.earned, closed.ledger.tries) == (0.25, 1)
    assert (still_open.earned, still_open.ledger.tries) == (0.75, 2)


def test_a_next_variant_goes_on_with_the_ledger_and_without_its_wrong_answers() -> None:
    first, second = replay([[HALF, WRONG], [RIGHT]], Rules(penalty=0.25), closes=True)

    assert (first.score, first.earlier_best, first.ledger.wrong) == (0.5, 0.0, ("half", "wrong"))
    assert (second.score, second.earlier_best, second.earned) == (1.0, 0.5, 1.0)


def test_a_variant_without_answers_changes_nothing() -> None:
    first, second = replay([[HALF], []], Rules(), closes=True)

    assert (second.score, second.earlier_best, second.ledger) == (0.0, 0.5, first.ledger)


def test_late_answers_earn_the_late_credit() -> None:
    (standing,) = replay([[Answered(1.0, "right", 0.8)]], Rules(), closes=True)

    assert standing.earned == 0.8
