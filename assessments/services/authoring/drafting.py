"""Writing drafts: what has faults is refused with all of them, and nobody overwrites what they have not seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from assessments.models import Bank, Item
from assessments.services import audit
from assessments.services.authoring.tags import set_tags
from assessments.services.banks import definition_of, trials_of
from assessments.services.errors import Refused

PARTS = ("title", "draft", "trials", "difficulty")


class Taken(Refused):
    """Another item of the bank has this slug."""


class Stale(Refused):
    """The draft is another by now."""


def create(bank: Bank, slug: str, kind: str, parts: Mapping[str, Any], by: AbstractBaseUser, now: datetime) -> Item:
    """`parts` are named as in PARTS, and tags. Raises Taken, and Unpublishable with every fault."""
    item = Item(bank=bank, slug=slug, kind=kind)
    write(item, parts)
    try:
        with transaction.atomic():
            item.save(force_insert=True)
            told(item, parts, by, now)
    except IntegrityError:
        raise Taken(f"The bank has an item with the slug {slug} already.") from None
    return item


def edit(item: Item, parts: Mapping[str, Any], may: Callable[[str], bool], by: AbstractBaseUser, now: datetime) -> Item:
    """`may` is asked of the version that there is, under a lock. Raises Stale, and Unpublishable with every fault."""
    with transaction.atomic():
        locked = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
        if not may(version_of(locked)):
            raise Stale("The draft is another than the one you have read. Read it again, then change it.")
        write(locked, parts)
        locked.save(update_fields=PARTS)
        told(locked, parts, by, now)
    return locked


def write(item: Item, parts: Mapping[str, Any]) -> None:
    for name in PARTS:
        if name in parts:
            setattr(item, name, parts[name])
    # The kind stands in both, and the column has the last word.
    item.draft = {**item.draft, "kind": item.kind}
    # Called for what they raise: a draft with faults is not kept.
    definition_of(item)
    trials_of(item)


def told(item: Item, parts: Mapping[str, Any], by: AbstractBaseUser, now: datetime) -> None:
    if "tags" in parts:
        set_tags(item, parts["tags"])
    audit.record(by, "write draft", item, {"slug": item.slug, "parts": sorted(parts)}, now)


def version_of(item: Item) -> str:
    """Another for every change that `edit` can make."""
    facts = [getattr(item, name) for name in PARTS] + [sorted(tag.pk for tag in item.tags.all())]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
