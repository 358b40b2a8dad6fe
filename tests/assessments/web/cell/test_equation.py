from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.living_cell import PARTS, read, shown
from assessments.web.cell.equation import equation

SMALL = {
    "n": "2",
    "h": "1",
    "steps": "2",
    "t": "2",
    "fF11": "0.5",
    "fF12": "-1",
    "fR11": "2",
    "fb1": "1",
    "x21": "1",
    "x22": "3",
}


def made(**asked: str) -> dict[str, Any]:
    return equation(shown(read(SMALL | asked)))


@pytest.mark.parametrize(("part", "template"), [("f", "gate"), ("g", "gate"), ("c", "c"), ("h", "h")])
def test_each_kind_of_line_has_its_own_template(part: str, template: str) -> None:
    assert made(part=part)["template"] == f"web/cell/_equation_{template}.html"


@pytest.mark.parametrize("part", PARTS)
def test_every_array_shows_its_own_shape(part: str) -> None:
    matrices = [value for value in made(part=part).values() if isinstance(value, dict) and "rows" in value]

    assert len(matrices) > 2
    for matrix in matrices:
        assert matrix["shape"] == f"({len(matrix['rows'])}, {len(matrix['rows'][0])})"


def test_a_gates_numbers_are_those_of_this_step() -> None:
    line = made()

    assert line["W_F"] == {"symbol": "W", "index": ["f", "F"], "shape": "(1, 2)", "rows": [["0.5", "−1"]]}
    assert line["x"] == {"symbol": "x", "index": ["2"], "shape": "(2, 1)", "rows": [["1"], ["3"]]}
    assert line["heard"]["rows"] == [["−1.5"]]
    assert line["result"]["rows"] == [["0.1824"]]


def test_a_gate_hears_the_hidden_state_of_the_step_before() -> None:
    made_of = {"c01": "1", "ob1": "8", "ob2": "8"}

    first, second = (made(t=step, h01="0.25", **made_of)["h"] for step in ("1", "2"))

    assert (first["index"], first["rows"]) == (["0"], [["0.25"]])
    before = shown(read(SMALL | {"t": "1", "h01": "0.25"} | made_of)).now["h"]
    assert (second["index"], second["rows"]) == (["1"], [[f"{before[0]:.4f}"]])


def test_the_candidate_squashes_by_a_tanh_and_the_gates_by_a_sigmoid() -> None:
    assert {part: made(part=part)["activation"] for part in "figo"} == {"f": "σ", "i": "σ", "g": "tanh", "o": "σ"}


def test_a_range_says_whether_its_ends_are_reached() -> None:
    gate, state = made()["range"], made(part="c", cF11="1", iF11="1", c01="1")["range"]

    assert gate == {"units": [{"low": "0.3775", "high": "0.9242"}], "tight": True, "still": ""}
    assert state["tight"] is False


def test_what_no_input_moves_stands_still() -> None:
    assert made(part="i", ib1="0")["range"]["still"] == "0.5"


@pytest.mark.parametrize(("high", "outside"), [("1", True), ("3", False)])
def test_an_input_outside_the_box_is_told(high: str, outside: bool) -> None:
    assert made(high=high)["outside"] is outside


def test_four_gates_in_one_product_have_the_shapes_of_pytorchs_arrays() -> None:
    assert made()["fused"] is None
    assert made(h="3", n="2", fused="on")["fused"] == {
        "feed_forward": "(12, 2)",
        "recurrent": "(12, 3)",
        "x": "(2, 1)",
        "h": "(3, 1)",
        "all": "(12, 1)",
        "rows": 12,
    }
