"""Who may do what, and when: plain predicates."""

from __future__ import annotations

from datetime import datetime

from assessments.models import Assessment


def is_open_now(assessment: Assessment, now: datetime) -> bool:
    """Whether a new attempt may begin."""
    begun = assessment.opens_at is None or assessment.opens_at <= now
    ended = assessment.closes_at is not None and assessment.closes_at <= now
    return assessment.published and begun and not ended


def must_have_joined(assessment: Assessment) -> bool:
    """Whether only members of the course may take it."""
    return not assessment.course.open_to_all
