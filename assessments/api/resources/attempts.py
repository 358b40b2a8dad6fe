from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from assessments.api.auth import READ
from assessments.api.reading import Cursor, Limit, Slug, paged
from assessments.api.resources.people import Person, person
from assessments.models import Attempt, ItemSession, Response
from assessments.queries import granted
from assessments.queries.attempts import HELD

router = Router(tags=["Attempts"])


class AttemptOut(Schema):
    id: UUID
    learner: Person
    assessment: str | None
    bank: str | None
    started_at: datetime
    deadline: datetime | None
    submitted_at: datetime | None
    score: float
    points: float


class AttemptPage(Schema):
    data: list[AttemptOut]
    next: str | None


class ResponseOut(Schema):
    raw: str
    read_as: str
    score: float
    misconception: str
    created_at: datetime


class PlaceOut(Schema):
    number: int
    turn: int
    current: bool
    bank: str
    item: str
    revision: int
    points: float
    earned: float
    tries_used: int
    tries_allowed: int
    finished_at: datetime | None
    responses: list[ResponseOut]


class AttemptWhole(AttemptOut):
    places: list[PlaceOut]


def shown(attempt: Attempt) -> dict[str, Any]:
    same = ("id", "started_at", "deadline", "submitted_at", "score", "points")
    return {name: getattr(attempt, name) for name in same} | {
        "learner": person(attempt.learner),
        "assessment": attempt.assessment.slug if attempt.assessment else None,
        "bank": attempt.bank.slug if attempt.bank else None,
    }


def place(session: ItemSession) -> dict[str, Any]:
    same = ("number", "turn", "current", "points", "tries_used", "tries_allowed", "finished_at")
    return {name: getattr(session, name) for name in same} | {
        "bank": session.item.bank.slug,
        "item": session.item.slug,
        "revision": session.revision.number,
        "earned": session.counted,
        "responses": [given(response) for response in session.responses.all()],
    }


def given(response: Response) -> dict[str, Any]:
    """By what holds of it now, without the key."""
    held = response.held
    judged = {name: getattr(held, name) for name in ("read_as", "score", "misconception")}
    return judged | {"raw": response.raw, "created_at": response.created_at}


@router.get("/attempts", auth=READ, response=AttemptPage)
def list_attempts(
    request: HttpRequest,
    assessment: Annotated[Slug | None, Query()] = None,
    submitted: Annotated[bool | None, Query()] = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Attempts at the course's quizzes, and practice of its banks"""
    found = granted.attempts(request.auth)
    if assessment is not None:
        found = found.filter(assessment__slug=assessment)
    if submitted is not None:
        found = found.filter(submitted_at__isnull=not submitted)
    return paged(found, cursor, limit, shown)


@router.get("/attempts/{uuid:attempt}", auth=READ, response=AttemptWhole)
def get_attempt(request: HttpRequest, attempt: UUID) -> dict[str, Any]:
    """An attempt with its places and answers"""
    found = granted.attempts(request.auth).get(pk=attempt)
    places = found.sessions.select_related("item__bank", "revision").prefetch_related("responses", HELD)
    return shown(found) | {"places": [place(session) for session in places.order_by("number", "turn")]}
