"""An item over all its uses: in quizzes, each learner's first submitted attempt that held it, and in practice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db.models import Avg, Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from assessments.engine.statistics.fairness import Spread
from assessments.engine.statistics.intervals import Interval, fisher, wilson
from assessments.engine.statistics.items import ratio
from assessments.engine.statistics.moments import covariance, root
from assessments.models import Attempt, Item, ItemSession, ProblemReport
from assessments.queries.statistics.effective import SHARE, sum_of_places
from assessments.queries.statistics.times import Time, gaps, time_of
from assessments.queries.statistics.variants import spreads

FEWEST = 20  # learners, below which a card says that it is too early to judge


@dataclass(frozen=True)
class Use:
    title: str
    assessment: int | None  # None for practice
    n: int
    facility: float | None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.facility, self.n)


@dataclass(frozen=True)
class Card:
    n: int
    facility: float | None
    facility_interval: Interval | None
    beside: int  # learners whose quiz had other questions to compare with
    correlation: float | None  # point-biserial where marks are 0 and 1
    correlation_interval: Interval | None
    time: Time
    hinted: float | None  # share of those who asked for a hint, practice and all
    hints_n: int
    reports: int
    open_reports: int
    uses: tuple[Use, ...]
    spreads: tuple[Spread, ...]

    @property
    def few(self) -> bool:
        return self.n < FEWEST


def card(item: Item, attempts: QuerySet[Attempt]) -> Card:
    """Of those attempts that whoever asks may see; one by one, or SQLite would look through all that they hold."""
    seen = Exists(attempts.filter(pk=OuterRef("attempt")))
    sessions = ItemSession.objects.filter(seen, item=item, current=True).order_by()
    counted = first_of_each(sessions.filter(attempt__submitted_at__isnull=False, attempt__assessment__isnull=False))
    marks = np.array(
        list(counted.values_list(SHARE, "points", sum_of_places("attempt"), "attempt__points")),
        dtype=float,
    )
    marks = marks.reshape(-1, 4)
    # Of a quiz of one question there is no rest to compare with.
    earned, compared = marks[:, 0], marks[marks[:, 3] > marks[:, 1]]
    facility = float(earned.mean()) if len(earned) else None
    correlation = beside_the_rest(compared)
    hints = sessions.filter(tries_used__gt=0).aggregate(n=Count("pk"), share=Avg(asked_for_a_hint()))
    reports = ProblemReport.objects.filter(session__in=sessions.values("pk"))
    return Card(
        n=len(earned),
        facility=facility,
        facility_interval=wilson(facility, len(earned)),
        beside=len(compared),
        correlation=correlation,
        correlation_interval=fisher(correlation, len(compared)),
        time=time_of(gaps(Attempt.objects.filter(pk__in=counted.values("attempt")), "session__item").get(item.pk, [])),
        hinted=hints["share"],
        hints_n=hints["n"],
        reports=reports.count(),
        open_reports=reports.filter(state=ProblemReport.State.OPEN).count(),
        uses=tuple(uses(sessions)),
        spreads=tuple(spreads(counted)),
    )


def asked_for_a_hint() -> Case:
    return Case(When(hints_used__gt=0, then=1), default=0, output_field=IntegerField())


def first_of_each(sessions: QuerySet[ItemSession]) -> QuerySet[ItemSession]:
    order = ("attempt__submitted_at", "pk")
    place = Window(RowNumber(), partition_by="attempt__learner", order_by=order)
    later = sessions.annotate(place=place).filter(place__gt=1).values("pk")  # as in `kept`
    return sessions.exclude(pk__in=later)


def beside_the_rest(marks: np.ndarray) -> float | None:
    """Correlation of the share that the question brought with the share that the rest of the quiz brought."""
    earned, points, score, possible = marks.T
    rest = (score - earned * points) / (possible - points)
    once = np.ones(len(marks), dtype=int)
    one, other = root(covariance(earned, earned, once)), root(covariance(rest, rest, once))
    return ratio(covariance(earned, rest, once), one * other if one and other else None)


def uses(sessions: QuerySet[ItemSession]) -> list[Use]:
    """Quiz by quiz, then practice: here every attempt counts, submitted ones or, of practice, answered ones."""
    counted = sessions.filter(Q(attempt__submitted_at__isnull=False) | Q(attempt__assessment=None, tries_used__gt=0))
    by_quiz = counted.values_list("attempt__assessment__title", "attempt__assessment")
    rows = by_quiz.annotate(n=Count("pk"), facility=Avg(SHARE)).order_by("attempt__assessment__title")
    found = [Use(title or "Practice", *figures) for title, *figures in rows]
    return sorted(found, key=lambda use: (use.assessment is None, use.title))
