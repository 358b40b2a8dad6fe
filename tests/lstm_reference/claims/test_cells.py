import numpy as np
import pytest

from lstm_reference import Interval, Spec
from lstm_reference.claims.cells import cell, column, ends, play, scalar_step


def test_a_cell_is_zero_but_for_what_is_named() -> None:
    weights = cell({"W_fF": [[1.0, 2.0]], "b_o": 3.0}, Spec(2, 1))

    assert {name: array.tolist() for name, array in weights.items() if array.any()} == {
        "W_fF": [[1.0, 2.0]],
        "b_o": [[3.0]],
    }


def test_playing_starts_from_zero() -> None:
    first, second = play(cell({"b_c": 2.0}), [[0.0], [0.0]])

    assert (first.c.item(), second.c.item()) == pytest.approx((0.5 * np.tanh(2), 0.75 * np.tanh(2)))


def test_a_scalar_step_starts_from_what_is_given() -> None:
    step = scalar_step(cell({"W_fF": 1.0, "W_iR": 1.0}), x=np.log(3), h=-np.log(3), c=2.0)

    assert (step.f.item(), step.i.item(), step.c.item()) == pytest.approx((0.75, 0.25, 1.5))


def test_a_scalar_step_starts_from_zero_unless_told() -> None:
    step = scalar_step(cell({"W_fF": 1.0, "W_iR": 1.0}))

    assert (step.f.item(), step.i.item(), step.c.item()) == (0.5, 0.5, 0.0)


def test_a_column_is_told_as_a_list() -> None:
    assert column(np.array([[1.0], [2.0]])) == [1.0, 2.0]


def test_an_end_that_is_infinite_is_told_as_none() -> None:
    assert ends(Interval(np.array([[0.0]]), np.array([[np.inf]]))) == [0.0, None]
