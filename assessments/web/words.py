"""How states and scores are put into words, the same on every page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from assessments.engine.feedback import PARTS
from assessments.models import Attempt, ItemSession
from assessments.services.attempts import is_open

STATES = {
    "unseen": "Not answered",
    "open": "In progress",
    "typed": "Typed, not checked",
    "answered": "Answered",
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    "revealed": "Solution shown",
}
HEADINGS = {
    "answered": "Answer saved",
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    "revealed": "The solution",
}


def state_of(session: ItemSession, told: Collection[str] = PARTS) -> str:
    """How a place stands: by its best variant, as the score does, or only whether it was answered."""
    if "correctness" not in told:
        return "typed" if session.draft else "answered" if session.tries_used else "unseen"
    if session.best > 0:
        return state_of_score(session.best)
    if session.finished_at is not None:
        return "wrong"
    if session.draft:
        return "typed"
    return "open" if session.tries_used or session.turn > 1 else "unseen"


def state_of_score(score: float) -> str:
    return "right" if score >= 1 else "partly" if score > 0 else "wrong"


def number(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")


def score(got: float, points: float) -> str:
    return f"{number(got)} / {number(points)}"


def status(attempt: Attempt, now: datetime) -> str:
    if is_open(attempt, now):
        return "Open"
    return "Finished" if attempt.bank_id else "Submitted"
