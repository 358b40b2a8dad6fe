"""Reading banks: what of them can be posed, and what a quiz may draw."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assessments.engine.kind import KINDS
from assessments.models import Bank, Item


def posed(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that new attempts can get."""
    return items.filter(archived=False, current__isnull=False)


def drawable(bank: Bank, tags: Iterable[str] = (), difficulties: Iterable[int] = ()) -> QuerySet[Item]:
    """The items of a bank that can be posed, with every one of these tags and of one of these difficulties.

    Where none are named, all will do.
    """
    found = of_difficulty(posed(bank.items.all()), difficulties)
    for tag in tags:
        found = found.filter(tags=tag)
    return found


def of_difficulty(items: QuerySet[Item], difficulties: Iterable[int]) -> QuerySet[Item]:
    """By each item's own difficulty, or its kind's where it has none."""
    wanted = set(difficulties)
    kinds = [slug for slug, kind in KINDS.items() if kind.difficulty in wanted]
    return items.filter(Q(difficulty__in=wanted) | Q(difficulty=None, kind__in=kinds)) if wanted else items
