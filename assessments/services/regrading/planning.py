"""The dry run of a regrade, chunk by chunk. Whoever dies leaves a cursor, and whoever comes next goes on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import now as clock
from django_tasks import task

from assessments.models import Regrade
from assessments.queries.regrades import next_attempts, one_session_a_revision
from assessments.services.errors import Refused
from assessments.services.regrading.judging import Asked, Judge
from assessments.services.regrading.replaying import Changes, replayed
from assessments.services.regrading.writing import insert

CHUNK = 500


def begin(regrade: Regrade, now: datetime) -> Regrade:
    """Take up a regrade as chosen. Raises Refused, saying why not."""
    must_be_possible(regrade, now)
    regrade.save(force_insert=True)
    return regrade


def must_be_possible(regrade: Regrade, now: datetime) -> None:
    """Sees to it that what was asked is what it judges by. Raises Refused."""
    if regrade.revision and regrade.revision.item_id != regrade.item_id:
        raise Refused("A revision is of one question: choose that question, too.")
    if (regrade.disregard or regrade.always_correct) and not regrade.item_id:
        raise Refused("Options are mended in one question: choose which.")
    regrade.created_at, judge = now, Judge(regrade)
    # One of each revision is tried now, so that what cannot be judged is told before the long run.
    judged = [judge.variant(Asked.by(session)) for session in one_session_a_revision(regrade)]
    if not judged:
        raise Refused("No submitted attempt holds such a question.")


def give_up(regrade: Regrade) -> None:
    """What cannot be judged to the end is no dry run, and leaves nothing."""
    Regrade.objects.filter(pk=regrade.pk, planned_at=None, applied_at=None).delete()


def plan(regrade: Regrade, now: datetime, go_on: Callable[[Regrade], bool] = lambda _: True) -> None:
    """Replay chunk by chunk, from wherever it stands to the end, or until `go_on` says no. Raises Incompatible."""
    judge = Judge(regrade)
    while regrade.planned_at is None and go_on(regrade):
        step(regrade, judge, now)


@task
def go_on(pk: int) -> None:
    """To the end, from wherever a page or a worker that died has left it."""
    plan(Regrade.objects.select_related("assessment", "item", "revision").get(pk=pk), clock())


def step(regrade: Regrade, judge: Judge, now: datetime) -> None:
    """One chunk: judged outside of the transaction, written in one with the cursor."""
    attempts = next_attempts(regrade, CHUNK)
    changes = replayed(regrade, attempts, judge)
    with transaction.atomic():
        locked = Regrade.objects.select_for_update().get(pk=regrade.pk)
        if (locked.cursor, locked.planned_at) == (regrade.cursor, None):  # nobody else has done this chunk
            write(changes)
            locked.attempts += len(attempts)
            locked.responses += changes.responses
            locked.kept += changes.kept
            locked.cursor = attempts[-1].pk if attempts else locked.cursor
            locked.planned_at = None if attempts else now
            locked.save()
    # Whoever did this chunk: its cursor is where the next one begins.
    regrade.refresh_from_db()


def write(changes: Changes) -> None:
    for rows in (changes.judgements, changes.sessions, changes.attempts):
        insert(rows)
