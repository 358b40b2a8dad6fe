import math

import pytest

from assessments.engine.one_unit import complement, identity, step, weights
from lstm_reference.cell import tanh


def test_what_is_not_named_is_zero() -> None:
    cell = weights(b_f=1.0)

    assert {name for name, array in cell.items() if array.any()} == {"b_f"}


def test_a_step_gives_every_tensor_as_a_number() -> None:
    done = step(weights(b_f=1.0, W_iF=2.0, W_iR=-1.0, b_c=0.5), x=0.5, h=0.25, c=3.0)

    f, i, g = 1 / (1 + math.exp(-1)), 1 / (1 + math.exp(-0.75)), math.tanh(0.5)
    c = f * 3 + i * g
    assert done == pytest.approx({"x": 0.5, "f": f, "i": i, "g": g, "o": 0.5, "c": c, "h": 0.5 * math.tanh(c)})


def test_other_activations_take_the_place_of_the_usual() -> None:
    cell = weights(b_f=0.5)

    assert step(cell, gate=identity)["f"] == 0.5
    assert step(cell, gate=tanh)["f"] == pytest.approx(math.tanh(0.5))
    assert step(cell, gate=complement)["f"] == pytest.approx(1 - 1 / (1 + math.exp(-0.5)))
