"""Where the drawing of the living cell has its boxes and bars. Coordinates are text, so that no locale sets commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from assessments.engine.living_cell import Found, Shown
from assessments.web.cell.words import LETTERS, STYLES, rounded

LEFT, BAR = 10, 104  # where a bar begins in its box, and its length
HEAD, BODY, ROW = 42, 150, 44  # of a box: what its units have above them, what they share, what each needs
# Each part's box: its upper left corner, and what its head says beside the letter.
BOXES = {
    "f": (136, 308, "σ"),
    "i": (270, 308, "σ"),
    "g": (404, 308, "tanh"),
    "o": (538, 308, "σ"),
    "c": (676, 2, ""),
    "h": (676, 308, ""),
}
BEFORE = {"c": (0, 2), "h": (0, 308)}
ENTRIES = (176, 480)  # of the input: where they begin, and what they share

Scale = tuple[float, float]


def picture(found: Shown) -> dict[str, Any]:
    state, scales = found.state, scales_of(found)
    guesses = {state.part: state.guess}
    gauges = [
        box(part, corner, state.step)
        | {"act": act, "looks": True}
        | {"rows": list(rows(found.now[part], scales[part], found.ranges[part], guesses.get(part)))}
        for part, (*corner, act) in BOXES.items()
    ]
    before = [
        box(part, corner, state.step - 1) | {"rows": list(rows(found.before[part], scales[part]))}
        for part, corner in BEFORE.items()
    ]
    return {"gauges": before + gauges, "entries": list(entries(found.now["x"]))}


def scales_of(found: Shown) -> dict[str, Scale]:
    """From the least to the greatest that a bar can show; the cell state's takes in what it reaches."""
    reached = found.ranges["c"]
    columns = (*(step["c"] for step in found.steps), found.before["c"], reached.lo, reached.hi)
    most = max(1, ceil(max(abs(value) for column in columns for value in column)))
    sigmoid, tanh = (0.0, 1.0), (-1.0, 1.0)
    return {"f": sigmoid, "i": sigmoid, "g": tanh, "o": sigmoid, "c": (-most, most), "h": tanh}


def box(part: str, corner: Sequence[int], time: int) -> dict[str, Any]:
    x, y = corner
    style = STYLES[part]
    return {"part": part, "x": x, "y": y, "letter": LETTERS[part], "style": style, "time": time}


def rows(
    values: Sequence[float], scale: Scale, found: Found | None = None, guess: float | None = None
) -> Iterator[dict[str, str]]:
    """A bar for each unit, with the ends of its range; the prediction is one for the first unit."""
    pitch = BODY / len(values)
    for unit, value in enumerate(values):
        start, end = sorted((along(0.0, scale), along(value, scale)))
        yield {
            "top": text(HEAD + pitch * (unit + 0.5) - ROW / 2),
            "number": rounded(value, 3),
            "x": text(start),
            "width": text(end - start),
            "low": text(along(found.lo[unit], scale)) if found else "",
            "high": text(along(found.hi[unit], scale)) if found else "",
            "guess": text(along(guess, scale)) if guess is not None and unit == 0 else "",
        }


def along(value: float, scale: Scale) -> float:
    """Where on a bar; what lies beyond an end of the scale stays at it."""
    low, high = scale
    return LEFT + BAR * (min(max(value, low), high) - low) / (high - low)


def entries(values: Sequence[float]) -> Iterator[dict[str, str]]:
    start, room = ENTRIES
    for place, value in enumerate(values):
        yield {"x": text(start + room * (place + 0.5) / len(values)), "number": rounded(value, 3)}


def text(coordinate: float) -> str:
    return f"{coordinate:.1f}"
