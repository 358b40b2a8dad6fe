"""What is done each night, by whichever worker comes first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import get_default_timezone, localtime
from django_tasks.base import Task

from assessments.models import Chore

HOUR = 3  # of the service's own time


def last_night(now: datetime) -> datetime:
    """When the latest night's work became due."""
    there = localtime(now, get_default_timezone())
    due = there.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return due if due <= there else due - timedelta(days=1)


def begin_due(chores: Mapping[str, Task], now: datetime) -> int:
    """Put into the queue what nobody has begun since last night; how many."""
    due = set(chores) - set(Chore.objects.filter(begun_at__gte=last_night(now)).values_list("name", flat=True))
    return sum(begun(name, chores[name], now) for name in sorted(due))


def begun(name: str, task: Task, now: datetime) -> bool:
    """By us; another worker may have been quicker."""
    try:
        with transaction.atomic():
            # The date stands in the statement: of workers that come together, one finds a row to change.
            ours = Chore.objects.filter(name=name, begun_at__lt=last_night(now)).update(begun_at=now)
            if not ours:
                Chore.objects.create(name=name, begun_at=now)
            # Within the transaction: a night that counts as begun has its work in the queue.
            task.enqueue()
    except IntegrityError:
        return False
    return True
