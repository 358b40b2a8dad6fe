"""What counts by now: points set by hand before earned ones, and the latest judgement that holds before the first."""

from __future__ import annotations

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Value, When

from assessments.models import Judgement

# Of a place, the share of its points.
SHARE = Case(
    When(override__isnull=True, then=F("earned")),
    When(points=0, then=Value(0.0)),
    default=F("override") / F("points"),
    output_field=FloatField(),
)


def latest_judgement(response: str) -> QuerySet[Judgement]:
    """Of the response in that column of the outer query."""
    holds = Q(regrade__applied_at__isnull=False, regrade__undone_at=None)
    return Judgement.objects.filter(holds, response=OuterRef(response)).order_by("-regrade__applied_at", "-pk")
