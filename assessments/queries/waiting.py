"""What waits in the database for a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assessments.models import Attempt, Notice, Passback
from assessments.queries.background import parked, waiting_since
from assessments.queries.lti import waiting_for_approval


def waiting(now: datetime) -> Mapping[str, tuple[str, int]]:
    """Name → what it counts, and how many there are."""
    overdue = Attempt.objects.filter(submitted_at=None, deadline__lt=now)
    return {
        "attempts": ("Attempts whose time is up, to be submitted", overdue.count()),
        "scores": ("Scores on their way to an LMS", Passback.objects.filter(state=Passback.State.WAITING).count()),
        "notices": ("Events on their way to webhooks", Notice.objects.filter(state=Notice.State.WAITING).count()),
        "approvals": ("Platforms and deployments that wait for approval", waiting_for_approval()),
        "tasks": ("Work in the background that is due", waiting_since(now).count()),
        "parked_tasks": ("Work in the background that was given up", parked().count()),
    }
