from __future__ import annotations

import numpy as np
import pytest

from assessments.engine.living_cell import PRESETS, Shown, placed, query, read, shown
from assessments.engine.living_cell.state import INPUTS, STEPS, UNITS

SIZES = [(n, h, steps) for n in range(1, INPUTS + 1) for h in range(1, UNITS + 1) for steps in (1, 3, STEPS)]
LONG = (2, UNITS, STEPS)


def run_of(slug: str, sizes: tuple[int, int, int] = LONG) -> Shown:
    return shown(placed(sizes, PRESETS[slug].arrays(*sizes)))


def over_time(found: Shown, part: str) -> np.ndarray:
    """A row for each step, a column for each unit."""
    return np.array([step[part] for step in found.steps])


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("sizes", SIZES)
def test_a_preset_can_be_set_by_sliders_at_all_sizes(slug: str, sizes: tuple[int, int, int]) -> None:
    state = placed(sizes, PRESETS[slug].arrays(*sizes))

    assert read(dict(pair.split("=") for pair in query(state).split("&"))) == state


def test_keep_keeps() -> None:
    found = run_of("keep")

    start = found.arrays["c_0"].T
    np.testing.assert_allclose(over_time(found, "c"), np.repeat(start, STEPS, axis=0), atol=0.05)


def test_overwrite_turns_the_sign_of_what_was_held_at_the_pulse() -> None:
    found = run_of("overwrite")
    held = over_time(found, "c")

    assert found.steps[2]["x"][0] == 1
    np.testing.assert_array_equal(np.sign(held[1]), np.sign(found.arrays["c_0"].T[0]))
    assert (held[2:] > 0.8).all()


def test_forget_forgets_at_the_pulse_and_not_before() -> None:
    held = over_time(run_of("forget"), "c")

    assert (np.abs(held[1]) > 0.4).all()
    assert (np.abs(held[2:]) < 0.05).all()


def test_copy_lets_the_hidden_state_follow_the_input() -> None:
    found = run_of("copy")

    order = np.argsort(found.arrays["x"][:, 0])
    for unit in over_time(found, "h").T:
        np.testing.assert_array_equal(np.argsort(unit), order)
