from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import (
    Interval,
    Range,
    Spec,
    Unsupported,
    from_arrays,
    gate_ranges,
    run,
    seeded,
    unconstrained_ranges,
    zeros,
)
from lstm_reference.cell import lstm

INF = np.inf
SEEDS = st.integers(0, 10_000)
NAMES = ("f", "i", "g", "o", "c", "h")


def ends(found: Range) -> tuple[float, float]:
    return found.lo.item(), found.hi.item()


def cell_with(spec: Spec, **nonzero: object) -> object:
    return from_arrays(spec, {**zeros(spec), **nonzero})


def box(rng: np.random.RandomState, rows: int, scale: float) -> tuple[np.ndarray, np.ndarray]:
    return tuple(np.sort(rng.uniform(-scale, scale, (2, rows, 1)), axis=0))


def samples(rng: np.random.RandomState, ends: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """Half from inside, half from the corners, where the extremes are."""
    lo, hi = ends
    inside = rng.uniform(size=(len(lo), count // 2))
    corners = rng.randint(2, size=(len(lo), count - count // 2))
    return np.clip(lo + (hi - lo) * np.hstack([inside, corners]), lo, hi)  # rounding may step outside


@given(SEEDS, st.integers(1, 4), st.integers(1, 4), st.sampled_from([0.01, 1.0, 20.0]))
def test_no_step_from_a_box_leaves_its_ranges(seed: int, n: int, h: int, scale: float) -> None:
    rng, spec = np.random.RandomState(seed), Spec(n, h)
    weights = from_arrays(spec, {name: scale * array for name, array in seeded(spec, seed).items()})
    x, h_0, c_0 = box(rng, n, 3), box(rng, h, 1), box(rng, h, 3)

    ranges = gate_ranges(spec, weights, x, h_0, c_0)
    step = lstm(weights, samples(rng, x, 400), (samples(rng, h_0, 400), samples(rng, c_0, 400)))

    assert [name for name in NAMES if not getattr(ranges, name).contains(getattr(step, name))] == []


@pytest.mark.parametrize("peepholes", [False, True])
@pytest.mark.parametrize("coupled", [False, "input_from_forget", "forget_from_input"])
@given(seed=SEEDS)
def test_no_step_of_a_variant_leaves_its_ranges(peepholes: bool, coupled: bool | str, seed: int) -> None:
    rng, spec = np.random.RandomState(seed), Spec(2, 3, peepholes=peepholes, coupled=coupled)
    weights, x, h_0, c_0 = seeded(spec, seed), box(rng, 2, 3), box(rng, 3, 1), box(rng, 3, 3)

    ranges = gate_ranges(spec, weights, x, h_0, c_0)
    step = lstm(weights, samples(rng, x, 400), (samples(rng, h_0, 400), samples(rng, c_0, 400)))

    assert [name for name in NAMES if not getattr(ranges, name).contains(getattr(step, name))] == []


@given(SEEDS)
def test_a_point_box_encloses_the_run_to_the_last_places(seed: int) -> None:
    spec = Spec(20, 50)
    weights, x = seeded(spec, seed), np.random.RandomState(seed).uniform(-1, 1, 20)

    ranges = gate_ranges(spec, weights, (x, x))
    step = run(spec, weights, x[np.newaxis], by_gate=True).steps[0]

    assert [name for name in NAMES if not getattr(ranges, name).contains(getattr(step, name))] == []
    assert max(getattr(ranges, name).width.max() for name in NAMES) < 1e-13


@given(SEEDS, st.integers(1, 5))
def test_gate_ranges_are_reached_at_corners(seed: int, n: int) -> None:
    spec = Spec(n, 1)
    weights, (lo, hi) = seeded(spec, seed), box(np.random.RandomState(seed), n, 3)
    places = (np.arange(2**n) >> np.arange(n)[:, np.newaxis]) & 1
    nothing = np.zeros((1, 2**n))

    ranges = gate_ranges(spec, weights, (lo, hi))
    step = lstm(weights, np.where(places, hi, lo), (nothing, nothing))

    for name in ("f", "i", "g", "o"):
        np.testing.assert_allclose(ends(getattr(ranges, name)), (getattr(step, name).min(), getattr(step, name).max()))


def certified_sigmoid(z: Fraction) -> Fraction:
    """To 40 digits, by exact fractions and decimal arithmetic alone."""
    with localcontext() as context:
        context.prec = 45
        return Fraction(1 / (1 + (-Decimal(z.numerator) / Decimal(z.denominator)).exp()))


def test_the_certified_example_is_enclosed_and_met_to_twelve_places() -> None:
    spec = Spec(3, 1)
    weights = cell_with(spec, W_fF=[[0.5, -1.25, 2.0]], b_f=[[0.75]])

    lo, hi = ends(gate_ranges(spec, weights, ([-1, 0, 0.5], [1, 2, 1])).f)

    lowest = Fraction(3, 4) - Fraction(1, 2) - Fraction(5, 4) * 2 + 2 * Fraction(1, 2)
    highest = Fraction(3, 4) + Fraction(1, 2) - 0 + 2
    assert Fraction(lo) <= certified_sigmoid(lowest)
    assert certified_sigmoid(highest) <= Fraction(hi)
    assert (round(lo, 12), round(hi, 12)) == (0.222700138825, 0.962673112656)


def test_recurrent_weights_hear_the_hidden_box() -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, W_oR=[[-2.0]])

    lo, hi = ends(gate_ranges(spec, weights, (0.0, 0.0), h_box=(-0.5, 1.0)).o)

    assert (lo, hi) == pytest.approx((1 / (1 + np.exp(2.0)), 1 / (1 + np.exp(-1.0))), abs=1e-15)


POINT, THIN, WIDE = (0.5, 0.5), (0.5, 0.75), (-1.0, 1.0)


@pytest.mark.parametrize(
    ("nonzero", "boxes", "c_tight", "h_tight"),
    [
        ("fico", {"x_box": POINT}, True, True),
        ("fico", {"x_box": POINT, "c_box": WIDE}, True, True),
        ("fico", {"x_box": WIDE}, False, False),
        ("", {"x_box": WIDE, "h_box": WIDE, "c_box": WIDE}, True, True),
        ("f", {"x_box": WIDE, "c_box": WIDE}, True, True),
        ("i", {"x_box": WIDE}, True, True),
        ("o", {"x_box": WIDE}, True, True),
        ("o", {"x_box": WIDE, "c_box": WIDE}, True, False),
        ("fo", {"x_box": WIDE}, True, False),
        ("ic", {"x_box": WIDE}, False, False),
        ("ic", {"x_box": THIN}, False, False),
        ("o", {"x_box": THIN, "c_box": THIN}, True, False),
    ],
)
def test_states_are_tight_only_where_nothing_is_heard_twice(
    nonzero: str, boxes: dict[str, tuple[float, float]], c_tight: bool, h_tight: bool
) -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, **{f"W_{gate}F": [[1.0]] for gate in nonzero})

    ranges = gate_ranges(spec, weights, **boxes)

    assert (ranges.c.tight, ranges.h.tight) == (c_tight, h_tight)


@pytest.mark.parametrize(("h_box", "tight"), [(POINT, True), (THIN, False), (WIDE, False)])
def test_a_hidden_state_that_moves_is_heard_by_every_gate(h_box: tuple[float, float], tight: bool) -> None:
    spec = Spec(1, 1)

    ranges = gate_ranges(spec, seeded(spec, 0), POINT, h_box=h_box)

    assert (ranges.c.tight, ranges.h.tight) == (tight, tight)


@pytest.mark.parametrize(
    ("spec", "nonzero", "boxes", "tight"),
    [
        ({"coupled": "input_from_forget"}, ["W_fF"], {"x_box": WIDE, "c_box": POINT}, (True, False, False)),
        ({"coupled": "forget_from_input"}, ["W_iF"], {"x_box": WIDE, "c_box": POINT}, (True, False, False)),
        ({"coupled": "forget_from_input"}, ["W_iF"], {"x_box": POINT, "c_box": WIDE}, (True, True, True)),
        ({"peepholes": True}, ["p_f"], {"x_box": WIDE, "c_box": WIDE}, (True, False, False)),
        ({"peepholes": True}, ["p_i"], {"x_box": WIDE, "c_box": WIDE}, (True, False, False)),
        ({"peepholes": True}, ["p_f"], {"x_box": WIDE, "c_box": POINT}, (True, True, True)),
        ({"peepholes": True}, ["p_o"], {"x_box": WIDE, "c_box": WIDE}, (True, True, False)),
        ({"peepholes": True}, ["p_o", "W_oF"], {"x_box": WIDE, "c_box": WIDE}, (False, True, False)),
        ({"peepholes": True}, ["p_o", "p_f"], {"x_box": WIDE, "c_box": WIDE}, (False, False, False)),
        ({"peepholes": True}, ["p_o", "W_oF"], {"x_box": WIDE}, (True, True, True)),
    ],
)
def test_what_peepholes_and_coupling_hear_twice_is_not_tight(
    spec: dict[str, object], nonzero: list[str], boxes: dict[str, object], tight: tuple[bool, bool, bool]
) -> None:
    one = Spec(1, 1, **spec)

    ranges = gate_ranges(one, cell_with(one, **{name: [[1.0]] for name in nonzero}), **boxes)

    assert (ranges.o.tight, ranges.c.tight, ranges.h.tight) == tight


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"num_layers": 2}, "num_layers=2: ranges are computed for num_layers=1"),
        ({"bidirectional": True}, "bidirectional=True: ranges are computed for bidirectional=False"),
        ({"proj_size": 1}, "proj_size=1: ranges are computed for proj_size=0"),
        ({"dtype": "float32"}, "dtype='float32': ranges are computed for dtype='float64'"),
    ],
)
def test_ranges_of_other_networks_are_refused_by_name(fields: dict[str, object], message: str) -> None:
    spec = Spec(2, 3, **fields)

    with pytest.raises(Unsupported, match=f"^{message}$"):
        gate_ranges(spec, zeros(spec), (0, 1))


@given(SEEDS)
def test_gate_ranges_are_always_tight(seed: int) -> None:
    spec = Spec(3, 4)

    ranges = gate_ranges(spec, seeded(spec, seed), WIDE, WIDE, WIDE)

    assert [found.tight for found in ranges] == [True, True, True, True, False, False]


@given(SEEDS, st.sampled_from(["", "f", "i", "c"]))
def test_a_tight_state_reaches_its_ends(seed: int, moving: str) -> None:
    rng, spec = np.random.RandomState(seed), Spec(1, 1)
    biases = {name: array for name, array in seeded(spec, seed).items() if name[0] == "b"}
    weights = cell_with(spec, **biases, **{f"W_{gate}F": [[2.0]] for gate in moving})
    x, c_0, nothing = (-np.ones((1, 1)), np.ones((1, 1))), box(rng, 1, 2), np.zeros((1, 200))

    found = gate_ranges(spec, weights, x, c_box=c_0).c
    step = lstm(weights, samples(rng, x, 200), (nothing, samples(rng, c_0, 200)))

    assert found.tight
    assert ends(found) == pytest.approx((step.c.min(), step.c.max()), abs=1e-12)


def test_an_enclosure_that_is_not_tight_is_wider_than_what_happens() -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, W_iF=[[3.0]], W_cF=[[3.0]])
    x = np.linspace(-1, 1, 2001)[np.newaxis]

    found = gate_ranges(spec, weights, WIDE).c
    step = lstm(weights, x, (np.zeros((1, 2001)), np.zeros((1, 2001))))

    assert found.lo.item() < step.c.min() - 0.1


@pytest.mark.parametrize(
    ("x_box", "f", "g"),
    [
        ((-1.0, 1.0), (False, False), (False, False)),
        ((-1.0, INF), (False, True), (False, True)),
        ((-INF, 1.0), (True, False), (True, False)),
        ((-INF, INF), (True, True), (True, True)),
    ],
)
def test_an_end_is_open_where_the_input_has_none(
    x_box: tuple[float, float], f: tuple[bool, bool], g: tuple[bool, bool]
) -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, W_fF=[[1.0]], W_cF=[[2.0]])

    ranges = gate_ranges(spec, weights, x_box)

    assert [(found.lo_open.item(), found.hi_open.item()) for found in (ranges.f, ranges.g)] == [f, g]
    assert ranges.f.open is all(f)


EVERYWHERE, SOMEWHERE = (-INF, INF), (-1.0, 1.0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("anywhere", "is_open"), [(EVERYWHERE, True), (SOMEWHERE, False)])
def test_only_a_box_without_ends_opens_every_range(name: str, anywhere: tuple[float, float], is_open: bool) -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, **{f"W_{gate}F": [[1.0]] for gate in "fico"})

    found = getattr(gate_ranges(spec, weights, anywhere, c_box=anywhere), name)

    assert (found.lo_open.item(), found.hi_open.item(), found.open) == (is_open, is_open, is_open)


def test_a_range_that_rounds_to_its_limit_is_open_there() -> None:
    spec = Spec(1, 1)

    found = gate_ranges(spec, cell_with(spec, W_fF=[[1.0]]), (-900.0, 0.0)).f

    assert (ends(found), found.lo_open.item(), found.hi_open.item()) == ((0.0, 0.5), True, False)


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 50])
def test_unconstrained_gates_fill_their_open_ranges(steps: int) -> None:
    ranges = unconstrained_ranges(steps)

    assert [ends(found) for found in ranges[:4]] == [(0.0, 1.0), (0.0, 1.0), (-1.0, 1.0), (0.0, 1.0)]


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 50])
def test_an_unconstrained_cell_state_grows_by_less_than_one_a_step(steps: int) -> None:
    assert ends(unconstrained_ranges(steps).c) == (-steps, steps)


@pytest.mark.parametrize(("steps", "ceiling"), [(1, 0.761594156), (2, 0.96402758), (3, 0.995054754)])
def test_an_unconstrained_hidden_state_is_limited_by_the_cell_state(steps: int, ceiling: float) -> None:
    assert ends(unconstrained_ranges(steps).h) == pytest.approx((-ceiling, ceiling), abs=1e-9)


def test_unconstrained_ranges_are_tight_and_never_reached() -> None:
    assert {(found.tight, found.open) for found in unconstrained_ranges(3)} == {(True, True)}


@given(SEEDS, st.integers(1, 5))
def test_no_run_from_zero_reaches_the_unconstrained_ends(seed: int, steps: int) -> None:
    spec = Spec(3, 4)
    weights = from_arrays(spec, {name: 3 * array for name, array in seeded(spec, seed).items()})

    last = run(spec, weights, np.random.RandomState(seed).uniform(-2, 2, (steps, 3)), by_gate=True).steps[-1]

    for name, found in unconstrained_ranges(steps)._asdict().items():
        assert (found.lo < getattr(last, name)).all()
        assert (getattr(last, name) < found.hi).all()


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_some_network_comes_near_the_unconstrained_ends(steps: int) -> None:
    spec = Spec(1, 1)
    weights = cell_with(spec, **{f"b_{gate}": [[15.0]] for gate in "fico"})

    last = run(spec, weights, [[0.0]] * steps, by_gate=True).steps[-1]

    assert last.c.item() == pytest.approx(steps, abs=1e-4)
    assert last.h.item() == pytest.approx(np.tanh(steps), abs=1e-4)


@pytest.mark.parametrize("steps", [0, -1, 4097, 2.0, True, "3"])
def test_steps_are_counted(steps: object) -> None:
    with pytest.raises(ValueError, match=r"^steps is .*, a whole number from 1 to 4096 is expected$"):
        unconstrained_ranges(steps)


@pytest.mark.parametrize(
    "x_box",
    [
        (-1.0, 1.0),
        ([-1, -1], [1, 1]),
        (np.full((2, 1), -1.0), np.ones((2, 1))),
        Interval(-np.ones((2, 1)), np.ones((2, 1))),
    ],
)
def test_a_box_is_given_in_one_of_four_ways(x_box: object) -> None:
    spec = Spec(2, 1)
    weights = cell_with(spec, W_fF=[[1.0, -1.0]])

    assert ends(gate_ranges(spec, weights, x_box).f) == pytest.approx((0.11920292, 0.88079708))


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        ({"x_box": ([0, 0, 0], [1, 1, 1])}, "x_box's lower end has 3 rows, Spec says 2"),
        ({"x_box": (0, [1, 1, 1])}, "x_box's upper end has 3 rows, Spec says 2"),
        ({"x_box": (np.zeros((1, 2)), 1)}, "x_box's lower end has 1 x 2 rows, Spec says 2"),
        ({"x_box": (0, np.nan)}, "x_box's upper end holds NaN"),
        ({"x_box": ("a", 1)}, "x_box's lower end is not an array of numbers"),
        ({"x_box": (1, 0)}, "x_box is empty: its lower end is above its upper end"),
        ({"x_box": (INF, INF)}, "x_box is empty: its lower end is above its upper end"),
        ({"x_box": (0, 1), "h_box": ([0, 0], [1, 1])}, "h_box's lower end has 2 rows, Spec says 1"),
        ({"x_box": (0, 1), "c_box": (2, 1)}, "c_box is empty: its lower end is above its upper end"),
    ],
)
def test_a_box_that_does_not_fit_is_refused_by_its_end(boxes: dict[str, object], message: str) -> None:
    spec = Spec(2, 1)

    with pytest.raises(ValueError, match=rf"^{message}$"):
        gate_ranges(spec, zeros(spec), **boxes)


@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_ranges_of_other_cells_are_refused_by_name(kind: str) -> None:
    spec = Spec(2, 1, cell=kind)

    with pytest.raises(Unsupported, match=rf"^cell='{kind}': ranges are computed for lstm only$"):
        gate_ranges(spec, zeros(spec), (0, 1))


def test_weights_of_another_spec_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^the weights are for Spec"):
        gate_ranges(Spec(2, 1), zeros(Spec(2, 2)), (0, 1))
