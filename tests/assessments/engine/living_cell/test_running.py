from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.living_cell import PARTS, State, placed, shown
from assessments.engine.living_cell.state import INPUTS, STEPS, UNITS
from lstm_reference import run, seeded
from lstm_reference.cell import lstm

SEEDS = st.integers(0, 10_000)


def drawn(seed: int, **looks: object) -> State:
    rng = np.random.RandomState(seed)
    n, h, steps = rng.randint(1, INPUTS + 1), rng.randint(1, UNITS + 1), rng.randint(1, STEPS + 1)
    state = State(n, h, steps, ())
    arrays = dict(seeded(state.spec, seed)) | {"x": rng.uniform(-1, 1, (steps, n))}
    arrays |= {"h_0": rng.uniform(-1, 1, (h, 1)), "c_0": rng.uniform(-1, 1, (h, 1))}
    return placed((n, h, steps), arrays, step=rng.randint(1, steps + 1), **looks)


@given(SEEDS)
def test_what_is_shown_is_the_references_run(seed: int) -> None:
    state = drawn(seed)
    arrays = state.arrays()

    found = shown(state)

    trace = run(state.spec, state.weights(), arrays["x"], arrays["h_0"].T, arrays["c_0"].T)
    for step, done in zip(found.steps, trace.steps, strict=True):
        assert step == {name: tuple(tensor.ravel().tolist()) for name, tensor in done._asdict().items()}


@given(SEEDS)
def test_each_step_starts_where_the_one_before_ended(seed: int) -> None:
    state = drawn(seed)

    found = shown(state)

    h, c = (np.array(found.before[name])[:, np.newaxis] for name in ("h", "c"))
    step = lstm(state.weights(), np.array(found.now["x"])[:, np.newaxis], (h, c))
    np.testing.assert_allclose(step.h.ravel(), found.now["h"])


@given(SEEDS)
def test_what_a_gate_hears_is_what_its_sigmoid_takes(seed: int) -> None:
    found = shown(drawn(seed))

    for gate in "fio":
        np.testing.assert_allclose(1 / (1 + np.exp(-np.array(found.heard[gate]))), found.now[gate])
    np.testing.assert_allclose(np.tanh(found.heard["c"]), found.now["g"])


@given(SEEDS)
def test_values_lie_in_their_ranges_where_the_input_lies_in_its_box(seed: int) -> None:
    found = shown(drawn(seed))

    for part in PARTS:
        lo, hi = found.ranges[part].lo, found.ranges[part].hi
        assert all(low <= value <= high for low, value, high in zip(lo, found.now[part], hi, strict=True))


@given(SEEDS)
def test_a_wider_box_gives_wider_ranges(seed: int) -> None:
    state = drawn(seed)

    narrow, wide = shown(state).ranges, shown(replace(state, low=-3.0, high=3.0)).ranges

    for part in PARTS:
        assert all(outer <= inner for outer, inner in zip(wide[part].lo, narrow[part].lo, strict=True))
        assert all(inner <= outer for inner, outer in zip(narrow[part].hi, wide[part].hi, strict=True))


@pytest.mark.parametrize(
    ("part", "tight"), [("f", True), ("i", True), ("g", True), ("o", True), ("c", False), ("h", False)]
)
def test_only_gates_are_told_to_the_ends(part: str, tight: bool) -> None:
    assert shown(drawn(1)).ranges[part].tight is tight
