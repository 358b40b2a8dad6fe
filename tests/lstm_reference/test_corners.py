import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, exact, gate_ranges, seeded
from lstm_reference.bounds import box
from lstm_reference.corners import FEW, few_corners
from lstm_reference.detour import Detour


@given(st.integers(0, 10_000), st.sampled_from([False, "input_from_forget", "forget_from_input"]))
def test_a_gate_is_least_and_greatest_in_corners(seed: int, coupled: bool | str) -> None:
    spec, rng = Spec(3, 2, coupled=coupled), np.random.RandomState(seed)
    x, h = (np.sort(rng.uniform(-2, 2, (2, rows)), axis=0) for rows in (3, 2))
    straight = gate_ranges(spec, seeded(spec, seed), x, h)

    with Detour() as road:
        aside = gate_ranges(spec, seeded(spec, seed), x, h)

    assert road.taken == 1
    for gate in "figo":
        assert not getattr(straight, gate).width.min() < getattr(aside, gate).width.min()  # rounded outward, that is
        np.testing.assert_allclose(getattr(aside, gate).lo, getattr(straight, gate).lo, rtol=0, atol=1e-14)
        np.testing.assert_allclose(getattr(aside, gate).hi, getattr(straight, gate).hi, rtol=0, atol=1e-14)


@pytest.mark.parametrize(
    ("ends", "few"),
    [
        (([0.0] * FEW, [1.0] * FEW), True),
        (([0.0] * (FEW + 1), [1.0] * (FEW + 1)), False),
        (([0.0] * 99, [0.0] * 99), True),
        (([0.0], [np.inf]), False),
    ],
)
def test_corners_are_tried_where_there_are_few(ends: tuple[list[float], list[float]], few: bool) -> None:
    assert few_corners(box("x", ends, len(ends[0]))) is few


@pytest.mark.parametrize("gate", "figo")
def test_the_exact_range_has_an_enclosure_beside_it(gate: str) -> None:
    spec, around = Spec(3, 2), ([-1, 0, 0.5], [1, 2, 1])
    straight = exact.gate_range(spec, seeded(spec, 1), gate, 1, around)

    with Detour() as road:
        aside = exact.gate_range(spec, seeded(spec, 1), gate, 1, around)

    assert road.taken == 1
    assert aside != straight
    assert aside.lo <= straight.lo < straight.hi <= aside.hi
    assert max(straight.lo - aside.lo, aside.hi - straight.hi) < 1e-14
