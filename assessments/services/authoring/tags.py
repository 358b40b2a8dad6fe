"""Tags of items: plain slugs that they are found and drawn by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Item, Tag
from assessments.services import audit


@transaction.atomic
def set_tags(item: Item, tags: Iterable[str]) -> None:
    item.tags.set(known(tags))


@dataclass(frozen=True)
class Change:
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@transaction.atomic
def tag(items: Iterable[Item], change: Change, by: AbstractBaseUser | None, now: datetime) -> None:
    # Read once: taking tags away could change what the query finds.
    tagged = list(items)
    added = known(change.add)
    for item in tagged:
        item.tags.remove(*change.remove)
        item.tags.add(*added)
    for item in tagged:
        audit.record(by, "tag", item, asdict(change), now)


def known(tags: Iterable[str]) -> list[str]:
    """The same tags, each with its row by now, whoever else makes it at the same time."""
    slugs = sorted(set(tags))
    Tag.objects.bulk_create((Tag(slug=slug) for slug in slugs), ignore_conflicts=True)
    return slugs
