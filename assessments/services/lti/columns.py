"""Whose turn it is to look for a column of a gradebook, or to make it: one at a time, and not again while in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from assessments.models import LineItem, Passback, ResourceLink
from assessments.services.lti import passback

# Longer than the requests of one turn may take by our own limits, tokens included.
BUSY = timedelta(minutes=2)
# After a request without an answer; a platform may still be at it for some time after we have given up.
DOUBT = timedelta(minutes=2)
PAUSE = timedelta(seconds=5)  # between two looks while in doubt
PATIENCE = timedelta(hours=1)  # with a platform that does not let us clear away what we made twice


def take(line: LineItem, now: datetime) -> bool:
    """An address that leads nowhere any more stays until there is another one: what dies half-way is no puzzle."""
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    taken = LineItem.objects.filter(free, pk=line.pk, url=line.url).update(busy_until=now + BUSY)
    line.refresh_from_db(fields=["url", "busy_until", "asked_at"])
    return bool(taken)


def in_hand(line: LineItem) -> Q:
    """As long as nobody took over: each taking has an end of its own."""
    return Q(pk=line.pk, url=line.url, busy_until=line.busy_until)


def hold(line: LineItem, now: datetime) -> bool:
    """For another while, if it is still ours."""
    until = now + BUSY
    held = LineItem.objects.filter(in_hand(line)).update(busy_until=until)
    line.busy_until = until
    return bool(held)


def may_make(line: LineItem, now: datetime) -> bool:
    """Written down before it is asked for: whoever comes after a killed sender knows that there may be one."""
    if line.asked_at and now < line.asked_at + DOUBT:
        LineItem.objects.filter(in_hand(line)).update(busy_until=now + PAUSE)
        return False
    if not hold(line, now):
        return False
    line.asked_at = now
    LineItem.objects.filter(in_hand(line)).update(asked_at=now)
    return True


def none_made(line: LineItem) -> None:
    LineItem.objects.filter(in_hand(line)).update(busy_until=None, asked_at=None)


def let_go(line: LineItem) -> None:
    LineItem.objects.filter(in_hand(line)).update(busy_until=None)


@transaction.atomic
def keep(line: LineItem, url: str, now: datetime) -> bool:
    """Where it takes the place of another one, what had arrived there goes out again; who was refused stays refused."""
    kept = LineItem.objects.filter(in_hand(line)).update(url=url, busy_until=None, asked_at=None)
    if kept and line.url not in {"", url}:
        LineItem.objects.filter(pk=line.pk).update(declared=False)
        passback.move(line.link_id, [Passback.State.SENT], now)
    line.url = url
    return bool(kept)


def other_links(link: ResourceLink) -> set[str]:
    """The context's links whose columns are not this one's."""
    return set(
        ResourceLink.objects.filter(context=link.context_id).exclude(pk=link.pk).values_list("link_id", flat=True)
    )
