"""What the pages of statistics show."""

from __future__ import annotations

from typing import Any

from assessments.admin.statistics import charts, tables
from assessments.admin.statistics.charts import Mark
from assessments.engine.statistics.calibration import Calibration, Estimate
from assessments.engine.statistics.fairness import UNLIKELY, Spread
from assessments.engine.statistics.intervals import Interval
from assessments.engine.statistics.items import scaled
from assessments.queries.statistics.abilities import Calibrated
from assessments.queries.statistics.apart import Apart
from assessments.queries.statistics.card import Card
from assessments.queries.statistics.kept import WAYS
from assessments.queries.statistics.report import Place, Report

FEWEST = 20  # learners, below which figures are shown with a warning
NORMAL = 1.959964


def report_page(report: Report) -> dict[str, Any]:
    n = report.whole.totals.n
    return {
        "report": report,
        "way_words": WAYS[report.way],
        "n": n,
        "few": n < FEWEST,
        "fewest": FEWEST,
        "figures": tables.whole_rows(report.whole, report.points),
        "histogram": charts.histogram(
            "Totals", f"How many of {n:,} learners reached which share of the points.", report.totals, report.points
        ),
        "facility": charts.dots(
            "Facility of each question",
            "The mean share of the mark, with its interval of 95 %; a row for each question, by its number.",
            [facility_mark(place) for place in report.places],
            charts.SHARES,
        ),
        "discrimination": charts.dots(
            "Discrimination of each question",
            "The correlation with the rest of the quiz in per cent, with its interval of 95 %; rows by number.",
            [discrimination_mark(place) for place in report.places],
            charts.CORRELATIONS,
        ),
    }


def facility_mark(place: Place) -> Mark:
    found = place.figures
    value = None if found.facility is None else 100 * found.facility
    return Mark(str(place.number), value, scaled(found.facility_interval))


def discrimination_mark(place: Place) -> Mark:
    found = place.figures
    against = found.discrimination is not None and found.discrimination < 0
    return Mark(str(place.number), found.discrimination, found.discrimination_interval, warned=against)


def place_page(place: Place, spreads: list[Spread], apart: list[Apart]) -> dict[str, Any]:
    return {"place": place, "spreads": spread_rows(spreads), "unlikely": UNLIKELY, "apart": apart}


def spread_rows(spreads: list[Spread] | tuple[Spread, ...]) -> list[dict[str, Any]]:
    return [{"id": f"spread-{place}", "spread": one, "chart": spread_chart(one)} for place, one in enumerate(spreads)]


def spread_chart(spread: Spread) -> charts.Dots:
    marks = [
        Mark(str(place), None if group.mean is None else 100 * group.mean, scaled(group.interval), pale=group.few)
        for place, group in enumerate(spread.shown, start=1)
    ]
    said = "The mean share of the mark, with its interval of 95 %; a row for each, by its number in the table."
    return charts.dots(f"Facility by {spread.by}", said, marks, charts.SHARES)


def card_page(card: Card) -> dict[str, Any]:
    return {"card": card, "spreads": spread_rows(card.spreads), "unlikely": UNLIKELY}


def calibration_page(calibrated: Calibrated) -> dict[str, Any]:
    found = calibrated.found
    rows = [
        {"number": number, "title": title, "n": n, "right": right, "estimate": estimate}
        for number, (title, n, right, estimate) in enumerate(
            zip(calibrated.titles, calibrated.asked, calibrated.right, found.estimates, strict=True), start=1
        )
    ]
    return {"found": found, "rows": rows} | (calibration_charts(found) if found.model else {})


def calibration_charts(found: Calibration) -> dict[str, charts.Dots]:
    said = "Each estimate with its interval of 95 %; a row for each question, by its number in the table."
    numbered = [(str(number), one) for number, one in enumerate(found.estimates, start=1)]
    difficulty = [mark(label, one, one and one.difficulty, one and one.difficulty_error) for label, one in numbered]
    slopes = [mark(label, one, one and one.slope, one and one.slope_error) for label, one in numbered]
    return {
        "difficulty": charts.dots("Difficulty", said, difficulty, charts.Axis(-4, 4, steps=8)),
        "slopes": charts.dots("Discrimination", said, slopes, charts.Axis(-1, 4, steps=5)),
    }


def mark(label: str, one: Estimate | None, value: float | None, error: float | None) -> Mark:
    if one is None or value is None or error is None:
        return Mark(label, None)
    return Mark(label, value, Interval(value - NORMAL * error, value + NORMAL * error))
