"""How the work in the background stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from assessments.models import Item, Proving, Worker

LEASE = timedelta(seconds=60)  # how long after its last sign of life a worker counts as alive
TRIES = 4
State = Proving.State


def alive(now: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__gt=now - LEASE)


def parked() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.failed()


def waiting_since(now: datetime, patience: timedelta = timedelta()) -> QuerySet[DBTaskResult]:
    """Due for that long, and in nobody's hands."""
    return DBTaskResult.objects.ready().filter(enqueued_at__lte=now - patience)


def latest_proving(item: Item) -> Proving | None:
    return item.provings.select_related("by", "revision").first()


def is_stuck(proving: Proving) -> bool:
    """Whether it will not come to an end by itself."""
    return proving.state == State.WAITING and parked().filter(pk=proving.task).exists()
