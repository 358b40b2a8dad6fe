"""Where an item stands between its draft and what learners get."""

from __future__ import annotations

from assessments.models import Item
from assessments.services.banks import definition_of, digest_of, trials_of
from assessments.services.errors import Unpublishable


def standing(item: Item) -> str:
    number = f"Revision {item.current.number}" if item.current else "Not published"
    if item.archived:
        return f"Archived ({number.lower()})"
    if faults(item):
        return f"{number}, draft has faults"
    return f"{number}, draft differs" if item.current and differs(item) else number


def faults(item: Item) -> list[str]:
    """What keeps the draft from being read."""
    try:
        definition_of(item), trials_of(item)
    except Unpublishable as unpublishable:
        return unpublishable.faults
    return []


def differs(item: Item) -> bool:
    """Whether a sound draft says something else than the published revision."""
    return item.current is None or digest_of(definition_of(item), trials_of(item)) != item.current.digest
