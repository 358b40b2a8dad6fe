"""A missed question comes back, and stays away longer each time that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.learning.spacing import Visit, due

NOW = datetime(2020, 3, 2, 9, tzinfo=UTC)
MISSED, RIGHT = 0.0, 1.0
MISS, HINTED, PLAIN = Visit(MISSED, NOW), Visit(RIGHT, NOW, with_a_hint=True), Visit(RIGHT, NOW)

visits = st.builds(
    Visit,
    fraction=st.sampled_from((0.0, 0.25, 0.5, 1.0)),
    at=st.integers(0, 400).map(lambda days: NOW + timedelta(days=days)),
    with_a_hint=st.booleans(),
)


def days(*fractions: float) -> list[int]:
    """How many days each visit is away from the next, when every one comes on the day that it is due."""
    made: list[Visit] = []
    moment, apart = NOW, []
    for fraction in fractions:
        made.append(Visit(fraction, moment))
        following = due(made)
        assert following is not None
        apart.append((following - moment).days)
        moment = following
    return apart


@given(st.lists(visits.map(lambda visit: replace(visit, fraction=1.0))))
def test_what_was_never_missed_never_comes_back(history: Sequence[Visit]) -> None:
    assert due(history) is None


@given(st.lists(visits, max_size=8), visits)
def test_a_miss_comes_back_after_a_day_or_more_and_before_the_year_is_over(
    history: Sequence[Visit], last: Visit
) -> None:
    missed = Visit(MISSED, max([last.at, *(visit.at for visit in history)]))

    following = due([*history, missed])

    assert following is not None
    assert timedelta(days=1) <= following - missed.at <= timedelta(days=365)


@given(st.lists(visits, max_size=8, unique_by=lambda visit: visit.at))
def test_the_same_answers_give_the_same_day(history: Sequence[Visit]) -> None:
    assert due(history) == due(history[::-1]) == due(sorted(history, key=lambda visit: visit.at))


@given(st.lists(visits, max_size=6))
def test_a_right_answer_puts_it_off_further_than_a_miss(history: Sequence[Visit]) -> None:
    begun = [Visit(MISSED, NOW - timedelta(days=1)), *history]
    after = NOW + timedelta(days=500)

    came_back = [due([*begun, replace(last, at=after)]) for last in (MISS, HINTED, PLAIN)]

    assert came_back == sorted(filter(None, came_back))


def test_days_grow_with_every_right_answer() -> None:
    apart = days(MISSED, RIGHT, RIGHT, RIGHT, RIGHT)

    assert apart == [1, 2, 6, 17, 44]


@pytest.mark.parametrize("half", [replace(PLAIN, fraction=0.5), HINTED], ids=["half right", "with a hint"])
def test_half_a_success_comes_back_sooner_than_a_whole_one(half: Visit) -> None:
    begun, after = [MISS, Visit(RIGHT, NOW + timedelta(days=1))], NOW + timedelta(days=3)

    came_back = [due([*begun, replace(last, at=after)]) for last in (half, PLAIN)]

    assert came_back == [after + timedelta(days=days) for days in (5, 6)]


def test_another_miss_brings_it_back_soon() -> None:
    assert days(MISSED, RIGHT, RIGHT, RIGHT, MISSED)[-1] <= 2


def test_no_answer_puts_a_question_off_for_more_than_a_year() -> None:
    assert max(days(MISSED, *[RIGHT] * 12)) == 365


@pytest.mark.parametrize("hours", [-11, 0, 5])
def test_any_clock_will_do(hours: int) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=hours)))

    assert due([Visit(MISSED, there)]) == NOW + timedelta(days=1)
