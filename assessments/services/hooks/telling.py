"""What happens is told to whoever listens: written into the outbox on the line where it becomes true."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, Expression, OuterRef, Value

from assessments.models import Assessment, Attempt, Endpoint, Item, ItemSession, Notice, Regrade, Revision
from assessments.rules import has_passed

STATEMENTS = {
    "attempt.started",
    "response.judged",
    "attempt.submitted",
    "attempt.passed",
}  # what a learning record store takes
STORE = uuid.UUID(int=1)  # of our own making, so that every process means the same row


def is_heard(assessment: str) -> Expression:
    """Whether anybody listens to the course of the assessment in that column: asked along, where each query counts."""
    if settings.XAPI_URL:
        return Value(True)
    return Exists(Endpoint.objects.filter(course__assessments=OuterRef(assessment), disabled_at=None))


def tell(course_id: int | None, kind: str, facts: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """One event for each of the facts, in the caller's transaction. Nothing of it names a person, or a key."""
    listening = Endpoint.objects.filter(course=course_id, disabled_at=None) if course_id else ()
    # Looked at here: Django has no lookup on SQLite for what a list in JSON contains.
    targets = [endpoint.pk for endpoint in listening if kind in endpoint.events]
    if settings.XAPI_URL and kind in STATEMENTS:
        targets.append(store(now).pk)
    if targets:
        # The id is the event's, not the notice's: all receivers get the same one.
        events = [(uuid.uuid4(), dict(data)) for data in facts]
        same = {"type": kind, "at": now, "due_at": now}
        Notice.objects.bulk_create(
            Notice(event=event, endpoint_id=target, data=data, **same) for event, data in events for target in targets
        )


def store(now: datetime) -> Endpoint:
    """Its address and its credentials are in the settings."""
    fields = {"title": "Learning record store", "url": settings.XAPI_URL, "events": [], "secret": "", "created_at": now}
    return Endpoint.objects.get_or_create(pk=STORE, defaults=fields)[0]


def tell_of_attempt(kind: str, attempt: Attempt, now: datetime, **more: Any) -> None:
    """Practice and previews are nobody's business."""
    if attempt.assessment and not attempt.is_preview:
        tell(attempt.assessment.course_id, kind, [facts_of(attempt, attempt.assessment) | more], now)


def tell_of_submission(attempt: Attempt, now: datetime) -> None:
    tell_of_attempt("attempt.submitted", attempt, now)
    if settings.XAPI_URL and has_passed(attempt):
        tell_of_attempt("attempt.passed", attempt, now)


def tell_of_scores(attempts: Sequence[Attempt], now: datetime) -> None:
    """Of many at once; where nobody listens it is one query."""
    quizzes = Assessment.objects.filter(is_heard("pk"), attempts__in=attempts).distinct().in_bulk()
    for quiz in quizzes.values():
        facts = (facts_of(one, quiz) for one in attempts if one.assessment_id == quiz.pk and not one.is_preview)
        tell(quiz.course_id, "score.changed", facts, now)


def facts_of(attempt: Attempt, quiz: Assessment) -> dict[str, Any]:
    return {
        "attempt": str(attempt.pk),
        "assessment": quiz.slug,
        "learner": attempt.learner_id,
        "score": attempt.score,
        "points": attempt.points,
        "submitted_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
    }


def tell_of_response(session: ItemSession, score: float, now: datetime) -> None:
    """For a learning record store alone. What was typed is not passed on."""
    if settings.XAPI_URL:
        told = {"question": session.number, "item": session.item_id, "response_score": score}
        tell_of_attempt("response.judged", session.attempt, now, **told)


def tell_of_revision(item: Item, revision: Revision, now: datetime) -> None:
    data = {"bank": item.bank.slug, "item": item.slug, "revision": revision.number}
    tell(item.bank.course_id, "item.published", [data], now)


def tell_of_regrade(regrade: Regrade, now: datetime) -> None:
    changed = regrade.attempt_changes.count()
    data = {
        "regrade": regrade.pk,
        "assessment": regrade.assessment.slug,
        "state": "undone" if regrade.undone_at else "applied",
        "attempts_changed": changed,
    }
    tell(regrade.assessment.course_id, "regrade.applied", [data], now)
