import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, Unsupported, class_bounds, from_arrays, gate_ranges, run, run_ranges, seeded, zeros

SEEDS = st.integers(0, 10_000)
NAMES = ("f", "i", "g", "o", "c", "h")


def sampled(spec: Spec, seed: int, steps: int, width: float, count: int) -> tuple[list[object], object]:
    rng = np.random.RandomState(seed)
    weights = from_arrays(spec, {name: 2 * array for name, array in seeded(spec, seed).items()})
    middle = rng.uniform(-1, 1, spec.input_size)
    corners = rng.choice([-1.0, 0.3, 1.0], size=(steps, count, spec.input_size))
    ranges = run_ranges(spec, weights, (middle - width, middle + width), steps)
    return ranges, run(spec, weights, middle + width * np.clip(corners, -1, 1) * (1 - 1e-15), by_gate=True)


def leaving(ranges: list[object], trace: object) -> list[str]:
    return [
        name
        for found, step in zip(ranges, trace.steps, strict=True)
        for name in NAMES
        if not getattr(found, name).contains(getattr(step, name))
    ]


@given(SEEDS, st.integers(1, 3), st.integers(1, 4), st.integers(1, 6), st.sampled_from([0.0, 0.1, 2.0]))
def test_no_run_leaves_its_ranges(seed: int, n: int, h: int, steps: int, width: float) -> None:
    assert leaving(*sampled(Spec(n, h), seed, steps, width, 40)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spec", "steps", "width", "count"),
    [
        (Spec(2, 1), 1, 0.5, 300_000),
        (Spec(2, 2), 3, 0.25, 200_000),
        (Spec(3, 4), 5, 0.05, 200_000),
        (Spec(3, 4), 20, 0.05, 50_000),
        (Spec(20, 50), 3, 0.05, 20_000),
        (Spec(2, 2, peepholes=True), 3, 0.5, 200_000),
        (Spec(2, 2, coupled="input_from_forget"), 3, 0.5, 200_000),
    ],
)
def test_none_of_a_million_runs_leaves_its_ranges(spec: Spec, steps: int, width: float, count: int) -> None:
    assert leaving(*sampled(spec, 1, steps, width, count)) == []


def test_the_first_step_is_that_of_one_step() -> None:
    spec, box = Spec(2, 3), ([-1, 0], [1, 2])

    first = run_ranges(spec, seeded(spec, 0), box, 3)[0]

    alone = gate_ranges(spec, seeded(spec, 0), box)
    assert [part.tight for part in first] == [part.tight for part in alone]
    np.testing.assert_array_equal([part.hi for part in first], [part.hi for part in alone])


def test_nothing_is_tight_from_the_second_step_on() -> None:
    spec = Spec(2, 3)

    assert {part.tight for part in run_ranges(spec, zeros(spec), (0, 1), 2)[1]} == {False}


def test_class_bounds_are_the_known_ones() -> None:
    # n = 1, h = 1, sizes up to 1/2 and 3: the first pre-activation is 2.
    found = class_bounds(Spec(1, 1), 0.5, 3.0, 2)

    s, g = 1 / (1 + np.exp(-2.0)), np.tanh(2.0)
    assert found[0].f.hi.item() == pytest.approx(s, abs=1e-14)
    assert found[0].f.lo.item() == pytest.approx(1 - s, abs=1e-14)
    assert found[0].c.hi.item() == pytest.approx(s * g, abs=1e-14)
    assert found[0].h.lo.item() == pytest.approx(-s * np.tanh(s * g), abs=1e-14)
    assert found[1].f.hi.item() == pytest.approx(1 / (1 + np.exp(-2 - 0.5 * s * np.tanh(s * g))), abs=1e-14)


@given(SEEDS, st.integers(1, 3), st.integers(1, 3), st.sampled_from([0.25, 1.0, 3.0]))
def test_no_cell_of_the_class_leaves_its_bounds(seed: int, n: int, h: int, largest: float) -> None:
    rng, spec = np.random.RandomState(seed), Spec(n, h)
    weights = from_arrays(spec, {name: rng.uniform(-largest, largest, a.shape) for name, a in zeros(spec).items()})

    trace = run(spec, weights, rng.uniform(-2, 2, (4, 5, n)), by_gate=True)

    assert leaving(class_bounds(spec, largest, 2.0, 4), trace) == []


@pytest.mark.parametrize("sign", [1, -1])
def test_both_ends_of_the_class_are_reached(sign: int) -> None:
    spec = Spec(2, 3)
    flipped = {"W_cF", "b_c"} | ({f"W_{gate}R" for gate in "fio"})
    weights = from_arrays(
        spec, {name: np.full(a.shape, 0.5 * (sign if name in flipped else 1)) for name, a in zeros(spec).items()}
    )

    last = run(spec, weights, np.ones((4, 2)), by_gate=True).steps[-1]

    found = class_bounds(spec, 0.5, 1.0, 4)[-1]
    ends = {1: (found.c.hi, found.h.hi, found.f.hi), -1: (found.c.lo, found.h.lo, found.f.hi)}[sign]
    for reached, end in zip((last.c, last.h, last.f), ends, strict=True):
        np.testing.assert_allclose(reached, np.full((3, 1), end), rtol=1e-12)


def test_without_bias_less_is_heard() -> None:
    found = class_bounds(Spec(1, 1, bias=False), 1.0, 1.0, 1)[0]

    assert found.f.hi.item() == pytest.approx(1 / (1 + np.exp(-1.0)), abs=1e-14)


@pytest.mark.parametrize("steps", [0, 2.0, True])
def test_steps_are_counted(steps: object) -> None:
    with pytest.raises(ValueError, match=r"^steps is .*, a whole number from 1 to 4096 is expected$"):
        class_bounds(Spec(1, 1), 1.0, 1.0, steps)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ((-1.0, 1.0), "largest_weight is -1.0, a finite number from 0 is expected"),
        ((1.0, np.inf), "largest_input is inf, a finite number from 0 is expected"),
    ],
)
def test_sizes_are_finite(sizes: tuple[float, float], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        class_bounds(Spec(1, 1), *sizes, 1)


def test_other_cells_have_no_class_bounds() -> None:
    with pytest.raises(Unsupported, match=r"^class bounds are computed for one standard lstm cell in float64 only$"):
        class_bounds(Spec(1, 1, peepholes=True), 1.0, 1.0, 1)
