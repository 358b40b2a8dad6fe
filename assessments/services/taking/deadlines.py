"""Deadlines of running attempts follow what an instructor changes, at once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from assessments.models import Accommodation, Assessment, Attempt
from assessments.queries.accommodations import accommodation_for
from assessments.rules import terms


def refresh(attempts: Q) -> int:
    """Bring the deadlines of these attempts up to date, where they still run; how many changed."""
    changed = 0
    with transaction.atomic():
        running = Attempt.real.filter(attempts, submitted_at=None, assessment__isnull=False)
        for attempt in running.select_related("assessment").select_for_update(of=("self",), no_key=True):
            agreed = terms(attempt.assessment, accommodation_for(attempt.learner_id, attempt.assessment))
            deadline = agreed.deadline(attempt.started_at)
            if deadline != attempt.deadline:
                attempt.deadline = deadline
                attempt.save(update_fields=["deadline"])
                changed += 1
    return changed


def touched_by(changed: Assessment | Accommodation) -> Q:
    if isinstance(changed, Assessment):
        return Q(assessment=changed)
    where = Q(assessment=changed.assessment_id) if changed.assessment_id else Q(assessment__course=changed.course_id)
    return where & (Q(learner__course_groups=changed.group_id) if changed.group_id else Q(learner=changed.learner_id))
