"""The living cell's controls: together they hold its whole state, so that a form is all that an address needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.engine.living_cell import GATES, PARTS, Spot, State, placed
from assessments.engine.living_cell import PRESETS as ARRAYS
from assessments.engine.living_cell.address import FINE, SIZES
from assessments.engine.living_cell.state import BOX, LIMITS, NOTCHES
from assessments.web.cell.words import LETTERS, NAMES, PRESETS, STYLES, brief

UNSIGNED = ("f", "i", "o")

Numbers = dict[Spot, float]


def controls(state: State) -> dict[str, Any]:
    numbers = dict(zip(state.spots, state.numbers, strict=True))
    return {
        "presets": list(presets(state)),
        "sizes": list(sizes(state)),
        "time": slider("t", 1, state.steps, state.step, label=_("Step")),
        "parts": [part_row(part, state) for part in PARTS],
        "weights": [weights(gate, state, numbers) for gate in GATES],
        "inputs": [inputs(step, state, numbers) for step in range(1, state.steps + 1)],
        "start": [group(array, numbers) for array in ("c_0", "h_0")],
        "box": [edge("low", _("from"), state.low), edge("high", _("to"), state.high)],
        "guess": guess(state),
    }


def presets(state: State) -> Iterator[dict[str, Any]]:
    sizes_ = state.input_size, state.hidden_size, state.steps
    for slug, (title, says) in PRESETS.items():
        named = {"preset": slug} | dict(zip(SIZES, sizes_, strict=True))
        yield {
            "title": title,
            "says": says,
            "url": f"{reverse('cell')}?{urlencode(named)}",
            "is_current": placed(sizes_, ARRAYS[slug].arrays(*sizes_)).numbers == state.numbers,
        }


def sizes(state: State) -> Iterator[dict[str, Any]]:
    values = state.input_size, state.hidden_size, state.steps
    labels = _("Input size n"), _("Hidden size h"), _("Steps")
    for (name, (_label, most, _default)), label, value in zip(SIZES.items(), labels, values, strict=True):
        yield slider(name, 1, most, value, label=label)


def part_row(part: str, state: State) -> dict[str, Any]:
    row = {"value": part, "letter": LETTERS[part], "style": STYLES[part], "name": NAMES[part]}
    return row | {"is_current": part == state.part}


def weights(gate: str, state: State, numbers: Numbers) -> dict[str, Any]:
    part = "g" if gate == "c" else gate
    arrays = (f"W_{gate}F", f"W_{gate}R", f"b_{gate}")
    return part_row(part, state) | {"groups": [group(array, numbers) for array in arrays]}


def inputs(step: int, state: State, numbers: Numbers) -> dict[str, Any]:
    read = {spot: value for spot, value in numbers.items() if spot.row == step}
    return {"step": step, "is_current": step == state.step, "group": group("x", read) | {"index": str(step)}}


def group(array: str, numbers: Numbers) -> dict[str, Any]:
    """The sliders of one array, as a matrix has its entries; a column lies on its side."""
    symbol, _, index = array.partition("_")
    symbol = "C" if array == "c_0" else symbol
    held = [(spot, value) for spot, value in numbers.items() if spot.array == array]
    columns = len(held) if symbol != "W" else max(spot.column for spot, _ in held)
    sliders = [entry(spot, value, f"{symbol} {index or spot.row}") for spot, value in held]
    return {"symbol": symbol, "index": index, "columns": columns, "sliders": sliders}


def entry(spot: Spot, value: float, of: str) -> dict[str, Any]:
    """`place` is all that shows beside a matrix's name; the label says it in full."""
    if spot.array.startswith("W"):
        place = f"{spot.row}, {spot.column}"
        words = _("%(array)s, row %(row)d, column %(column)d") % {"array": of, "row": spot.row, "column": spot.column}
    else:
        number = spot.column if spot.array == "x" else spot.row
        place, words = str(number), _("%(array)s, entry %(number)d") % {"array": of, "number": number}
    return slider(spot.name, -spot.limit, spot.limit, value, label=words, step=1 / NOTCHES) | {"place": place}


def edge(name: str, label: str, value: float) -> dict[str, Any]:
    return slider(name, -BOX, BOX, value, label=label, step=1 / NOTCHES)


def guess(state: State) -> dict[str, Any]:
    """The prediction's slider: for the first unit of the part looked at."""
    most = 1.0 if state.part != "c" else LIMITS["c_0"] + state.steps
    least = 0.0 if state.part in UNSIGNED else -most
    middle = (least + most) / 2
    value = middle if state.guess is None else min(max(state.guess, least), most)
    name = {"part": NAMES[state.part]}
    label = _("%(part)s: what you expect") if state.hidden_size == 1 else _("%(part)s, unit 1: what you expect")
    return slider("guess", least, most, value, label=label % name, step=1 / FINE)


def slider(name: str, low: float, high: float, value: float, label: str = "", step: float = 1) -> dict[str, Any]:
    ends = {"low": f"{low:g}", "high": f"{high:g}", "step": f"{step:g}"}
    return {"name": name, "label": label, "value": f"{value:g}", "shown": brief(value)} | ends
