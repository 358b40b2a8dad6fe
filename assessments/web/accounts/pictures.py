"""A square of dots that phones read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

MARGIN = 4  # dots: without them, cameras do not find it


@dataclass(frozen=True)
class Square:
    side: int
    path: str  # as SVG draws lines


def square(text: str) -> Square:
    made = segno.make(text, error="m", micro=False)
    lines = (line for number, row in enumerate(made.matrix) for line in runs(number, row))
    return Square(len(made.matrix) + 2 * MARGIN, " ".join(lines))


def runs(number: int, row: bytearray) -> list[str]:
    """The dark ones, a line for each stretch of them."""
    dark = [[place for place, _ in run] for is_dark, run in groupby(enumerate(row), lambda dot: dot[1]) if is_dark]
    return [f"M{MARGIN + places[0]} {MARGIN + number}.5h{len(places)}" for places in dark]
