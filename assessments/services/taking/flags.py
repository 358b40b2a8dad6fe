"""Flags by which learners find their way back to a question. They tell nothing about it and change no score."""

from __future__ import annotations

from datetime import datetime

from assessments.models import ItemSession
from assessments.services.taking.attempts import must_be_open


def put(session: ItemSession, flagged: bool, now: datetime) -> None:
    """Flag the place, or take its flag away; the same again changes nothing. Raises Closed."""
    must_be_open(session.attempt, now)
    here = ItemSession.objects.filter(attempt=session.attempt_id, number=session.number, current=True)
    # Asked again in the statement: it may have been handed in since.
    here.filter(attempt__submitted_at=None).update(flagged=flagged)
    session.flagged = flagged
