import math
from itertools import product

import pytest

from assessments.engine.formats import Ends
from assessments.engine.kinds.ranges.net_range_on_box import NetRangeOnBox
from assessments.engine.space import Space

SPACE = Space(NetRangeOnBox.domains())
EXAMPLE = NetRangeOnBox("c", -1.5, 2.0, 0.75, -1.0, 2.5, 0.5)


def corner_sums(kind: NetRangeOnBox, **other: float) -> list[float]:
    """At all four corners, with no thought of signs."""
    w, u, b = (other.get(name, getattr(kind, name)) for name in ("feed_forward", "recurrent", "bias"))
    xs, hs = (kind.x_low, kind.x_low + kind.x_width), (-kind.hidden_bound, kind.hidden_bound)
    return [w * x + u * h + b for x, h in product(xs, hs)]


def test_the_ends_are_the_extremes_of_the_corners_at_every_third_point() -> None:
    for place in range(0, len(SPACE), 3):
        kind = NetRangeOnBox(**SPACE[place])
        sums = corner_sums(kind)

        assert kind.answer() == Ends.closed(min(sums), max(sums))  # quarters: exact in float64


def test_every_slip_changes_one_thing() -> None:
    sums = corner_sums(EXAMPLE)
    witness = {
        "signs-ignored": sorted((sums[0], sums[3])),
        "activation-put-in": [math.tanh(min(sums)), math.tanh(max(sums))],
    } | {
        tag: [min(changed), max(changed)]
        for tag, changed in (
            ("no-bias", corner_sums(EXAMPLE, bias=0.0)),
            ("no-recurrent", corner_sums(EXAMPLE, recurrent=0.0)),
            ("weights-left-out", corner_sums(EXAMPLE, feed_forward=1.0, recurrent=1.0)),
        )
    }
    found = {tag: [ends.lo, ends.hi] for tag, ends in EXAMPLE.wrong_answers()}

    assert found.pop("box-ignored") == [-math.inf, math.inf]
    assert found == {tag: pytest.approx(ends, rel=0, abs=1e-12) for tag, ends in witness.items()}


@pytest.mark.parametrize(("gate", "activation"), [("i", lambda z: 1 / (1 + math.exp(-z))), ("c", math.tanh)])
def test_each_gate_has_its_own_activation_and_its_own_name(gate: str, activation: object) -> None:
    kind = NetRangeOnBox(gate, -1.5, 2.0, 0.75, -1.0, 2.5, 0.5)

    assert dict(kind.wrong_answers())["activation-put-in"].hi == pytest.approx(activation(kind.answer().hi))
    assert kind.names()["recurrent_name"] == f"W_{{{gate}R}}"


@pytest.mark.parametrize(("weights", "posable"), [((0.5, 1.0), False), ((-0.5, 1.0), True), ((-0.5, -1.0), True)])
def test_without_a_negative_weight_nothing_is_asked(weights: tuple[float, float], posable: bool) -> None:
    assert NetRangeOnBox("f", *weights, 0.75, -1.0, 2.5, 0.5).posable() is posable


def test_the_solution_takes_each_input_at_the_end_that_its_weight_asks_for() -> None:
    solution = EXAMPLE.because()

    assert r"$$z_c = -1.5 \cdot 1.5 + 2 \cdot (-0.5) + 0.75 = -2.5$$" in solution
    assert r"$$z_c = -1.5 \cdot (-1) + 2 \cdot 0.5 + 0.75 = 3.25$$" in solution
