"""How long the first answer at a place took: since the attempt's answer before it, or since its start."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from django.db.models import QuerySet

from assessments.engine.statistics.intervals import Interval, of_median
from assessments.engine.statistics.moments import median
from assessments.models import Attempt, Response

TIMED = 500  # attempts, by the order of their ids, which chance has drawn


@dataclass(frozen=True)
class Time:
    n: int = 0
    median: float | None = None  # seconds
    interval: Interval | None = None


def times(attempts: QuerySet[Attempt]) -> dict[int, Time]:
    """By place."""
    return {place: time_of(seconds) for place, seconds in gaps(attempts, "session__number").items()}


def gaps(attempts: QuerySet[Attempt], by: str) -> dict[int, list[float]]:
    started = dict(attempts.order_by("pk").values_list("pk", "started_at")[:TIMED])
    rows = Response.objects.filter(session__attempt__in=list(started)).order_by("session__attempt", "created_at", "pk")
    wanted = ("session__attempt", "created_at", by)
    found: dict[int, list[float]] = {}
    for attempt, responses in groupby(rows.values_list(*wanted).iterator(), key=itemgetter(0)):
        before, met = started[attempt], set()
        for _, at, place in responses:
            if place not in met:
                found.setdefault(place, []).append((at - before).total_seconds())
            met.add(place)
            before = at
    return found


def time_of(seconds: list[float]) -> Time:
    values, once = np.array(seconds), np.ones(len(seconds), dtype=int)
    return Time(len(seconds), median(values, once), of_median(values, once))
