"""What can have happened to a question since its page was opened; each returns the moment of the next request."""

from __future__ import annotations

from datetime import datetime, timedelta

from assessments.engine.scoring import GRACE
from assessments.models import Attempt, ItemSession
from assessments.services.taking import attempts
from tests.factories import NOW, answered, place, right, transposed

A_SECOND = timedelta(seconds=1)


def is_submitted(session: ItemSession) -> datetime:
    attempts.submit(session.attempt, NOW)
    return NOW


def is_right_already(session: ItemSession) -> datetime:
    answered(place(session.attempt), right(session))
    return NOW


def is_out_of_tries(session: ItemSession) -> datetime:
    for raw in (transposed(session), "(9, 9)"):
        answered(place(session.attempt), raw)
    return NOW


def is_revealed(session: ItemSession) -> datetime:
    answered(place(session.attempt), transposed(session))
    attempts.reveal(place(session.attempt), NOW)
    return NOW


def is_late(session: ItemSession) -> datetime:
    Attempt.objects.filter(pk=session.attempt_id).update(deadline=NOW)
    return NOW + GRACE + A_SECOND


def has_another_variant(session: ItemSession) -> datetime:
    answered(place(session.attempt), transposed(session))
    attempts.another(place(session.attempt), NOW)
    return NOW
