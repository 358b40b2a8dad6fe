import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_reference import Spec, Undecided, Unsupported, cell_range, from_arrays, gate_ranges, seeded, zeros
from lstm_reference.branch_and_bound import TOLERANCE
from lstm_reference.cell import lstm

SEEDS = st.integers(0, 10_000)
INF = np.inf


def drawn(spec: Spec, seed: int, size: float = 2.0) -> object:
    rng = np.random.RandomState(seed)
    return from_arrays(spec, {name: rng.uniform(-size, size, array.shape) for name, array in zeros(spec).items()})


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 2), st.sampled_from([0.25, 1.0]))
def test_no_sample_leaves_the_range_and_intervals_are_no_narrower(seed: int, n: int, half: float) -> None:
    rng, spec = np.random.RandomState(seed), Spec(n, 1)
    weights, middle, c = drawn(spec, seed), rng.uniform(-1, 1, (n, 1)), np.sort(rng.uniform(-2, 2, 2))
    box = (middle - half, middle + half)

    found = cell_range(spec, weights, 0, box, c_box=tuple(c))

    x = np.clip(middle + half * rng.choice([-1.0, 1.0, 0.0, 0.5], size=(n, 500)), *box)
    states = lstm(weights, x, (np.zeros((1, 500)), rng.uniform(*c, (1, 500)))).c
    loose = gate_ranges(spec, weights, box, c_box=tuple(c)).c
    assert found.lo <= states.min()
    assert states.max() <= found.hi
    assert loose.lo.item() - TOLERANCE <= found.lo
    assert found.hi <= loose.hi.item() + TOLERANCE


@settings(max_examples=10)
@given(SEEDS)
def test_with_one_input_a_fine_grid_comes_near_both_ends(seed: int) -> None:
    spec = Spec(1, 1)
    weights, grid = drawn(spec, seed), np.linspace(-1, 1, 20_001)[np.newaxis]

    found = cell_range(spec, weights, 0, (-1.0, 1.0), c_box=(0.5, 0.5))

    states = lstm(weights, grid, (np.zeros_like(grid), np.full_like(grid, 0.5))).c
    assert (found.lo, found.hi) == pytest.approx((states.min(), states.max()), abs=1e-7)


def test_a_hidden_state_may_move_too() -> None:
    spec = Spec(1, 2)
    weights, rng = drawn(spec, 3), np.random.RandomState(0)

    found = cell_range(spec, weights, 1, (-1.0, 1.0), h_box=(-0.5, 0.5))

    x, h = rng.uniform(-1, 1, (1, 50_000)), rng.uniform(-0.5, 0.5, (2, 50_000))
    states = lstm(weights, x, (h, np.zeros((2, 50_000)))).c[1]
    assert (found.lo, found.hi) == pytest.approx((states.min(), states.max()), abs=0.02)
    assert found.lo <= states.min() <= states.max() <= found.hi


def test_intervals_alone_would_be_wider() -> None:
    spec = Spec(1, 1)
    weights = from_arrays(spec, {**zeros(spec), "W_iF": [[3.0]], "W_cF": [[3.0]]})

    found = cell_range(spec, weights, 0, (-1.0, 1.0))

    assert found.lo > gate_ranges(spec, weights, (-1.0, 1.0)).c.lo.item() + 0.1


def test_a_point_is_its_own_range() -> None:
    spec = Spec(2, 1)
    weights = drawn(spec, 0)

    found = cell_range(spec, weights, 0, (0.5, 0.5), c_box=(1.0, 1.0))

    state = lstm(weights, np.full((2, 1), 0.5), (np.zeros((1, 1)), np.ones((1, 1)))).c.item()
    assert (found.lo, found.hi) == pytest.approx((state, state), abs=1e-14)


def test_too_many_boxes_are_refused() -> None:
    spec = Spec(2, 1)

    with pytest.raises(Undecided, match=r"^after 3 boxes the range is not yet known to 1e-09$"):
        cell_range(spec, drawn(spec, 1, 4.0), 0, (-1.0, 1.0), c_box=(-1.0, 2.0), most=3)


@pytest.mark.parametrize(
    ("spec", "arguments", "message"),
    [
        (Spec(4, 1), {}, "4 inputs move, at most 3 are computed"),
        (Spec(2, 2), {"h_box": (0, 1)}, "4 inputs move, at most 3 are computed"),
        (Spec(2, 1), {"unit": 1}, "unit is 1, the limits are 0 and 0"),
        (Spec(2, 1), {"x_box": (0, INF)}, "a box has an infinite end; finite ones are expected"),
        (Spec(2, 1), {"c_box": (-INF, 0)}, "a box has an infinite end; finite ones are expected"),
        (
            Spec(2, 1, peepholes=True),
            {},
            "the range of a cell state is computed for one standard lstm cell in float64 only",
        ),
    ],
)
def test_what_is_not_computed_is_refused(spec: Spec, arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        cell_range(spec, seeded(spec, 0), **{"unit": 0, "x_box": (0, 1), **arguments})


def test_the_refusal_of_a_cell_is_by_kind() -> None:
    spec = Spec(2, 1, cell="gru")

    with pytest.raises(Unsupported):
        cell_range(spec, zeros(spec), 0, (0, 1))
