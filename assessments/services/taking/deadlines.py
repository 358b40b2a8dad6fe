"""Deadlines of running attempts follow what an instructor changes, at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from assessments.models import Accommodation, Assessment, Attempt
from assessments.queries.accommodations import accommodation_for
from assessments.rules import terms


def refresh(attempts: Q) -> int:
    """Bring the dates of these attempts up to date, and the deadlines of those that run; how many of these changed."""
    changed = 0
    with transaction.atomic():
        touched = Attempt.real.filter(attempts, assessment__isnull=False).select_related("assessment")
        for attempt in touched.select_for_update(of=("self",), no_key=True):
            new = {name: date for name, date in dates(attempt).items() if getattr(attempt, name) != date}
            for name, date in new.items():
                setattr(attempt, name, date)
            if new:
                attempt.save(update_fields=list(new))
            changed += "deadline" in new
    return changed


def dates(attempt: Attempt) -> dict[str, datetime | None]:
    """As they are to be. The deadline of an attempt that was handed in is history."""
    given = accommodation_for(attempt.learner_id, attempt.assessment)
    own = own_dates(given)
    if attempt.submitted_at is None:
        own["deadline"] = terms(attempt.assessment, given).deadline(attempt.started_at)
    return own


def own_dates(given: Accommodation | None) -> dict[str, datetime | None]:
    """What an attempt keeps of what its learner was given: what it is worth and told goes by it without a look-up."""
    return {name: getattr(given, name, None) for name in ("due_at", "closes_at")}


def touched_by(changed: Assessment | Accommodation) -> Q:
    if isinstance(changed, Assessment):
        return Q(assessment=changed, submitted_at=None)
    where = Q(assessment=changed.assessment_id) if changed.assessment_id else Q(assessment__course=changed.course_id)
    return where & (Q(learner__course_groups=changed.group_id) if changed.group_id else Q(learner=changed.learner_id))
