from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.living_cell import PRESETS, read, shown
from assessments.web.cell.picture import BAR, LEFT, along, picture


def gauges(**asked: str) -> dict[str, Any]:
    """By part and time."""
    made = picture(shown(read({"preset": "overwrite", "n": "2", "h": "1", "steps": "6"} | asked)))
    return {f"{gauge['part']}{gauge['time']}": gauge for gauge in made["gauges"]}


def test_a_step_stands_between_the_states_before_and_after() -> None:
    assert set(gauges()) == {"c2", "h2", "f3", "i3", "g3", "o3", "c3", "h3"}
    assert set(gauges(t="1")) == {"c0", "h0", "f1", "i1", "g1", "o1", "c1", "h1"}


@pytest.mark.parametrize("preset", PRESETS)
@given(n=st.integers(1, 4), h=st.integers(1, 3), t=st.integers(1, 8))
def test_every_bar_and_every_range_stays_in_its_box(preset: str, n: int, h: int, t: int) -> None:
    made = gauges(
        preset=preset, n=str(n), h=str(h), steps="8", t=str(t), part="c", predict="on", reveal="1", guess="-20"
    )

    for gauge in made.values():
        assert len(gauge["rows"]) == h
        for row in gauge["rows"]:
            marks = [float(row[name]) for name in ("x", "low", "high", "guess") if row[name]]
            marks.append(float(row["x"]) + float(row["width"]))
            assert LEFT <= min(marks) <= max(marks) <= LEFT + BAR + 0.1


def test_a_bar_begins_at_zero() -> None:
    made = gauges()
    (forget,), (before,), (after,) = (made[name]["rows"] for name in ("f3", "c2", "c3"))
    middle = LEFT + BAR / 2

    assert (forget["x"], forget["number"]) == (f"{LEFT:.1f}", "0.018")
    assert (before["number"], float(before["x"]) + float(before["width"])) == ("−0.964", middle)
    assert (after["number"], float(after["x"])) == ("0.929", middle)


def test_the_prediction_is_marked_where_it_was_made() -> None:
    made = gauges(part="i", predict="on", reveal="1", guess="0.25")

    assert {name: row["guess"] for name, gauge in made.items() for row in gauge["rows"] if row["guess"]} == {
        "i3": f"{along(0.25, (0.0, 1.0)):.1f}"
    }


def test_the_cell_states_bar_takes_in_whatever_it_reaches() -> None:
    found = shown(
        read({"n": "1", "h": "1", "steps": "1", "part": "c", "c01": "2.5", "fb1": "8", "iF11": "8", "cb1": "8"})
    )

    (row,) = next(gauge["rows"] for gauge in picture(found)["gauges"] if gauge["part"] == "c" and gauge["time"] == 1)

    assert LEFT < float(row["low"]) < float(row["high"]) < LEFT + BAR
