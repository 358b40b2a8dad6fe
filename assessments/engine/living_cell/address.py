"""The state as the query of an address, here and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from assessments.engine.living_cell.presets import PRESETS
from assessments.engine.living_cell.state import BOX, INPUTS, NOTCHES, PARTS, STEPS, UNITS, Spot, State, placed, spots

START = "overwrite"  # what an address without sizes shows
SIZES = {"n": ("Input size n", INPUTS, 2), "h": ("Hidden size h", UNITS, 1), "steps": ("Steps", STEPS, 6)}
FINE, FARTHEST = 100, 20.0  # notches of a prediction between two whole numbers, and its limit
WHOLE = re.compile(r"[0-9]{1,2}")
DECIMAL = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,4})?")
HAIR = 1e-6  # 0.15 * 20 is not quite 3


class OutOfBounds(ValueError):
    """What cannot be shown; `faults` says for each thing what it takes."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


class Reader:
    """Reads one thing after another and remembers what could not be read."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query = query
        self.faults: list[str] = []

    def whole(self, name: str, label: str, most: int, default: int) -> int:
        text = self.query.get(name, str(default))
        if WHOLE.fullmatch(text) and 1 <= int(text) <= most:
            return int(text)
        self.faults.append(f"{label}: a whole number from 1 to {most} is expected.")
        return 1

    def number(self, name: str, label: str, limit: float, default: float = 0.0, notches: int = NOTCHES) -> float:
        text = self.query.get(name, str(default))
        place = float(text) * notches if DECIMAL.fullmatch(text) else limit * notches + 1
        if abs(place) <= limit * notches and abs(place - round(place)) < HAIR:
            return round(place) / notches
        self.faults.append(f"{label}: a number from {-limit:g} to {limit:g} in steps of {1 / notches:g} is expected.")
        return 0.0

    def choice(self, name: str, label: str, choices: Collection[str], default: str) -> str:
        text = self.query.get(name, default)
        if text in choices:
            return text
        self.faults.append(f"{label}: one of {', '.join(choices)} is expected.")
        return default


def read(query: Mapping[str, str]) -> State:
    """A number that is not named is zero, unless a preset brings all of them; without sizes there is one to start with.

    Raises OutOfBounds.
    """
    reader = Reader(query)
    n, h, steps = (reader.whole(name, *size) for name, size in SIZES.items())
    preset = PRESETS[reader.choice("preset", "Preset", PRESETS, START)]
    brings = "preset" in query or "n" not in query
    looks = {"step": min(reader.whole("t", "Step", STEPS, preset.step if brings else 1), steps)} | sight(reader)
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
    ends = reader.number("low", "Lower end", BOX, State.low), reader.number("high", "Upper end", BOX, State.high)
    revealed = "predict" in reader.query and "reveal" in reader.query
    return {
        "part": reader.choice("part", "Part", PARTS, State.part),
        "low": min(ends),
        "high": max(ends),
        "fused": "fused" in reader.query,
        "predicting": "predict" in reader.query,
        "guess": reader.number("guess", "Prediction", FARTHEST, notches=FINE) if revealed else None,
    }


def query(state: State) -> str:
    """The one query that says no more than it must."""
    said = {"n": state.input_size, "h": state.hidden_size, "steps": state.steps, "t": state.step, "part": state.part}
    said |= {spot.name: f"{value:g}" for spot, value in zip(state.spots, state.numbers, strict=True) if value}
    if (state.low, state.high) != (State.low, State.high):
        said |= {"low": f"{state.low:g}", "high": f"{state.high:g}"}
    said |= {name: 1 for name, on in (("fused", state.fused), ("predict", state.predicting)) if on}
    return urlencode(said)


def label(spot: Spot) -> str:
    if spot.array == "x":
        return f"Input {spot.name}, entry {spot.column} at step {spot.row}"
    return f"{spot.array} {spot.name}, row {spot.row}, column {spot.column}"
