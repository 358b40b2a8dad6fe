"""All that is told about a quiz in one table: the whole of it, and each of its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np

from assessments.engine.statistics.heat import Heat
from assessments.engine.statistics.items import ItemFigures, Tally, item_figures, weighed
from assessments.engine.statistics.moments import Array, moments
from assessments.engine.statistics.quintiles import fifths
from assessments.engine.statistics.whole import WholeFigures, whole_figures
from assessments.models import Assessment, Regrade
from assessments.queries.statistics import heats, outcomes
from assessments.queries.statistics.kept import kept
from assessments.queries.statistics.outcomes import Outcome
from assessments.queries.statistics.questions import Asked, asked_in
from assessments.queries.statistics.times import Time, times


@dataclass(frozen=True)
class Place:
    number: int
    asked: tuple[Asked, ...]  # more than one where they are drawn
    figures: ItemFigures
    luck: float | None
    time: Time
    options: Heat
    misconceptions: Heat
    unanswered: int

    @property
    def title(self) -> str:
        return self.asked[0].title if len(self.asked) == 1 else f"{len(self.asked)} questions, drawn"


@dataclass(frozen=True)
class Report:
    way: str
    points: float
    totals: tuple[tuple[float, int], ...]  # (total, how many have it), the lowest first
    whole: WholeFigures
    places: tuple[Place, ...]


def report(assessment: Assessment, way: str) -> Report:
    attempts = kept(assessment, way)
    totals = outcomes.totals(attempts)
    brought = columns(totals.of_places)
    asked, seconds = asked_in(attempts), times(attempts)
    chosen = [item for item, one in asked.items() if one.options]
    rows = sorted(outcomes.outcomes(attempts, chosen, rejudged=is_rejudged(assessment)), key=attrgetter("number"))
    by_place = {number: list(group) for number, group in groupby(rows, key=attrgetter("number"))}
    tallies = [tally(group) for group in by_place.values()]
    figures = weighed([item_figures(one) for one in tallies], [one.most for one in tallies])
    strata = fifths(*brought)
    places = [
        place(figure, by_place[number], asked, strata, seconds.get(number, Time()))
        for number, figure in zip(by_place, figures, strict=True)
    ]
    whole = whole_figures(*columns(totals.counted), figures, moments(*brought))
    return Report(way, outcomes.possible(attempts), totals.counted, whole, tuple(places))


def columns(totals: Sequence[tuple[float, int]]) -> tuple[Array, Array]:
    """Values, and how often each occurs."""
    return np.array([total for total, _ in totals]), np.array([count for _, count in totals], dtype=int)


def is_rejudged(assessment: Assessment) -> bool:
    return Regrade.objects.filter(assessment=assessment, applied_at__isnull=False, undone_at=None).exists()


def tally(rows: Sequence[Outcome]) -> Tally:
    points, earned, totals = (np.array([getattr(one, name) for one in rows]) for name in ("points", "earned", "total"))
    return Tally(points * earned, totals, np.array([one.n for one in rows]), float(points.max()), earned)


def place(
    figures: ItemFigures, rows: Sequence[Outcome], asked: Mapping[int, Asked], strata: Mapping[float, int], time: Time
) -> Place:
    here = {one.item: asked.get(one.item, Asked(one.item, "")) for one in rows}
    lucks = [one.luck for one in here.values()]
    given = [one for one in rows if one.is_answered]
    return Place(
        number=rows[0].number,
        asked=tuple(sorted(here.values(), key=attrgetter("title"))),
        figures=figures,
        luck=None if None in lucks else sum(lucks) / len(lucks),
        time=time,
        options=heats.of_options(given, here, strata),
        misconceptions=heats.of_misconceptions(given, strata),
        unanswered=sum(one.n for one in rows if not one.is_answered),
    )
