"""How difficult the variants of a question were, and the values of each of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from assessments.engine.statistics.fairness import Group, Spread, allowed_for, binned, spread
from assessments.engine.variant import canonical
from assessments.models import ItemSession
from assessments.queries.statistics.effective import SHARE

Variant = tuple[Mapping[str, Any], Group]


def spreads(sessions: QuerySet[ItemSession]) -> list[Spread]:
    """By every parameter that takes more than one value, then by variant; none where there is one variant."""
    variants = counted(sessions)
    names = [name for name in sorted(variants[0][0] if variants else ()) if differs(variants, name)]
    if not names:
        return []
    by_parameter = [spread(name.replace("_", " "), binned(name, variants)) for name in names]
    if len(names) == 1:  # the variants are the values of the one parameter
        return allowed_for(by_parameter)
    return allowed_for([*by_parameter, spread("variant", [group for _, group in variants])])


def differs(variants: list[Variant], name: str) -> bool:
    return len({params.get(name) for params, _ in variants}) > 1 and all(name in params for params, _ in variants)


def counted(sessions: QuerySet[ItemSession]) -> list[Variant]:
    sums = {"n": Count("pk"), "credit": Sum("share"), "squares": Sum(F("share") * F("share"))}
    rows = sessions.order_by().annotate(share=SHARE).values_list("params").annotate(**sums)
    found = [(params, Group(in_words(params), *figures)) for params, *figures in rows]
    return sorted(found, key=lambda one: canonical(one[0]))


def in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in sorted(params.items()))
