"""Archiving: no new attempt draws the item; attempts that hold it go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assessments.models import Item


def archive(items: Iterable[Item], now: datetime) -> None:
    """Those that are archived keep their date."""
    Item.objects.filter(pk__in=[item.pk for item in items], archived=False).update(archived=True, archived_at=now)


def restore(items: Iterable[Item]) -> None:
    Item.objects.filter(pk__in=[item.pk for item in items]).update(archived=False, archived_at=None)
