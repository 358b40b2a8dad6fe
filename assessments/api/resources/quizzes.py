from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from assessments.api.auth import READ
from assessments.api.reading import Cursor, Limit, paged
from assessments.api.resources.people import Person, person
from assessments.models import Assessment, Attempt
from assessments.queries import granted
from assessments.queries.statistics.kept import kept, usual
from assessments.queries.statistics.remembered import remembered
from assessments.queries.statistics.report import Place, report
from assessments.rules import has_passed

router = Router(tags=["Quizzes"])


class QuizOut(Schema):
    slug: str
    title: str
    published: bool
    mode: str
    kept: str
    opens_at: datetime | None
    closes_at: datetime | None
    pass_mark: float | None


class QuizPage(Schema):
    data: list[QuizOut]
    next: str | None


class ResultOut(Schema):
    learner: Person
    attempt: UUID
    score: float
    points: float
    passed: bool | None
    submitted_at: datetime


class ResultPage(Schema):
    data: list[ResultOut]
    next: str | None


class PlaceFigures(Schema):
    number: int
    title: str
    n: int
    facility: float | None
    discrimination: float | None
    unanswered: int


class StatisticsOut(Schema):
    """Of one submitted attempt of each learner."""

    attempts: str
    points: float
    n: int
    mean: float | None
    median: float | None
    sd: float | None
    consistency: float | None
    standard_error: float | None
    places: list[PlaceFigures]


def shown(quiz: Assessment) -> dict[str, Any]:
    return {name: getattr(quiz, name) for name in QuizOut.model_fields}


def result(attempt: Attempt) -> dict[str, Any]:
    told = {name: getattr(attempt, name) for name in ("score", "points", "submitted_at")}
    return told | {"attempt": attempt.pk, "learner": person(attempt.learner), "passed": has_passed(attempt)}


def figures(place: Place) -> dict[str, Any]:
    same = {name: getattr(place.figures, name) for name in ("n", "facility", "discrimination")}
    return same | {"number": place.number, "title": place.title, "unanswered": place.unanswered}


@router.get("/assessments", auth=READ, response=QuizPage)
def list_assessments(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """The quizzes of the course"""
    return paged(granted.assessments(request.auth), cursor, limit, shown)


@router.get("/assessments/{slug:assessment}", auth=READ, response=QuizOut)
def get_assessment(request: HttpRequest, assessment: str) -> dict[str, Any]:
    """A quiz"""
    return shown(granted.assessments(request.auth).get(slug=assessment))


@router.get("/assessments/{slug:assessment}/results", auth=READ, response=ResultPage)
def list_results(request: HttpRequest, assessment: str, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """One submitted attempt of each learner: the one that counts, or the first where the mean of all counts"""
    quiz = granted.assessments(request.auth).get(slug=assessment)
    counted = kept(quiz, usual(quiz)).select_related("learner", "assessment")
    return paged(counted, cursor, limit, result)


@router.get("/assessments/{slug:assessment}/statistics", auth=READ, response=StatisticsOut)
def get_statistics(
    request: HttpRequest, assessment: str, attempts: Annotated[str, Query(pattern="^(best|last|first|)$")] = ""
) -> dict[str, Any]:
    """How a quiz and its questions did, by the best, the last or the first attempt of each learner"""
    quiz = granted.assessments(request.auth).get(slug=assessment)
    way = attempts or usual(quiz)
    # The same name as the admin's, so that either finds what the other has worked out.
    found = remembered(quiz, f"report:{way}", lambda: report(quiz, way))
    whole = {name: getattr(found.whole, name) for name in ("consistency", "standard_error")}
    return {
        "attempts": way,
        "points": found.points,
        **asdict(found.whole.totals),
        **whole,
        "places": [figures(place) for place in found.places],
    }
