"""One equation of the living cell: in symbols, and with the numbers and shapes of this step."""

from __future__ import annotations

from typing import Any

import numpy as np

from assessments.engine.formats import Shape
from assessments.engine.living_cell import Found, Shown
from assessments.web import trusted
from assessments.web.cell.words import LETTERS, NAMES, ROLES, STYLES, brief, column, lower, upper
from lstm_reference.axes import Array
from lstm_reference.layouts import to_torch

STILL = 1e-9  # a range that is narrower than this is one value
SYMBOLS = {
    "f": r"f_t = \sigma(W_{fF}\,x_t + W_{fR}\,h_{t-1} + b_f)",
    "i": r"i_t = \sigma(W_{iF}\,x_t + W_{iR}\,h_{t-1} + b_i)",
    "g": r"\tilde{C}_t = \tanh(W_{cF}\,x_t + W_{cR}\,h_{t-1} + b_c)",
    "o": r"o_t = \sigma(W_{oF}\,x_t + W_{oR}\,h_{t-1} + b_o)",
    "c": r"C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t",
    "h": r"h_t = o_t \odot \tanh(C_t)",
}


def equation(shown: Shown) -> dict[str, Any]:
    part, step = shown.state.part, shown.state.step
    made = {"c": cell_update, "h": shown_part}.get(part, gate)(shown)
    return made | {
        "letter": LETTERS[part],
        "style": STYLES[part],
        "name": NAMES[part],
        "role": ROLES[part],
        "symbols": trusted.formula(SYMBOLS[part], display=True),
        "template": f"web/cell/_equation_{part if part in 'ch' else 'gate'}.html",
        "result": matrix(symbol_of(part), step, column_of(shown.now[part])),
        "range": told(shown.ranges[part]),
        "outside": any(not shown.state.low <= value <= shown.state.high for value in shown.now["x"]),
        "fused": fused(shown) if shown.state.fused else None,
    }


def gate(shown: Shown) -> dict[str, Any]:
    part, step, arrays = "c" if shown.state.part == "g" else shown.state.part, shown.state.step, shown.arrays
    return {
        "activation": "tanh" if part == "c" else "σ",
        "W_F": matrix("W", f"{part}F", arrays[f"W_{part}F"]),
        "x": matrix("x", step, column_of(shown.now["x"])),
        "W_R": matrix("W", f"{part}R", arrays[f"W_{part}R"]),
        "h": matrix("h", step - 1, column_of(shown.before["h"])),
        "b": matrix("b", part, arrays[f"b_{part}"]),
        "heard": matrix("z", part, column_of(shown.heard[part])),
    }


def cell_update(shown: Shown) -> dict[str, Any]:
    step, now = shown.state.step, shown.now
    factors = {name: matrix(symbol_of(name), step, column_of(now[name])) for name in "fig"}
    return factors | {"before": matrix("C", step - 1, column_of(shown.before["c"]))}


def shown_part(shown: Shown) -> dict[str, Any]:
    return {name: matrix(symbol_of(name), shown.state.step, column_of(shown.now[name])) for name in "oc"}


def symbol_of(part: str) -> str:
    return {"g": "C̃", "c": "C"}.get(part, part)


def column_of(values: tuple[float, ...]) -> Array:
    return np.array(values)[:, np.newaxis]


def matrix(symbol: str, index: str | int, array: Array) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "index": list(str(index)),
        "shape": Shape().show(array.shape),
        "rows": [[brief(value) for value in row] for row in array.tolist()],
    }


def told(found: Found) -> dict[str, Any]:
    """How far a part could move over the box, in words; the ends are rounded outward, so that they stay certain."""
    ends = list(zip(found.lo, found.hi, strict=True))
    return {
        "units": [{"low": lower(lo), "high": upper(hi)} for lo, hi in ends],
        "tight": found.tight,
        "still": column([lo for lo, _ in ends]) if all(hi - lo < STILL for lo, hi in ends) else "",
    }


def fused(shown: Shown) -> dict[str, str]:
    """The shapes of one product for all four, as they stand in PyTorch's own arrays."""
    state = shown.state
    made = to_torch(state.spec, state.weights())
    feed_forward, recurrent = made["weight_ih_l0"].shape, made["weight_hh_l0"].shape
    show = Shape().show
    return {
        "feed_forward": show(feed_forward),
        "recurrent": show(recurrent),
        "x": show((state.input_size, 1)),
        "h": show((state.hidden_size, 1)),
        "all": show((feed_forward[0], 1)),
        "rows": feed_forward[0],
    }
