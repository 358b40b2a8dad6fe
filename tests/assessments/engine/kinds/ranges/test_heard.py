import math

import pytest

from assessments.engine.kinds.ranges.heard import heard, moved_together, put_out, written_out

READS, X, H = (-1.5, 2.0, 0.75), (-1.0, 1.5), (-0.5, 0.5)


@pytest.mark.parametrize("gate", "fico")
def test_the_sum_goes_from_its_least_corner_to_its_greatest(gate: str) -> None:
    assert heard(gate, READS, X, H) == (-2.5, 3.25)


@pytest.mark.parametrize(("gate", "activation"), [("o", lambda z: 1 / (1 + math.exp(-z))), ("c", math.tanh)])
def test_what_is_put_out_has_gone_through_the_gates_own_activation(gate: str, activation: object) -> None:
    assert put_out(gate, READS, X, H) == pytest.approx((activation(-2.5), activation(3.25)), rel=0, abs=1e-15)


def test_what_moves_together_reaches_less() -> None:
    assert moved_together("f", READS, X, H) == (-0.5, 1.25)


def test_a_written_sum_meets_each_weight_with_its_end() -> None:
    assert written_out(READS, X, H, least=True) == r"-1.5 \cdot 1.5 + 2 \cdot (-0.5) + 0.75"
    assert written_out(READS, X, H, least=False) == r"-1.5 \cdot (-1) + 2 \cdot 0.5 + 0.75"
