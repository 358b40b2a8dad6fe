from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.living_cell import State, placed, spots
from assessments.engine.living_cell.state import INPUTS, STEPS, UNITS
from lstm_reference import seeded

SIZES = st.tuples(st.integers(1, INPUTS), st.integers(1, UNITS), st.integers(1, STEPS))


@given(SIZES)
def test_every_number_of_a_cell_has_one_place_and_one_name(sizes: tuple[int, int, int]) -> None:
    n, h, steps = sizes

    names = [spot.name for spot in spots(*sizes)]

    assert len(set(names)) == len(names) == 4 * (h * n + h * h + h) + steps * n + 2 * h


@given(SIZES, st.integers(0, 1000))
def test_arrays_go_in_and_come_out(sizes: tuple[int, int, int], seed: int) -> None:
    spec = State(*sizes, ()).spec
    weights = seeded(spec, seed)
    given_ = dict(weights) | {"x": np.random.RandomState(seed).uniform(-1, 1, (sizes[2], sizes[0]))}

    state = placed(sizes, given_)

    assert state.weights() == weights
    np.testing.assert_array_equal(state.arrays()["x"], given_["x"])
    assert not state.arrays()["h_0"].any()


@pytest.mark.parametrize(
    ("name", "array", "row", "column", "limit"),
    [
        ("fF12", "W_fF", 1, 2, 8),
        ("cR22", "W_cR", 2, 2, 8),
        ("ob2", "b_o", 2, 1, 8),
        ("x31", "x", 3, 1, 3),
        ("h02", "h_0", 2, 1, 1),
        ("c01", "c_0", 1, 1, 3),
    ],
)
def test_a_name_says_which_number_it_is(name: str, array: str, row: int, column: int, limit: float) -> None:
    (spot,) = [spot for spot in spots(2, 2, 3) if spot.name == name]

    assert (spot.array, spot.row, spot.column, spot.limit) == (array, row, column, limit)
