"""Attempts with seeds, versions and answers: all that is needed to work every score out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from assessments.models import Attempt, Course, ItemSession, Response
from assessments.queries.attempts import HELD

CHUNK = 200


def records_of(course: Course) -> Iterator[dict[str, Any]]:
    """One for each attempt, read chunk by chunk."""
    sessions = ItemSession.objects.select_related("item__bank", "revision").prefetch_related("responses", HELD)
    attempts = Attempt.real.filter(assessment__course=course).select_related("learner", "assessment")
    together = attempts.prefetch_related(Prefetch("sessions", sessions.order_by("number", "turn")))
    for attempt in together.order_by("pk").iterator(chunk_size=CHUNK):
        yield record_of(attempt)


def record_of(attempt: Attempt) -> dict[str, Any]:
    return {
        "attempt": str(attempt.pk),
        "learner": attempt.learner.get_username(),
        "assessment": attempt.assessment.slug,
        "started": attempt.started_at,
        "submitted": attempt.submitted_at,
        "score": attempt.score,
        "points": attempt.points,
        "set_by_hand": attempt.override,
        "questions": [session_of(session) for session in attempt.sessions.all()],
    }


def session_of(session: ItemSession) -> dict[str, Any]:
    return {
        "number": session.number,
        "turn": session.turn,
        "counts": session.current,
        "item": f"{session.item.bank.slug}/{session.item.slug}",
        "revision": session.revision.number,
        "digest": session.revision.digest,
        "seed": session.seed,
        "params": session.params,
        "options": [text for text, _ in session.question["options"]],
        "points": session.points,
        "earned": session.earned,
        "set_by_hand": session.override,
        "answers": [answer_of(response) for response in session.responses.all()],
    }


def answer_of(response: Response) -> dict[str, Any]:
    held = response.held
    return {
        "at": response.created_at,
        "raw": response.raw,
        "read_as": held.read_as,
        "key": held.key,
        "score": held.score,
        "diagnosis": held.diagnosis or held.misconception,
        "judged_again": held is not response,
    }
