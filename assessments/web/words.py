"""How states and scores are put into words, the same on every page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.formats import get_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.engine.feedback import PARTS
from assessments.models import Attempt, ItemSession
from assessments.services.taking.attempts import is_open

STATES = {
    "unseen": gettext_lazy("Not seen"),
    "unanswered": gettext_lazy("Not answered"),
    "open": gettext_lazy("In progress"),
    "typed": gettext_lazy("Typed, not checked"),
    "unreadable": gettext_lazy("Typed, not readable"),
    "answered": gettext_lazy("Answered"),
    "right": gettext_lazy("Right"),
    "partly": gettext_lazy("Partly right"),
    "wrong": gettext_lazy("Not right"),
    "revealed": gettext_lazy("Solution shown"),
}
HEADINGS = {
    "answered": gettext_lazy("Answer saved"),
    "right": gettext_lazy("Right"),
    "partly": gettext_lazy("Partly right"),
    "wrong": gettext_lazy("Not right"),
    "revealed": gettext_lazy("The solution"),
}


def state_of(session: ItemSession, told: Collection[str] = PARTS) -> str:
    """How a place stands: by its best variant, as the score does, or only whether it was answered."""
    if "correctness" not in told:
        return state_untold(session)
    if session.best > 0:
        return state_of_score(session.best)
    if session.finished_at is not None:
        return "wrong"
    if session.draft:
        return "typed"
    return "open" if session.tries_used or session.turn > 1 else "unanswered"


def state_untold(session: ItemSession) -> str:
    """What is still typed where no answer is taken any more is handed in by nobody."""
    if session.draft and session.finished_at is None:
        return "typed"
    return "answered" if session.tries_used or session.turn > 1 else "unanswered"


def words_of(state: str, told: Collection[str] = PARTS) -> str:
    """Where nothing is checked before the end, nothing waits to be checked."""
    return gettext("Typed") if state == "typed" and "correctness" not in told else STATES[state]


def state_of_score(score: float) -> str:
    return "right" if score >= 1 else "partly" if score > 0 else "wrong"


def number(points: float) -> str:
    return decimal(f"{points:.2f}".rstrip("0").rstrip("."))


def decimal(numeral: str) -> str:
    """As the page's language writes it."""
    return numeral.replace(".", get_format("DECIMAL_SEPARATOR"))


def score(got: float, points: float) -> str:
    return f"{number(got)} / {number(points)}"


def unit(points: float) -> str:
    """What follows a number or a score."""
    return ngettext("point", "points", 1 if points == 1 else 2)


def status(attempt: Attempt, now: datetime) -> str:
    if is_open(attempt, now):
        return gettext("Open")
    return gettext("Finished") if attempt.is_practice else gettext("Submitted")
