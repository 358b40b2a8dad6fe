"""Which attempts count: submitted ones, and one of each learner, or a learner would count as several."""

from __future__ import annotations

from django.db.models import F, QuerySet, Window
from django.db.models.functions import NullIf, RowNumber

from assessments.models import Assessment, Attempt

WAYS = {"best": "the best attempt", "last": "the last attempt", "first": "the first attempt"}
# A quiz may have changed between attempts; of no points there is no share.
SHARE = F("score") / NullIf("points", 0.0)
ORDER = {
    "best": (SHARE.desc(nulls_last=True), "submitted_at", "pk"),
    "last": ("-submitted_at", "pk"),
    "first": ("submitted_at", "pk"),
}


def usual(assessment: Assessment) -> str:
    """As scores are kept; the first where that is the mean of several."""
    return assessment.kept if assessment.kept in WAYS else "first"


def kept(assessment: Assessment, way: str) -> QuerySet[Attempt]:
    """All but those that come second, for PostgreSQL takes few rows to come first, and plans for a few."""
    place = Window(RowNumber(), partition_by="learner", order_by=ORDER[way])
    others = submitted_at(assessment).annotate(place=place).filter(place__gt=1).values("pk")
    return submitted_at(assessment).exclude(pk__in=others).order_by()


def submitted_at(assessment: Assessment) -> QuerySet[Attempt]:
    return Attempt.real.filter(assessment=assessment, submitted_at__isnull=False)
