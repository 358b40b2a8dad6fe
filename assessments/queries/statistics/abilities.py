"""The calibration of a quiz: who got which question right, as one matrix."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from django.db.models import Min, Q

from assessments.engine.statistics.calibration import Calibration, calibrate
from assessments.models import Assessment, Item, ItemSession
from assessments.queries.statistics.effective import SHARE
from assessments.queries.statistics.gathered import ATTEMPTS, Listed
from assessments.queries.statistics.kept import kept


@dataclass(frozen=True)
class Calibrated:
    titles: tuple[str, ...]
    asked: tuple[int, ...]  # how many learners had each question
    right: tuple[int, ...]  # and how many of them got all of its points
    found: Calibration


def calibrated(assessment: Assessment, way: str) -> Calibrated:
    """Questions in the order in which they stand; right is what earned all of its points."""
    attempts = kept(assessment, way)
    sessions = ItemSession.objects.filter(current=True, attempt__in=attempts.values("pk")).order_by()
    learners = {attempt: row for row, attempt in enumerate(attempts.values_list("pk", flat=True))}
    places = sorted(sessions.values_list("item").annotate(place=Min("number")), key=itemgetter(1, 0))
    items = {item: column for column, (item, _) in enumerate(places)}
    # A byte each, as there may be a million of them.
    given, right = np.zeros((2, len(learners), len(items)), dtype=np.int8)
    each = sessions.annotate(share=SHARE).values_list("attempt")
    every = each.annotate(given=Listed("item"), right=Listed("item", filter=Q(share__gte=1)))
    for attempt, asked, solved in every.iterator(ATTEMPTS):
        if attempt not in learners:  # it was submitted a moment ago
            continue
        given[learners[attempt], [items[item] for item in asked]] = 1
        right[learners[attempt], [items[item] for item in solved or ()]] = 1
    titles = Item.objects.in_bulk(items)
    return Calibrated(
        titles=tuple(titles[item].title for item in items),
        asked=tuple(given.sum(axis=0, dtype=int).tolist()),
        right=tuple(right.sum(axis=0, dtype=int).tolist()),
        found=calibrate(right, given),
    )
