"""Whose turn it is to look for a column of a gradebook, or to make it: one at a time, and not again while in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from assessments.models import LineItem, ResourceLink

BUSY = timedelta(seconds=30)  # longer than a platform takes to make one, even where its answer got lost


def take(line: LineItem, now: datetime) -> bool:
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    return bool(LineItem.objects.filter(free, pk=line.pk, url="").update(busy_until=now + BUSY))


def let_go(line: LineItem) -> None:
    LineItem.objects.filter(pk=line.pk).update(busy_until=None)


def keep(line: LineItem, url: str) -> None:
    line.url = url
    LineItem.objects.filter(pk=line.pk).update(url=url, busy_until=None)


def forget(line: LineItem) -> None:
    """The platform does not know it any more; it is looked for anew."""
    LineItem.objects.filter(pk=line.pk, url=line.url).update(url="", declared=False)
    line.url = ""


def other_links(link: ResourceLink) -> set[str]:
    """The context's links whose columns are not this one's."""
    return set(
        ResourceLink.objects.filter(context=link.context_id).exclude(pk=link.pk).values_list("link_id", flat=True)
    )
