"""Tags of items: plain slugs that they are found and drawn by."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from assessments.models import Item, Tag


@transaction.atomic
def set_tags(item: Item, tags: Iterable[str]) -> None:
    item.tags.set(known(tags))


@transaction.atomic
def tag(items: Iterable[Item], add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
    added, removed = known(add), list(remove)
    for item in items:
        item.tags.remove(*removed)
        item.tags.add(*added)


def known(tags: Iterable[str]) -> list[str]:
    """The same tags, each with its row by now, whoever else makes it at the same time."""
    slugs = sorted(set(tags))
    Tag.objects.bulk_create((Tag(slug=slug) for slug in slugs), ignore_conflicts=True)
    return slugs
