from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.living_cell import PARTS, PRESETS, State, read
from assessments.engine.living_cell.state import STEPS
from assessments.web.cell.controls import controls


def state(**asked: str) -> State:
    return read({"preset": "overwrite", "n": "2", "h": "2", "steps": "3"} | asked)


def sliders(made: dict[str, Any]) -> list[dict[str, Any]]:
    groups = [group for gate in made["weights"] for group in gate["groups"]]
    groups += [*(step["group"] for step in made["inputs"]), *made["start"]]
    return [*made["sizes"], made["time"], *made["box"], *(slider for group in groups for slider in group["sliders"])]


@pytest.mark.parametrize("preset", PRESETS)
@given(n=st.integers(1, 4), h=st.integers(1, 3), steps=st.integers(1, STEPS), part=st.sampled_from(PARTS))
def test_the_controls_hold_the_whole_state(preset: str, n: int, h: int, steps: int, part: str) -> None:
    shown = read({"preset": preset, "n": str(n), "h": str(h), "steps": str(steps), "part": part, "high": "2.5"})

    sent = {slider["name"]: slider["value"] for slider in sliders(controls(shown))}

    assert read(sent | {"part": part}) == shown


def test_every_slider_is_named_in_full_and_stays_in_its_bounds() -> None:
    made = sliders(controls(state()))

    labels = [slider["label"] for slider in made]
    assert len(set(labels)) == len(labels)
    assert all(float(slider["low"]) <= float(slider["value"]) <= float(slider["high"]) for slider in made)
    assert {"W fF, row 1, column 2", "b c, entry 2", "x 3, entry 1", "C 0, entry 2"} <= set(labels)


def test_sliders_lie_as_their_matrix_does() -> None:
    forget = controls(read({"n": "3", "h": "2"}))["weights"][0]

    assert [(group["index"], group["columns"], len(group["sliders"])) for group in forget["groups"]] == [
        ("fF", 3, 6),
        ("fR", 2, 4),
        ("f", 2, 2),
    ]


@pytest.mark.parametrize(("part", "gates"), [("f", ["f"]), ("g", ["c"]), ("o", ["o"]), ("c", []), ("h", [])])
def test_only_the_gate_looked_at_shows_its_weights(part: str, gates: list[str]) -> None:
    made = controls(state(part=part))

    assert [gate["letter"] for gate in made["weights"] if gate["is_current"]] == gates
    assert [row["value"] for row in made["parts"] if row["is_current"]] == [part]
    assert [step["step"] for step in made["inputs"] if step["is_current"]] == [3]


def test_a_preset_keeps_the_sizes_and_says_which_it_is() -> None:
    made = controls(state())["presets"]

    assert [row["is_current"] for row in made] == [row["title"] == "Overwrite" for row in made]
    assert dict(parse_qsl(urlsplit(made[0]["url"]).query)) == {"preset": "keep", "n": "2", "h": "2", "steps": "3"}


@pytest.mark.parametrize(
    ("part", "low", "high"), [("f", "0", "1"), ("g", "-1", "1"), ("c", "-6", "6"), ("h", "-1", "1")]
)
def test_a_prediction_can_be_all_that_the_part_can_be(part: str, low: str, high: str) -> None:
    guess = controls(state(part=part))["guess"]

    assert (guess["low"], guess["high"]) == (low, high)


def test_a_prediction_stays_where_it_was_and_in_bounds() -> None:
    asked = {"predict": "on", "reveal": "1", "guess": "2"}

    assert controls(state(part="c", **asked))["guess"]["value"] == "2"
    assert controls(state(part="f", **asked))["guess"]["value"] == "1"
