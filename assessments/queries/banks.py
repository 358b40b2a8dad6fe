"""Reading banks: what of them can be posed, and what a quiz may draw."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assessments.engine.kind import KINDS
from assessments.models import Assessment, Attempt, Bank, Item, Slot


def posed(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that new attempts can get."""
    return items.filter(archived=False, current__isnull=False)


def drawable(bank: Bank, tags: Iterable[str] = (), difficulties: Iterable[int] = ()) -> QuerySet[Item]:
    """The items of a bank that can be posed, with every one of these tags and of one of these difficulties.

    Where none are named, all will do.
    """
    found = of_difficulty(posed(bank.items.all()), difficulties)
    # A filter each: within one, all would be asked of the same tag.
    for tag in tags:
        found = found.filter(tags=tag)
    return found


def pools(slots: Collection[Slot]) -> dict[Slot, list[Item]]:
    """What each draw of a quiz may give: nothing that has a place of its own there."""
    fixed = {slot.item_id for slot in slots}
    found = {slot: drawable(slot.bank, slot.tags, slot.difficulties) for slot in slots if slot.bank}
    return {
        slot: [item for item in pool.select_related("current") if item.pk not in fixed] for slot, pool in found.items()
    }


def of_difficulty(items: QuerySet[Item], difficulties: Iterable[int]) -> QuerySet[Item]:
    """By each item's own difficulty, or its kind's where it has none."""
    wanted = set(difficulties)
    kinds = [slug for slug, kind in KINDS.items() if kind.difficulty in wanted]
    return items.filter(Q(difficulty__in=wanted) | Q(difficulty=None, kind__in=kinds)) if wanted else items


@dataclass(frozen=True)
class Use:
    """Where an item stands with learners."""

    running: int  # attempts under way that hold it
    quizzes: tuple[str, ...]  # that ask it, or may draw it


def use_of(item: Item) -> Use:
    running = Attempt.real.filter(sessions__item=item, submitted_at=None).distinct().count()
    asking = Q(slots__item=item) | Q(slots__bank=item.bank_id)
    quizzes = Assessment.objects.filter(asking).distinct().order_by("title", "pk")
    return Use(running, tuple(quizzes.values_list("title", flat=True)))
