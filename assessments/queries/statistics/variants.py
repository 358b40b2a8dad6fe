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
    names = names_that_differ([params for params, _ in variants])
    if not names:
        return []
    by_parameter = [spread(name.replace("_", " "), binned(name, variants)) for name in names]
    if len(names) == 1:  # the variants are the values of the one parameter
        return allowed_for(by_parameter)
    return allowed_for([*by_parameter, spread("variant", [group for _, group in variants])])


def names_that_differ(variants: list[Mapping[str, Any]]) -> list[str]:
    """The parameters that all of them have, and not all alike."""
    shared = set(variants[0]).intersection(*variants) if variants else set()
    return sorted(name for name in shared if len({params[name] for params in variants}) > 1)


def counted(sessions: QuerySet[ItemSession]) -> list[Variant]:
    sums = {"n": Count("pk"), "credit": Sum("share"), "squares": Sum(F("share") * F("share"))}
    rows = sessions.order_by().annotate(share=SHARE).values_list("params").annotate(**sums)
    found = [(params, Group(in_words(params), *figures)) for params, *figures in rows]
    return sorted(found, key=lambda one: canonical(one[0]))


def in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in sorted(params.items()))
