"""What a learner sees before a quiz: courses, quizzes, practice banks and attempts so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assessments.models import Assessment, Attempt, Bank, Course
from assessments.rules import is_open_now
from assessments.services.attempts import is_open
from assessments.web import trusted
from assessments.web.words import score, status


def course_row(
    course: Course, best: dict[int, tuple[float, float]], running: dict[int, Attempt], now: datetime
) -> dict[str, Any]:
    rows = [assessment_row(one, best.get(one.pk), running.get(one.pk), now) for one in course.offered]
    return {"title": course.title, "description": course.description, "assessments": rows}


def assessment_row(
    assessment: Assessment, best: tuple[float, float] | None, running: Attempt | None, now: datetime
) -> dict[str, Any]:
    going_on = running is not None and is_open(running, now)
    return {
        "title": assessment.title,
        "summary": ", ".join(text for _, text in terms(assessment)),
        "status": "In progress" if going_on else opening(assessment, now),
        "best": score(*best) if best else None,
        "url": reverse("assessment", args=[assessment.slug]),
        "attempt_url": reverse("attempt", args=[running.pk]) if going_on else None,
    }


def terms(assessment: Assessment) -> list[tuple[str, str]]:
    """What is agreed before starting: (name, in words)."""
    tries = "1 try each" if assessment.tries == 1 else f"{assessment.tries} tries each"
    facts = [("Questions", counted(assessment.questions, "question")), ("Tries", tries)]
    if assessment.time_limit:
        facts.append(("Time", minutes(assessment.time_limit)))
    if assessment.attempts_allowed:
        facts.append(("Attempts", counted(assessment.attempts_allowed, "attempt")))
    return facts


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def minutes(span: timedelta) -> str:
    return counted(max(1, round(span.total_seconds() / 60)), "minute")


def opening(assessment: Assessment, now: datetime) -> str:
    if is_open_now(assessment, now):
        return f"Closes {day(assessment.closes_at)}" if assessment.closes_at else "Open"
    if assessment.opens_at and assessment.opens_at > now:
        return f"Opens {day(assessment.opens_at)}"
    return "Closed"


def day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F, H:i")


def start_page(assessment: Assessment, earlier: list[Attempt], now: datetime) -> dict[str, Any]:
    running = next((attempt for attempt in earlier if is_open(attempt, now)), None)
    left = assessment.attempts_allowed is None or len(earlier) < assessment.attempts_allowed
    may_start = running is not None or (left and is_open_now(assessment, now))
    facts = [{"label": label, "value": value} for label, value in terms(assessment)]
    return {
        "assessment": {
            "title": assessment.title,
            "instructions": trusted.block(assessment.instructions) if assessment.instructions else "",
            "facts": facts,
        },
        "start": {"url": "", "label": "Continue" if running else "Start again" if earlier else "Start"}
        if may_start
        else None,
        "why_not": f"{opening(assessment, now)}." if left else "You have used all your attempts at this quiz.",
        "previous": [attempt_row(one, now) | {"number": len(earlier) - place} for place, one in enumerate(earlier)],
    }


def attempt_row(attempt: Attempt, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse("attempt", args=[attempt.pk]),
        "title": attempt.title,
        "started": attempt.started_at,
        "status": status(attempt, now),
        "score_text": score(attempt.score, attempt.points),
    }


def bank_rows(banks: Iterable[Bank]) -> list[dict[str, Any]]:
    return [
        {
            "title": bank.title,
            "description": bank.description,
            "url": reverse("practice_bank", args=[bank.slug]),
            "item_count": bank.item_count,
        }
        for bank in banks
    ]


def lesson_quiz(assessment: Assessment) -> dict[str, Any]:
    return {
        "title": assessment.title,
        "summary": ", ".join(text for _, text in terms(assessment)),
        "url": reverse("assessment", args=[assessment.slug]),
    }
