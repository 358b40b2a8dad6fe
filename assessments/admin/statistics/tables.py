"""The rows of the tables, and of the spreadsheets with the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.statistics.fairness import Spread
from assessments.engine.statistics.heat import Heat
from assessments.engine.statistics.intervals import Interval
from assessments.engine.statistics.quintiles import FIFTHS
from assessments.engine.statistics.whole import WholeFigures
from assessments.engine.statistics.written import number, percent, share, span
from assessments.interchange.sheets.cells import Cell
from assessments.queries.statistics.apart import Apart
from assessments.queries.statistics.report import Place, Report


@dataclass(frozen=True)
class Figure:
    name: str
    value: str
    interval: str = ""
    note: str = ""


def whole_rows(whole: WholeFigures, possible: float) -> list[Figure]:
    totals, of = whole.totals, f"of {number(possible, 1)} points"
    mean = None if totals.mean is None or not possible else totals.mean / possible
    consistency = percent(whole.consistency, 1), span(whole.consistency_interval, 1)
    return [
        Figure("Learners", f"{totals.n:,}", note="one attempt each"),
        Figure("Mean", number(totals.mean), span(whole.mean_interval, 2), f"{of} · {share(mean)}".strip(" ·")),
        Figure("Median", number(totals.median), span(whole.median_interval, 2), of),
        Figure("Standard deviation", number(totals.sd), note="of the totals, in points"),
        Figure("Skewness", number(totals.skewness), note="below 0: a tail of low totals"),
        Figure("Kurtosis", number(totals.kurtosis), note="0 for a normal distribution"),
        Figure("Internal consistency", *consistency, "CIC: Cronbach’s α in per cent"),
        Figure("Error ratio", percent(whole.error_ratio, 1), note="the part of the spread that is chance"),
        Figure("Standard error", number(whole.standard_error), note="of one learner’s total, in points"),
    ]


HEADINGS = (
    "Number",
    "Question",
    "n",
    "Facility",
    "Facility from",
    "Facility to",
    "SD",
    "Intended weight %",
    "Effective weight %",
    "Discrimination %",
    "Discrimination from",
    "Discrimination to",
    "Efficiency %",
    "Random guess",
    "Median seconds",
    "Median n",
    "Unanswered",
)


def sheet_of_places(report: Report) -> Iterator[tuple[Cell, ...]]:
    yield HEADINGS
    for place in report.places:
        figures = place.figures
        yield (
            place.number,
            place.title,
            figures.n,
            figures.facility,
            *ends(figures.facility_interval),
            figures.sd,
            figures.intended,
            figures.effective,
            figures.discrimination,
            *ends(figures.discrimination_interval),
            figures.efficiency,
            place.luck,
            place.time.median,
            place.time.n,
            place.unanswered,
        )


def sheet_of_place(place: Place, spreads: list[Spread], apart: list[Apart]) -> Iterator[tuple[Cell, ...]]:
    fifths = [f"Fifth {fifth}" for fifth in range(1, FIFTHS + 1)]
    yield ("What", "Which", *fifths, "All", "n", "Share", "From", "To", "p")
    yield from sheet_of_heat("Option", place.options)
    yield from sheet_of_heat("Answer", place.misconceptions)
    for spread in spreads:
        for group in spread.groups:
            share_of = (group.n, group.mean, *ends(group.interval), spread.chance)
            yield (f"By {spread.by}", group.label, *[None] * FIFTHS, None, *share_of)
    for one in apart:
        yield from sheet_of_apart(one)


def sheet_of_apart(apart: Apart) -> Iterator[tuple[Cell, ...]]:
    for row in apart.rows:
        for (label, _), cell in zip(apart.labels, row.cells, strict=True):
            counted = (cell.count, cell.of, cell.share, *ends(cell.interval), None)
            yield (f"{apart.what} by {apart.by}", f"{row.label}: {label}", *[None] * FIFTHS, *counted)


def sheet_of_heat(what: str, heat: Heat) -> Iterator[tuple[Cell, ...]]:
    for row in heat.rows:
        counts, whole = [cell.count for cell in row.cells], row.whole
        yield (what, row.label, *counts, whole.count, whole.of, whole.share, *ends(whole.interval), None)


def ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (interval.lo, interval.hi) if interval else (None, None)
