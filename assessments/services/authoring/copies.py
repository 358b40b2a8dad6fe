"""Copies of items, and items that change their bank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from assessments.models import Bank, Item
from assessments.services import audit
from assessments.services.authoring.tags import set_tags

LONGEST_SLUG = Item._meta.get_field("slug").max_length
LONGEST_TITLE = Item._meta.get_field("title").max_length


@transaction.atomic
def clone(items: Iterable[Item], bank: Bank | None = None) -> list[Item]:
    """A new draft of each, in that bank or its own; published by nobody yet."""
    return [copied(item, bank or item.bank) for item in items]


def copied(item: Item, bank: Bank) -> Item:
    title = f"{item.title} (copy)"[:LONGEST_TITLE]
    made = Item.objects.create(
        bank=bank,
        slug=free_slug(bank, item.slug),
        title=title,
        position=last_position(bank) + 1,
        kind=item.kind,
        draft=item.draft,
        trials=item.trials,
        difficulty=item.difficulty,
    )
    set_tags(made, [tag.pk for tag in item.tags.all()])
    return made


@transaction.atomic
def move(items: Iterable[Item], bank: Bank, by: AbstractBaseUser | None, now: datetime) -> None:
    """To the end of another bank, with their revisions; one whose address is taken there gets another."""
    moved = [item for item in items if item.bank_id != bank.pk]
    # In two rounds, as the chain of events keeps others waiting from the first one on.
    for item in moved:
        slug, position = free_slug(bank, item.slug), last_position(bank) + 1
        Item.objects.filter(pk=item.pk).update(bank=bank, slug=slug, position=position)
    for item in moved:
        audit.record(by, "move", item, {"from": item.bank.slug, "to": bank.slug}, now)


def free_slug(bank: Bank, title: str) -> str:
    """Of a title or another slug: the first that no item of the bank has."""
    start = slugify(title)[:LONGEST_SLUG] or "item"
    # By a shorter beginning, as a number at the end takes the place of letters.
    taken = set(bank.items.filter(slug__startswith=start[: LONGEST_SLUG - 4]).values_list("slug", flat=True))
    if start not in taken:
        return start
    numbered = (f"{start[: LONGEST_SLUG - 1 - len(str(number))]}-{number}" for number in count(2))
    return next(slug for slug in numbered if slug not in taken)


def last_position(bank: Bank) -> int:
    return bank.items.aggregate(last=Max("position", default=0))["last"]
