"""What a learner sees before a quiz: courses, quizzes, practice banks and attempts so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from assessments.engine.scoring import kept_score
from assessments.models import Accommodation, Assessment, Attempt, Bank, Course
from assessments.queries.accommodations import among
from assessments.rules import Terms, terms, told
from assessments.services.taking.attempts import is_open
from assessments.web.words import score, status

MANY_MINUTES = timedelta(hours=3)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # any will do: a span begins nowhere


def course_row(
    course: Course,
    best: Mapping[int, tuple[float, float]],
    running: Mapping[int, Attempt],
    given: Mapping[tuple[int, int | None], Accommodation],
    now: datetime,
) -> dict[str, Any]:
    rows = [
        assessment_row(one, terms(one, among(given, one)), best.get(one.pk), running.get(one.pk), now)
        for one in course.offered
    ]
    return {"title": course.title, "description": course.description, "assessments": rows}


def counted_scores(submitted: Iterable[Attempt], now: datetime) -> dict[int, tuple[float, float]]:
    """Assessment → (the score that counts, points), where the learner may see it."""
    shown = (attempt for attempt in submitted if "score" in told(attempt, now))
    return {pk: counted_score(list(attempts)) for pk, attempts in groupby(shown, key=lambda one: one.assessment_id)}


def counted_score(attempts: list[Attempt]) -> tuple[float, float]:
    points = max(attempt.points for attempt in attempts)
    return kept_score(attempts[0].assessment.kept, [(one.score, one.points) for one in attempts], points), points


def assessment_row(
    assessment: Assessment,
    agreed: Terms,
    best: tuple[float, float] | None,
    running: Attempt | None,
    now: datetime,
) -> dict[str, Any]:
    going_on = running is not None and is_open(running, now)
    return {
        "title": assessment.title,
        "summary": summary(assessment, agreed),
        "status": gettext("In progress") if going_on else opening(agreed, now),
        "score": score(*best) if best else None,
        "score_label": gettext("Best so far") if assessment.kept == "best" else gettext("Your score"),
        "url": reverse("assessment", args=[assessment.slug]),
        "attempt_url": reverse("attempt", args=[running.pk]) if going_on else None,
    }


def facts_of(assessment: Assessment, agreed: Terms) -> list[tuple[str, str]]:
    """What is agreed before starting: (name, in words)."""
    facts = [(gettext("Questions"), questions(assessment)), (gettext("Tries"), tries(assessment))]
    if agreed.time_limit:
        facts.append((gettext("Time"), minutes(agreed.time_limit)))
    if agreed.attempts_allowed:
        facts.append((gettext("Attempts"), attempts(agreed.attempts_allowed)))
    return facts


def summary(assessment: Assessment, agreed: Terms) -> str:
    facts = [text for _, text in facts_of(assessment, agreed)]
    if agreed.due_at:
        facts.append(gettext("due %(day)s") % {"day": day(agreed.due_at)})
    return ", ".join(facts)


def questions(assessment: Assessment) -> str:
    return ngettext("%(n)d question", "%(n)d questions", assessment.questions) % {"n": assessment.questions}


def tries(assessment: Assessment) -> str:
    if assessment.mode == "deferred":
        return gettext("change answers until you submit")
    return ngettext("%(n)d try each", "%(n)d tries each", assessment.tries) % {"n": assessment.tries}


def attempts(allowed: int) -> str:
    return ngettext("%(n)d attempt", "%(n)d attempts", allowed) % {"n": allowed}


def minutes(span: timedelta) -> str:
    """In hours and days where nobody counts minutes any more."""
    if span > MANY_MINUTES:
        return timesince(EPOCH, EPOCH + span, depth=2)
    whole = max(1, round(span.total_seconds() / 60))
    return ngettext("%(n)d minute", "%(n)d minutes", whole) % {"n": whole}


def opening(agreed: Terms, now: datetime) -> str:
    if agreed.is_open(now):
        return gettext("Closes %(day)s") % {"day": day(agreed.closes_at)} if agreed.closes_at else gettext("Open")
    if agreed.opens_at and agreed.opens_at > now:
        return gettext("Opens %(day)s") % {"day": day(agreed.opens_at)}
    return gettext("Closed")


def day(moment: datetime) -> str:
    return date_format(localtime(moment), gettext("j F, H:i"))


def attempt_row(attempt: Attempt, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse("attempt", args=[attempt.pk]),
        "title": attempt.title,
        "is_practice": attempt.is_practice,
        "started": attempt.started_at,
        "status": status(attempt, now),
        "score_text": score(attempt.score, attempt.points) if "score" in told(attempt, now) else "",
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
        "summary": summary(assessment, terms(assessment)),
        "url": reverse("assessment", args=[assessment.slug]),
    }
