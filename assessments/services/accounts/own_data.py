"""Everything that is kept about one person, for that person; but not what a running quiz does not tell yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from assessments.models import Attempt, Event, ItemSession, Launch, LtiUser
from assessments.rules import told

# What is told of each row, by the name that leads to it from the person.
TOLD: Mapping[str, tuple[str, ...]] = {
    "memberships": ("course", "role", "active"),
    "course_groups": ("course", "title"),
    "accommodations": (
        *("course", "assessment", "time_factor", "extra_time"),
        *("opens_at", "due_at", "closes_at", "extra_attempts"),
    ),
    "sessions": ("began_at", "used_at"),
    "api_tokens": ("course", "title", "scopes", "created_at", "expires_at", "revoked_at", "used_at"),
}
DECIDED = ("at", "verb", "subject_type", "subject_id")


def everything_about(user: AbstractBaseUser, now: datetime) -> dict[str, Any]:
    return {
        "account": facts(user, ("username", "first_name", "last_name", "email", "date_joined", "last_login")),
        **{name: [facts(row, names) for row in getattr(user, name).all()] for name, names in TOLD.items()},
        "second_factor_since": [user.second_factor.added_at] if hasattr(user, "second_factor") else [],
        "recovery_codes": [code.beginning for code in user.recovery_codes.all()],
        "erasure_asked_for": [user.erasure_wish.asked_at] if hasattr(user, "erasure_wish") else [],
        "platforms": [facts(row, ("registration", "sub")) for row in LtiUser.objects.filter(user=user)],
        "launches": [facts(row, ("at", "registration", "message")) for row in Launch.objects.filter(user=user)],
        "decisions": [facts(row, DECIDED) for row in Event.objects.filter(actor=user)],
        "attempts": [attempt_of(attempt, now) for attempt in user.attempts.order_by("started_at")],
    }


def facts(row: Model, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: str(value) if isinstance(value, Model) else value for name, value in values.items()}


def attempt_of(attempt: Attempt, now: datetime) -> dict[str, Any]:
    # Asking for one's data shows no score that the quiz does not tell yet.
    scored = "score" in told(attempt, now)
    return {
        "title": attempt.title,
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "score": attempt.score if scored else None,
        "points": attempt.points,
        "questions": [session_of(session) for session in attempt.sessions.order_by("number", "turn")],
    }


def session_of(session: ItemSession) -> dict[str, Any]:
    """As asked and as answered. The engine's own columns are not about a person, and some of them are keys."""
    return {
        "number": session.number,
        "question": session.shown.facts(),
        "draft": session.draft,
        "answers": [{"at": one.created_at, "answer": one.raw} for one in session.responses.all()],
        "too_late": [{"at": one.arrived_at, "answer": one.text} for one in session.late_drafts.all()],
        "reports": [facts(one, ("created_at", "text", "reply", "replied_at")) for one in session.reports.all()],
    }
