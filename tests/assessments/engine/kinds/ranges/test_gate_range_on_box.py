import math
from itertools import product

import pytest

from assessments.engine.formats import Ends
from assessments.engine.kinds.ranges.gate_range_on_box import GateRangeOnBox
from assessments.engine.space import Space

SPACE = Space(GateRangeOnBox.domains())
EXAMPLE = GateRangeOnBox(-1.5, 2.0, 1.0, 0.5, 1.0, -0.5, 1.5)
TOLERANCE = 1e-12


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def corner_sums(kind: GateRangeOnBox) -> list[float]:
    """At all four corners, with no thought of signs."""
    first = (kind.first_low, kind.first_low + kind.first_width)
    second = (kind.second_low, kind.second_low + kind.second_width)
    return [kind.first_weight * x + kind.second_weight * y + kind.bias for x, y in product(first, second)]


def test_the_ends_are_reached_at_corners_at_every_point() -> None:
    for kind in (GateRangeOnBox(**point) for point in SPACE):
        if kind.posable():
            found, sums = kind.answer(), corner_sums(kind)

            assert found.lo == pytest.approx(sigmoid(min(sums)), rel=0, abs=TOLERANCE)
            assert found.hi == pytest.approx(sigmoid(max(sums)), rel=0, abs=TOLERANCE)
            assert (found.lo_open, found.hi_open) == (False, False)


def test_the_ends_enclose_what_any_point_of_the_box_gives() -> None:
    found = EXAMPLE.answer()
    inside = [
        sigmoid(-1.5 * (0.5 + x / 20) + 2.0 * (-0.5 + 1.5 * y / 20) + 1.0) for x, y in product(range(21), repeat=2)
    ]

    assert found.lo <= min(inside)
    assert max(inside) <= found.hi


def test_every_slip_changes_one_thing() -> None:
    sums = corner_sums(EXAMPLE)
    low, high = min(sums), max(sums)
    without_bias = [value - EXAMPLE.bias for value in sums]
    witness = {
        "signs-ignored": sorted((sigmoid(sums[0]), sigmoid(sums[3]))),
        "activation-left-out": [low, high],
        "tanh-for-sigmoid": [math.tanh(low), math.tanh(high)],
        "no-bias": [sigmoid(min(without_bias)), sigmoid(max(without_bias))],
        "box-ignored": [0.0, 1.0],
    }

    assert {tag: [ends.lo, ends.hi] for tag, ends in EXAMPLE.slips()} == {
        tag: pytest.approx(ends, rel=0, abs=TOLERANCE) for tag, ends in witness.items()
    }
    assert {tag for tag, ends in EXAMPLE.slips() if ends == Ends.open(0.0, 1.0)} == {"box-ignored"}


def test_weights_of_one_sign_are_not_asked() -> None:
    signs = {
        (point["first_weight"] > 0, point["second_weight"] > 0) for point in SPACE if GateRangeOnBox(**point).posable()
    }

    assert signs == {(True, False), (False, True)}


def test_the_solution_takes_each_input_at_the_end_that_its_weight_asks_for() -> None:
    solution = EXAMPLE.because()

    assert r"$$z = -1.5 \cdot 1.5 + 2 \cdot (-0.5) + 1 = -2.25, \quad \sigma(z) \approx 0.0953$$" in solution
    assert r"$$z = -1.5 \cdot 0.5 + 2 \cdot 1 + 1 = 2.25, \quad \sigma(z) \approx 0.9047$$" in solution
