"""A regrade that was planned, made to hold in one act; and taken back in one."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import OuterRef, Subquery

from assessments.models import Assessment, ItemSession, Regrade, SessionChange
from assessments.queries.regrades import attempts_touched, other_decisions_since, regrades_on_top
from assessments.services import audit
from assessments.services.errors import Refused
from assessments.services.hooks.telling import tell_of_regrade
from assessments.services.marks import rewrite

COLUMNS = ("score", "earned", "earlier_best", "ledger")


def apply(regrade: Regrade, by: AbstractBaseUser | None, now: datetime) -> Regrade:
    """Applied a second time it changes nothing. Raises Refused."""
    with transaction.atomic():
        locked = alone(regrade)
        if locked.holds:
            return locked
        must_be_fresh(locked)
        locked.applied_at = now
        locked.save(update_fields=["applied_at"])
        switch(locked, "new", now)
        tell_of_regrade(locked, now)
        audit.record(by, "regrade", locked, facts(locked), now)
    return locked


def undo(regrade: Regrade, by: AbstractBaseUser | None, now: datetime) -> Regrade:
    """Undone a second time it changes nothing. Raises Refused."""
    with transaction.atomic():
        locked = alone(regrade)
        if locked.undone_at is not None:
            return locked
        if locked.applied_at is None:
            raise Refused("It was never applied.")
        if later := regrades_on_top(locked):
            raise Refused(f"Regrade {later[0].pk} has changed the same questions since. Undo that one first.")
        locked.undone_at = now
        locked.save(update_fields=["undone_at"])
        switch(locked, "old", now)
        tell_of_regrade(locked, now)
        audit.record(by, "undo regrade", locked, facts(locked), now)
    return locked


def alone(regrade: Regrade) -> Regrade:
    """Locked until the transaction ends, with all other regrades of its assessment."""
    # The quiz stands for all its regrades: two that touch the same answers must come one after the other.
    Assessment.objects.select_for_update(no_key=True).get(pk=regrade.assessment_id)
    return Regrade.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=regrade.pk)


def must_be_fresh(regrade: Regrade) -> None:
    if regrade.planned_at is None:
        raise Refused("The dry run is not through yet.")
    if regrade.undone_at is not None or other_decisions_since(regrade):
        raise Refused("Other regrades were applied or undone since this dry run. Make a new one.")


def switch(regrade: Regrade, which: str, now: datetime) -> None:
    """Points set by hand stay; all else in these sessions becomes what it was, or what the dry run found."""
    touched = attempts_touched(regrade)
    # Locked first, as by whoever sets points by hand: else one of the two would count without the other's points.
    list(touched.select_for_update(no_key=True).values_list("pk", flat=True))
    mine = SessionChange.objects.filter(regrade=regrade, session=OuterRef("pk"))
    # In one statement, however many answers the quiz has: no rows are fetched to be written back.
    columns = {name: Subquery(mine.values(f"{which}_{name}")) for name in COLUMNS}
    ItemSession.objects.filter(changes__regrade=regrade).update(**columns)
    rewrite(touched.iterator(chunk_size=500), now)


def facts(regrade: Regrade) -> dict[str, object]:
    return {
        "item": regrade.item_id,
        "revision": regrade.revision_id,
        "attempts": regrade.attempts,
        "changed": regrade.attempt_changes.count(),
        "never_lower": regrade.never_lower,
        "disregard": regrade.disregard,
        "always_correct": regrade.always_correct,
        "reason": regrade.reason,
    }
