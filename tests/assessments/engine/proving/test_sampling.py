from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.proving.sampling import Sampled, sample
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")


def sampled(many: int = 200, **draft: Any) -> Sampled:
    ticks = count()
    return sample(Definition.read({"kind": "toy", **draft}), "seed", lambda: float(next(ticks)), many)


def test_a_small_space_is_tried_whole() -> None:
    a_kind()

    found = sampled()

    assert (found.space, found.tried, found.posable, found.failed, found.reasons) == (4, 4, 4, 0, {})
    assert (found.ends, found.distinct, found.duplicates) == (("10", "40"), 4, 0)


def test_a_large_space_is_tried_as_often_as_asked() -> None:
    a_kind()

    assert (sampled(3).tried, sampled(3).answers) == (3, sampled(3).answers)


def test_a_mistake_that_gives_the_right_answer_collides() -> None:
    a_kind(slips=lambda self: iter([(SLIP, 20), (OTHER, 5 * self.n)]))

    found = sampled()

    assert (found.colliding, found.failed) == (1, 1)
    assert found.reasons == {f"the slip '{SLIP}' gives the right answer": 1}


def test_mistakes_with_the_same_answer_overlap() -> None:
    a_kind(slips=lambda self: iter([(SLIP, 7), (OTHER, 7 * self.n)]))

    assert sampled().overlapping == 1


def test_repeated_answers_are_counted_and_the_commonest_told() -> None:
    a_kind(answer=lambda self: 10 * (self.n // 2))

    found = sampled(domains={"n": [2, 3, 4]})

    assert (found.distinct, found.duplicates, found.commonest) == (2, 1, [("10", 2), ("20", 1)])


def test_what_breaks_is_a_reason_and_no_crash() -> None:
    a_kind(answer=lambda self: 1 // (self.n - 2))

    assert sampled().reasons == {"ZeroDivisionError: integer division or modulo by zero": 1}


def test_each_point_is_timed_by_the_clock_handed_in() -> None:
    a_kind()

    assert (sampled().times, sampled().mean_time, sampled().longest_time) == ((1.0,) * 4, 1.0, 1.0)


def test_answers_without_an_order_have_no_ends() -> None:
    definition = Definition.read({"kind": "authored-choice", "stem": "?", "given": {"options": TWO}})

    assert sample(definition, "seed", lambda: 0.0).ends is None


TWO = [{"text": "A", "right": True}, {"text": "B", "right": False}]


def test_shapes_are_ordered_by_their_entries() -> None:
    shapes = {"input_size": [3, 9], "hidden_size": [2], "gate": ["f"]}

    assert sample(Definition.read({"kind": "feed-forward-shape", "domains": shapes}), "s", lambda: 0.0).ends == (
        "(2, 3)",
        "(2, 9)",
    )
