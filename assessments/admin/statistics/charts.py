"""Where the marks of a chart stand. Templates draw them; colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.statistics.intervals import Interval

WIDTH, LEFT, RIGHT = 480, 44, 24
ROW, TOP, FOOT = 26, 8, 30
TALL, BINS = 180, 10


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Axis:
    lo: float
    hi: float
    unit: str = ""
    steps: int = 4

    def at(self, value: float) -> float:
        inside = min(max(value, self.lo), self.hi)
        return round(LEFT + (inside - self.lo) / (self.hi - self.lo) * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> list[Tick]:
        values = [self.lo + step * (self.hi - self.lo) / self.steps for step in range(self.steps + 1)]
        return [Tick(self.at(value), f"{value:g}{self.unit}".replace("-", "−")) for value in values]


SHARES = Axis(0, 100, " %")
CORRELATIONS = Axis(-50, 100, "", steps=6)


@dataclass(frozen=True)
class Mark:
    """A value with its interval; None where there is nothing to draw."""

    label: str
    value: float | None
    interval: Interval | None = None
    pale: bool = False
    warned: bool = False


@dataclass(frozen=True)
class Dot:
    label: str
    y: int
    x: float | None
    lo: float | None
    hi: float | None
    pale: bool
    warned: bool


@dataclass(frozen=True)
class Dots:
    """A row for each value: a dot, and a line as long as its interval."""

    title: str
    said: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    height: int
    zero: float | None = None
    width: int = WIDTH

    @property
    def foot(self) -> int:
        return self.height - FOOT

    @property
    def legend(self) -> int:
        return self.height - 8


def dots(title: str, said: str, marks: Sequence[Mark], axis: Axis) -> Dots:
    made = [
        Dot(
            label=mark.label,
            y=TOP + ROW * place + ROW // 2,
            x=None if mark.value is None else axis.at(mark.value),
            lo=axis.at(mark.interval.lo) if mark.interval else None,
            hi=axis.at(mark.interval.hi) if mark.interval else None,
            pale=mark.pale,
            warned=mark.warned,
        )
        for place, mark in enumerate(marks)
    ]
    height = TOP + ROW * len(made) + FOOT
    return Dots(title, said, tuple(made), tuple(axis.ticks()), height, axis.at(0) if axis.lo < 0 else None)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    above: float
    label: str
    count: int


@dataclass(frozen=True)
class Bars:
    title: str
    said: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    foot: int = TOP + TALL
    height: int = TOP + TALL + FOOT
    width: int = WIDTH
    end: int = WIDTH - RIGHT

    @property
    def legend(self) -> int:
        return self.height - 8


def histogram(title: str, said: str, totals: Sequence[tuple[float, int]], possible: float) -> Bars:
    """Ten bins of the points that can be had; a total at the edge of two belongs to the higher one."""
    counts = [0] * BINS
    for total, count in totals:
        share = total / possible if possible else 0.0
        # A hair more, as three tenths of the points come to 2.9999… of ten bins.
        counts[min(max(int(BINS * share + 1e-9), 0), BINS - 1)] += count
    most = max(*counts, 1)
    bars = [
        Bar(
            x=SHARES.at(100 * place / BINS) + 2,
            y=round(TOP + TALL - (tall := (TALL - 20) * count / most), 1),
            width=round((WIDTH - LEFT - RIGHT) / BINS - 4, 1),
            height=round(tall, 1),
            middle=SHARES.at(100 * (place + 0.5) / BINS),
            above=round(TOP + TALL - tall - 5, 1),
            label=f"{100 * place // BINS} to {100 * (place + 1) // BINS} %",
            count=count,
        )
        for place, count in enumerate(counts)
    ]
    return Bars(title, said, tuple(bars), tuple(SHARES.ticks()))
