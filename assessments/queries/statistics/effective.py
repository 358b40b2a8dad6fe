"""What counts by now: points set by hand before earned ones, and the latest judgement that holds before the first."""

from __future__ import annotations

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from assessments.models import ItemSession, Judgement

# Of a place, the share of its points.
SHARE = Case(
    When(override__isnull=True, then=F("earned")),
    When(points=0, then=Value(0.0)),
    default=F("override") / F("points"),
    output_field=FloatField(),
)


def sum_of_places(attempt: str = "") -> Case:
    """What the places of the attempt on that path bring. Points set by hand for all of it tell nothing of a place."""
    path = f"{attempt}__" if attempt else ""
    places = ItemSession.objects.filter(attempt=OuterRef(f"{path}pk"), current=True).order_by().values("attempt")
    brought = places.annotate(total=Sum(Coalesce("override", F("points") * F("earned")))).values("total")
    return Case(
        When(**{f"{path}override__isnull": True}, then=F(f"{path}score")),
        default=Coalesce(Subquery(brought), 0.0),
        output_field=FloatField(),
    )


def latest_judgement(response: str) -> QuerySet[Judgement]:
    """Of the response in that column of the outer query."""
    holds = Q(regrade__applied_at__isnull=False, regrade__undone_at=None)
    return Judgement.objects.filter(holds, response=OuterRef(response)).order_by("-regrade__applied_at", "-pk")
