"""Laws of mastery, then what it comes to in days and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.learning.mastery import (
    HALF_LIFE,
    LEARNING,
    NEW,
    SOLID_NOW,
    Candidate,
    Given,
    Standing,
    next_best,
)
from assessments.engine.learning.mastery import standing as standing_of

NOW = datetime(2020, 3, 2, 9, tzinfo=UTC)
ORDER = (NEW, LEARNING, SOLID_NOW)

answers = st.builds(
    Given,
    variant=st.sampled_from("abcdef"),
    fraction=st.sampled_from((0.0, 0.25, 0.5, 1.0)),
    at=st.integers(0, 400).map(lambda days: NOW - timedelta(days=days)),
    with_a_hint=st.booleans(),
)
histories = st.lists(answers, max_size=12)


def right(variant: str, days_ago: float = 0, fraction: float = 1.0) -> Given:
    return Given(variant, fraction, NOW - timedelta(days=days_ago))


def wrong(variant: str, days_ago: float = 0) -> Given:
    return right(variant, days_ago, 0.0)


def level(*history: Given, after: timedelta = timedelta(0)) -> str:
    return standing_of(history, NOW + after).level


# Laws


@given(histories, answers)
def test_a_right_answer_never_lowers(history: Sequence[Given], answer: Given) -> None:
    before, after = (standing_of(one, NOW) for one in (history, [*history, replace(answer, fraction=1.0)]))

    assert after.share >= before.share
    assert ORDER.index(after.level) >= ORDER.index(before.level)


@given(histories, answers)
def test_a_wrong_answer_never_raises(history: Sequence[Given], answer: Given) -> None:
    after = standing_of([*history, replace(answer, fraction=0.0)], NOW)

    assert after.share <= standing_of(history, NOW).share


@given(histories, st.integers(0, 1000))
def test_time_alone_never_raises(history: Sequence[Given], days: int) -> None:
    before, after = standing_of(history, NOW), standing_of(history, NOW + timedelta(days=days))

    assert after.share <= before.share
    assert (after.right, after.answered, after.last) == (before.right, before.answered, before.last)


@given(histories)
def test_nothing_stays_solid_for_ever(history: Sequence[Given]) -> None:
    assert level(*history, after=timedelta(days=3000)) != SOLID_NOW


@given(histories)
def test_solid_takes_three_different_variants(history: Sequence[Given]) -> None:
    found = standing_of(history, NOW)

    assert found.level != SOLID_NOW or found.right >= 3


@given(histories, st.randoms())
def test_the_order_in_which_answers_are_read_plays_no_part(history: list[Given], chance: st.DataObject) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)

    assert standing_of(shuffled, NOW).share == pytest.approx(standing_of(history, NOW).share)


@given(histories)
def test_a_share_is_a_share_and_full_exactly_when_solid(history: Sequence[Given]) -> None:
    found = standing_of(history, NOW)

    assert 0 <= found.share <= 1
    assert (found.share == 1) == (found.level == SOLID_NOW)
    assert (found.answered == 0) == (found.level == NEW) == (found.last is None)


@given(histories, answers)
def test_a_hint_never_helps_the_standing(history: Sequence[Given], answer: Given) -> None:
    with_hint, without = (
        standing_of([*history, replace(answer, fraction=1.0, with_a_hint=hint)], NOW) for hint in (True, False)
    )

    assert with_hint.share <= without.share


# What it comes to


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], NEW),
        ([wrong("a")], LEARNING),
        ([right("a"), right("b")], LEARNING),
        ([right("a"), right("b"), right("c")], SOLID_NOW),
        ([right("a"), right("a"), right("a"), right("a")], LEARNING),
        ([right("a"), right("b"), right("c"), wrong("d")], LEARNING),
        ([right("a"), right("b"), right("c"), wrong("d"), right("e")], SOLID_NOW),
        ([wrong("a"), right("a"), right("b"), right("c")], LEARNING),
        ([right("a"), right("b"), right("c"), wrong("d", days_ago=60)], SOLID_NOW),
        ([right("a"), right("b"), right("c", fraction=0.99)], LEARNING),
    ],
)
def test_what_a_history_comes_to(history: list[Given], expected: str) -> None:
    assert level(*history) == expected


def test_three_right_answers_hold_for_a_half_life_and_six_for_two() -> None:
    three, six = [right(variant) for variant in "abc"], [right(variant) for variant in "abcdef"]
    moment = timedelta(minutes=1)

    held = [
        (level(*history, after=days - moment), level(*history, after=days + moment))
        for history, days in ((three, HALF_LIFE), (six, 2 * HALF_LIFE))
    ]

    assert held == [(SOLID_NOW, LEARNING)] * 2


def test_right_with_a_hint_is_not_solid_yet() -> None:
    assert level(*(replace(right(variant), with_a_hint=True) for variant in "abc")) == LEARNING


def test_right_with_a_hint_makes_up_for_less() -> None:
    history = [*map(right, "abc"), *map(wrong, "de")]

    alone, helped = (standing_of([*history, replace(right("f"), with_a_hint=hint)], NOW) for hint in (False, True))

    assert alone.share > helped.share > standing_of(history, NOW).share


def test_evidence_is_counted_in_variants() -> None:
    found = standing_of([wrong("a", 3), right("a", 2), right("b", 5), wrong("c", 9)], NOW)

    assert (found.right, found.answered, found.last) == (2, 3, NOW - timedelta(days=2))


# The next best


def candidate(share: float, difficulty: int = 1, variants: int = 100) -> Candidate:
    """New where nothing was answered: share < 0. Otherwise one variant was right."""
    begun = int(share >= 0)
    return Candidate(Standing(share=max(share, 0), right=begun, answered=begun, last=NOW), difficulty, variants)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], None),
        ([candidate(1), candidate(1)], None),
        ([candidate(1), candidate(-1), candidate(0.5)], 2),
        ([candidate(0.5), candidate(0.25), candidate(-1)], 1),
        ([candidate(-1, 3), candidate(-1, 1), candidate(-1, 2), candidate(1)], 1),
        ([candidate(-1, 2), candidate(-1, 2)], 0),
        ([candidate(0, 3), candidate(0, 2)], 1),
        ([candidate(0.2, variants=1), candidate(0.5, variants=2)], 1),
        ([candidate(0.2, variants=1), candidate(-1, variants=1)], 1),
    ],
)
def test_what_was_begun_goes_before_what_is_new(candidates: list[Candidate], expected: int | None) -> None:
    assert next_best(candidates) == expected
