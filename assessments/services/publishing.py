"""Publishing that takes longer than a page may: asked for here, done by a worker."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.timezone import now as clock
from django_tasks import task

from assessments.models import Item, Proving
from assessments.queries.background import is_stuck
from assessments.services.background.running import is_served
from assessments.services.banks import definition_of, digest_of, must_come_out, proven, publish, trials_of
from assessments.services.errors import Unpublishable

BIG = 5_000  # variants; about two seconds of work
State = Proving.State


def is_for_a_worker(item: Item, now: datetime) -> bool:
    """Where nobody works in the background, the page does it however long that takes. Raises Unpublishable."""
    return len(definition_of(item).space) > BIG and is_served(now)


def ask(item: Item, by: AbstractBaseUser | None, now: datetime, note: str = "", *, publishes: bool = True) -> Proving:
    """Asked twice for the same draft, it is done once. Raises Unpublishable where that can be seen without trying."""
    definition, expected = definition_of(item), trials_of(item)
    must_come_out(definition, expected)
    digest = digest_of(definition, expected)
    with transaction.atomic():
        # Locked, so that a button pressed twice finds the first request.
        locked = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
        same = {"item": locked, "digest": digest, "publishes": publishes, "state": State.WAITING}
        row = Proving.objects.filter(**same).first()
        # A row whose work was lost is not a reason to wait for ever: its work is queued again.
        if row is None or is_stuck(row):
            row = row or Proving.objects.create(**same, by=by, note=note, asked_at=now)
            row.task = prove.enqueue(row.pk).id
            row.save(update_fields=["task"])
        return row


@task
def prove(pk: int) -> None:
    """A second time it finds that it is done: what was published meanwhile is the same, and made no second revision."""
    asked = Proving.objects.select_related("item__current", "by").filter(pk=pk, state=State.WAITING).first()
    if asked is None:
        return
    try:
        came_to(asked)
        asked.state = State.PROVEN
    except Unpublishable as why:
        asked.state, asked.why, asked.faults = State.REFUSED, str(why)[:300], why.faults
    asked.ended_at = clock()
    asked.save(update_fields=["state", "why", "faults", "ended_at", "report", "revision"])


def came_to(asked: Proving) -> None:
    definition, expected = definition_of(asked.item), trials_of(asked.item)
    # What is published is what was looked at, never what was typed since.
    if digest_of(definition, expected) != asked.digest:
        raise Unpublishable("The draft was changed after this was asked for. Ask again.", [])
    if asked.publishes:
        asked.revision = publish(asked.item, asked.by, clock(), asked.note)
        asked.report = asked.revision.verification
    else:
        asked.report = proven(definition, expected).facts()
