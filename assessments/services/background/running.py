"""Work taken from the queue: by one worker at a time, again after one that died, parked after a few tries.

It may be done twice, by a worker that was thought dead, so that whatever is queued here must bear it.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from datetime import datetime, timedelta
from traceback import format_exception

from django.db import transaction
from django.utils.timezone import now as clock
from django_tasks_db.compat import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from assessments.models import Worker
from assessments.queries.background import TRIES, alive

PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))  # after each try but the last
FORGOTTEN = timedelta(days=1)
LONGEST = 8_000  # characters of a traceback, from its end
DIED = "its worker died"

log = logging.getLogger(__name__)


def a_name() -> str:
    """Another at each start: a process that comes back under an old number is not the one that died."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"


def beat(name: str, now: datetime) -> None:
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now}, create_defaults=begun(name, now))
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def begun(name: str, now: datetime) -> dict[str, object]:
    return {"name": name, "began_at": now, "seen_at": now}


def leave(name: str) -> None:
    """A worker that ends well is missed at once."""
    Worker.objects.filter(name=name).delete()


def is_served(now: datetime) -> bool:
    """Whether anybody would do what is put into the queue."""
    return alive(now).exists()


def run_next(name: str) -> bool:
    """Whether there was something to do."""
    row = claimed(name)
    if row is None:
        return False
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    # Whatever it is: one bad task takes no worker with it, nor the tasks behind.
    except Exception as why:
        log.exception("a task failed", extra={"task": str(row.pk)})
        given_back(row, clock(), "".join(format_exception(why)), type(why).__name__)
    else:
        # The library's own set_successful() would not look whether another worker has begun with it since.
        held(row).update(status=Status.SUCCESSFUL, finished_at=clock(), traceback="", exception_class_path="")
    return True


def claimed(name: str) -> DBTaskResult | None:
    """The next that is due, now this worker's."""
    due = DBTaskResult.objects.ready()
    if not due.exists():  # without a transaction, which on SQLite would keep writers waiting
        return None
    with transaction.atomic():
        row = due.get_locked()
        if row is not None:
            row.claim(name)
        return row


def held(row: DBTaskResult) -> DBTaskResult:
    """As long as nobody else has begun with it since."""
    return DBTaskResult.objects.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)


def given_back(row: DBTaskResult, now: datetime, told: str, kind: str) -> None:
    """For another try, or, after the last, to whoever runs the service."""
    # Each taking adds a name, so that a try whose worker died counts as well.
    tries, said = len(row.worker_ids), {"traceback": told[-LONGEST:], "exception_class_path": kind}
    if tries < TRIES:
        held(row).update(status=Status.READY, run_after=now + PAUSES[tries - 1], **said)
    else:
        held(row).update(status=Status.FAILED, finished_at=now, **said)


def reap(now: datetime) -> int:
    """Take back what dead workers hold; how much it was."""
    held_by_somebody = list(DBTaskResult.objects.running())
    # Looked up after what is held: a worker that begins in between would be taken for dead over its first task.
    living = set(alive(now).values_list("name", flat=True))
    orphans = [row for row in held_by_somebody if row.worker_ids[-1] not in living]
    for row in orphans:
        log.warning("a worker died over a task", extra={"task": str(row.pk)})
        # Back in the queue by a count of tries, for a task that kills its worker would kill them all.
        given_back(row, now, f"Given up by {row.worker_ids[-1]}: {DIED}.", DIED)
    return len(orphans)


def try_again(rows: DBTaskResult, now: datetime) -> int:
    """What was parked, as if for the first time."""
    return rows.filter(status=Status.FAILED).update(
        status=Status.READY, run_after=now, worker_ids=[], finished_at=None, traceback="", exception_class_path=""
    )
