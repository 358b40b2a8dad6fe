"""The questions of a quiz as they were put: title, options, what luck earns; looked up in one variant of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.engine.formats import Choice, MultiChoice
from assessments.engine.statistics.guessing import luck
from assessments.engine.variant import Variant
from assessments.models import Attempt, ItemSession

LOOKED_AT = 200  # attempts, in which all questions but rarely drawn ones are met


@dataclass(frozen=True)
class Asked:
    """`options` are those of a kind that brings its own statements: in others every variant has options of its own."""

    item: int
    title: str
    luck: float | None = None
    options: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()  # of the options, where no parameter can change them
    several: bool = False


def asked_in(attempts: QuerySet[Attempt]) -> dict[int, Asked]:
    some = list(attempts.order_by("pk").values_list("pk", flat=True)[:LOOKED_AT])
    met = ItemSession.objects.filter(attempt__in=some, current=True).order_by("-pk").values_list("item", "pk")
    return described(dict(met).values())


def described(sessions: Iterable[int]) -> dict[int, Asked]:
    shown = ItemSession.objects.filter(pk__in=list(sessions)).select_related("item", "revision")
    return {session.item_id: of(session) for session in shown}


def of(session: ItemSession) -> Asked:
    title = session.item.title
    try:
        variant = session.variant
        return Asked(session.item_id, title, luck(variant), *offered(variant))
    except ValueError:  # its kind, or a claim of it, may be gone from the code
        return Asked(session.item_id, title)


def offered(variant: Variant) -> tuple[tuple[str, ...], frozenset[str], bool]:
    """(options, keys, whether several may be chosen)."""
    form = variant.format
    if not (variant.kind.statements() and isinstance(form, Choice | MultiChoice)):
        return (), frozenset(), False
    several = isinstance(form, MultiChoice)
    fixed = not variant.kind.domains()
    right = (
        variant.key if several else {text for text in form.options if form.credit(form.parse(text), variant.key) >= 1}
    )
    return form.options, frozenset(right) if fixed else frozenset(), several
