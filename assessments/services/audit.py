"""The audit trail: services write here, on the line where something happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction

from assessments.models import Course, Event
from assessments.models.event import BEGINNING, written
from assessments.queries.events import latest_event


def record(
    actor: AbstractBaseUser | None, verb: str, subject: models.Model, facts: Mapping[str, Any], now: datetime
) -> Event:
    """Add an event to the chain, in the caller's transaction; as its last act, because others wait behind it."""
    event = Event(
        at=now,
        actor_id=actor.pk if actor else None,
        verb=verb,
        subject_type=subject._meta.model_name,
        subject_id=str(subject.pk),
        course_id=course_of(subject),
        facts_text=written(facts),
    )
    # Numbers come from no sequence: those have gaps after a rollback, and a chain may have none.
    while not linked(event):
        pass  # another writer took the place; its commit has been waited for
    return event


def linked(event: Event) -> bool:
    before = latest_event()
    event.number = before.number + 1 if before else 1
    event.previous = before.hash if before else BEGINNING
    event.hash = event.digest()
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        # Another constraint has failed, and would fail again for ever.
        if not Event.objects.filter(number=event.number).exists():
            raise
        return False
    return True


def course_of(subject: models.Model) -> int | None:
    """The course whose staff may read of it."""
    if isinstance(subject, Course):
        return subject.pk
    if hasattr(subject, "course_id"):
        return subject.course_id
    owner = getattr(subject, "assessment", None) or getattr(subject, "bank", None)
    return owner.course_id if owner else None
