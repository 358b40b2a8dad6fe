"""All places of an attempt at a glance, with what their signs mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext

from assessments.models import ItemSession
from assessments.web.addresses import address
from assessments.web.words import STATES, state_of, words_of


def palette_of(sessions: Iterable[ItemSession], current: int, seen: Collection[str]) -> dict[str, Any]:
    sessions = list(sessions)
    # Scripts tell which window opened a place; where none ever did, nobody knows what was opened.
    known = any(session.window for session in sessions)
    beads = [bead(session, current, seen, known=known) for session in sessions]
    return {"palette": beads, "legend": list(legend(beads))}


def bead(session: ItemSession, current: int, seen: Collection[str], *, known: bool = False) -> dict[str, Any]:
    state = state_of(session, seen)
    if state == "unanswered" and known and not was_opened(session, current):
        state = "unseen"
    return {
        "number": session.number,
        "url": place(session, "item"),
        "state": state,
        "state_text": str(words_of(state, seen)),
        "is_flagged": session.flagged,
        "is_current": session.number == current,
    }


def was_opened(session: ItemSession, current: int) -> bool:
    return bool(session.window) or session.number == current


def legend(beads: Collection[dict[str, Any]]) -> Iterable[dict[str, str]]:
    """Of the signs that these beads show, and of no others."""
    words = {bead["state"]: bead["state_text"] for bead in beads}
    yield from ({"state": state, "text": words[state]} for state in STATES if state in words)
    if any(bead["is_flagged"] for bead in beads):
        yield {"state": "flagged", "text": gettext("Flagged")}
    yield {"state": "here", "text": gettext("This question")}


def place(session: ItemSession, name: str, number: int | None = None) -> str:
    """The address of a page of this question, or of the question of another number."""
    return address(name, session.attempt_id, number or session.number)
