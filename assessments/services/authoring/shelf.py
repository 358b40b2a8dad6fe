"""Archiving: no new attempt draws the item; attempts that hold it go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Item
from assessments.services import audit


def archive(items: Iterable[Item], by: AbstractBaseUser | None, now: datetime) -> None:
    """Those that are archived keep their date."""
    put(items, by, now, archived=True)


def restore(items: Iterable[Item], by: AbstractBaseUser | None, now: datetime) -> None:
    put(items, by, now, archived=False)


@transaction.atomic
def put(items: Iterable[Item], by: AbstractBaseUser | None, now: datetime, *, archived: bool) -> None:
    others = Item.objects.filter(pk__in=[item.pk for item in items], archived=not archived)
    moved = list(others.select_for_update(no_key=True))
    Item.objects.filter(pk__in=[item.pk for item in moved]).update(
        archived=archived, archived_at=now if archived else None
    )
    for item in moved:
        audit.record(by, "archive" if archived else "restore", item, {}, now)
