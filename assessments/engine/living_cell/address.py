"""The state as the query of an address, here and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from assessments.engine.living_cell.presets import PRESETS
from assessments.engine.living_cell.state import BOX, INPUTS, NOTCHES, PARTS, STEPS, UNITS, Spot, State, placed, spots
from assessments.engine.texts.said import Said

START = "overwrite"  # what an address without sizes shows
SIZES = {
    "n": (Said("Input size n"), INPUTS, 2),
    "h": (Said("Hidden size h"), UNITS, 1),
    "steps": (Said("Steps"), STEPS, 6),
}
FINE, FARTHEST = 100, 20.0  # notches of a prediction between two whole numbers, and its limit
WHOLE = re.compile(r"[0-9]{1,2}")
DECIMAL = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,4})?")
HAIR = 1e-6  # 0.15 * 20 is not quite 3


class OutOfBounds(ValueError):
    """What cannot be shown; `faults` says for each thing what it takes."""

    def __init__(self, faults: Iterable[Said]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


class Reader:
    """Reads one thing after another and remembers what could not be read."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query = query
        self.faults: list[Said] = []

    def whole(self, name: str, label: str, most: int, default: int) -> int:
        text = self.query.get(name, str(default))
        if WHOLE.fullmatch(text) and 1 <= int(text) <= most:
            return int(text)
        self.faults.append(Said("{label}: a whole number from 1 to {most} is expected.", label=label, most=most))
        return 1

    def number(self, name: str, label: str, limit: float, default: float = 0.0, notches: int = NOTCHES) -> float:
        text = self.query.get(name, str(default))
        place = float(text) * notches if DECIMAL.fullmatch(text) else limit * notches + 1
        if abs(place) <= limit * notches and abs(place - round(place)) < HAIR:
            return round(place) / notches
        numbers = {"low": f"{-limit:g}", "high": f"{limit:g}", "notch": f"{1 / notches:g}"}
        self.faults.append(
            Said("{label}: a number from {low} to {high} in steps of {notch} is expected.", label=label, **numbers)
        )
        return 0.0

    def choice(self, name: str, label: str, choices: Collection[str], default: str) -> str:
        text = self.query.get(name, default)
        if text in choices:
            return text
        self.faults.append(Said("{label}: one of {choices} is expected.", label=label, choices=", ".join(choices)))
        return default


def read(query: Mapping[str, str]) -> State:
    """A number that is not named is zero, unless a preset brings all of them; without sizes there is one to start with.

    Raises OutOfBounds.
    """
    reader = Reader(query)
    n, h, steps = (reader.whole(name, *size) for name, size in SIZES.items())
    preset = PRESETS[reader.choice("preset", Said("Preset"), PRESETS, START)]
    brings = "preset" in query or "n" not in query
    looks = {"step": min(reader.whole("t", Said("Step"), STEPS, preset.step if brings else 1), steps)} | sight(reader)
    if brings:
        state = placed((n, h, steps), preset.arrays(n, h, steps), **looks)
    else:
        numbers = [reader.number(spot.name, label(spot), spot.limit) for spot in spots(n, h, steps)]
        state = State(n, h, steps, tuple(numbers), **looks)
    if reader.faults:
        raise OutOfBounds(reader.faults)
    return state


def sight(reader: Reader) -> dict[str, Any]:
    """Where the reader looks, and what was predicted; a prediction counts once it is handed in."""
    low = reader.number("low", Said("Lower end"), BOX, State.low)
    high = reader.number("high", Said("Upper end"), BOX, State.high)
    revealed = "predict" in reader.query and "reveal" in reader.query
    return {
        "part": reader.choice("part", Said("Part"), PARTS, State.part),
        "low": min(low, high),
        "high": max(low, high),
        "fused": "fused" in reader.query,
        "predicting": "predict" in reader.query,
        "guess": reader.number("guess", Said("Prediction"), FARTHEST, notches=FINE) if revealed else None,
    }


def query(state: State) -> str:
    """The one query that says no more than it must."""
    said = {"n": state.input_size, "h": state.hidden_size, "steps": state.steps, "t": state.step, "part": state.part}
    said |= {spot.name: f"{value:g}" for spot, value in zip(state.spots, state.numbers, strict=True) if value}
    if (state.low, state.high) != (State.low, State.high):
        said |= {"low": f"{state.low:g}", "high": f"{state.high:g}"}
    said |= {name: 1 for name, on in (("fused", state.fused), ("predict", state.predicting)) if on}
    return urlencode(said)


def label(spot: Spot) -> Said:
    if spot.array == "x":
        return Said("Input {name}, entry {entry} at step {step}", name=spot.name, entry=spot.column, step=spot.row)
    where = {"array": spot.array, "name": spot.name, "row": spot.row, "column": spot.column}
    return Said("{array} {name}, row {row}, column {column}", **where)
