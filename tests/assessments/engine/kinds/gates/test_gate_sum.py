import math

import numpy as np
import pytest

from assessments.engine.kinds.gates.gate_sum import GateSum
from assessments.engine.space import Space
from lstm_reference import Spec, from_arrays, run, zeros

SPACE = Space(GateSum.domains())
TOLERANCE = 1e-12


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_every_unit_opens_by_itself_at_every_point() -> None:
    for kind in (GateSum(**point) for point in SPACE):
        heard = (kind.first, kind.second, kind.third)

        assert kind.answer() == pytest.approx(sum(map(sigmoid, heard)), abs=TOLERANCE)
        assert dict(kind.slips()) == pytest.approx(
            {
                "gate-is-distribution": 1.0,
                "squashed-after-adding": sigmoid(sum(heard)),
                "tanh-for-sigmoid": sum(map(math.tanh, heard)),
                "activation-left-out": sum(heard),
                "gate-inverted": sum(1 - sigmoid(z) for z in heard),
            },
            abs=TOLERANCE,
        )


def test_a_layer_of_three_units_gives_the_same() -> None:
    spec = Spec(1, 3)
    cell = from_arrays(spec, {**zeros(spec), "b_o": [[2.0], [-0.5], [3.0]]})

    gate = run(spec, cell, np.zeros((1, 1))).steps[0].o

    assert gate.sum() == pytest.approx(GateSum("o", 2.0, -0.5, 3.0).answer(), abs=TOLERANCE)


def test_no_sum_comes_near_that_of_a_distribution() -> None:
    assert min(abs(GateSum(**point).answer() - 1) for point in SPACE) > 0.002


def test_the_solution_lists_the_entries() -> None:
    solution = GateSum("f", first=-1.0, second=2.0, third=-3.0).because()

    assert r"- $\sigma(-1) \approx 0.2689$" in solution
    assert "The sum is about $1.1972$." in solution
