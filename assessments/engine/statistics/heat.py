"""What learners answered, fifth by fifth of ability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.engine.statistics.intervals import Interval, wilson
from assessments.engine.statistics.quintiles import FIFTHS

FEWEST = 5  # learners, below which a share says next to nothing
SHADES = 8


@dataclass(frozen=True)
class Cell:
    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def few(self) -> bool:
        return self.of < FEWEST

    @property
    def interval(self) -> Interval | None:
        return wilson(self.share, self.of)

    @property
    def shade(self) -> int:
        """From 0 to SHADES."""
        return 0 if self.few or not self.share else max(1, round(SHADES * self.share))


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]  # a fifth each, the weakest first
    whole: Cell
    is_key: bool = False


@dataclass(frozen=True)
class Heat:
    """`sizes` counts the answers of each fifth; a row counts those among them that it speaks of."""

    sizes: tuple[int, ...] = (0,) * FIFTHS
    rows: tuple[Row, ...] = ()

    @property
    def n(self) -> int:
        return sum(self.sizes)


def row(label: str, counts: Mapping[int, int], sizes: tuple[int, ...], is_key: bool = False) -> Row:
    cells = tuple(Cell(counts.get(fifth, 0), size) for fifth, size in enumerate(sizes))
    return Row(label, cells, Cell(sum(cell.count for cell in cells), sum(sizes)), is_key)
