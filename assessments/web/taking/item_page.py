"""What a question's page shows: rows of text and links, never a key before its time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext

from assessments.engine.formats import Unreadable
from assessments.engine.judging.departure import solution
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.judging.parts import note
from assessments.engine.kind import text_of
from assessments.engine.learning.hints import hint
from assessments.engine.misconceptions import CATALOGUE
from assessments.models import Attempt, ItemSession, Response, Section
from assessments.queries.reports import reports_on
from assessments.rules import is_deferred, told, told_at_once
from assessments.services.taking.attempts import is_open, may_have_another
from assessments.services.taking.hints import may_ask
from assessments.web import trusted
from assessments.web.addresses import address
from assessments.web.cell.views import behind
from assessments.web.reports.rows import reporting
from assessments.web.spoken import spoken, spoken_each
from assessments.web.taking.clock import clock_row
from assessments.web.taking.palette import palette_of, place
from assessments.web.widgets import widget
from assessments.web.words import HEADINGS, STATES, number, score, state_of_score, unit


def item_page(
    session: ItemSession,
    sessions: Iterable[ItemSession],
    response: Response | None,
    now: datetime,
    typed: str = "",
    error: Unreadable | None = None,
) -> dict[str, Any]:
    """The whole context; `typed` is what could not be read, and `error` why."""
    seen = told(session.attempt, now)
    palette = palette_of(sessions, session.number, seen)
    raw = typed or session.draft or (response.raw if response else "")
    return palette | {
        "attempt": attempt_row(session.attempt, now),
        "item": item_row(session, len(palette["palette"]), seen),
        "question": question_row(session, raw, error),
        "raw": raw,
        "error": spoken(error.words) if error else "",
        # Made with the form: however often it is sent, it is one answer.
        "intent": uuid4(),
        "outcome": outcome_row(session, response, seen) if response and not error else None,
        "hint_html": trusted.block(hint(session.variant)) if session.hints_used and "hint" in seen else "",
        "reporting": reporting(session, reports_on(session) if session.is_reported else ()),
    }


def flag_page(session: ItemSession, sessions: Iterable[ItemSession], now: datetime) -> dict[str, Any]:
    """What changes when a flag is put or taken away."""
    seen = told(session.attempt, now)
    page = palette_of(sessions, session.number, seen)
    return page | {"item": item_row(session, len(page["palette"]), seen)}


def attempt_row(attempt: Attempt, now: datetime) -> dict[str, Any]:
    return {
        "title": attempt.title,
        "is_practice": attempt.is_practice,
        "is_preview": attempt.is_preview,
        "is_open": is_open(attempt, now),
        "deadline": attempt.deadline,
        "clock": clock_row(attempt, now),
        "clock_url": address("clock", attempt.pk),
        "review_url": address("review", attempt.pk),
        "url": address("attempt", attempt.pk),
        "submit_url": address("submit", attempt.pk),
    }


def item_row(session: ItemSession, total: int, seen: Collection[str]) -> dict[str, Any]:
    tried, finished = session.tries_used > 0, session.finished_at is not None
    return {
        "number": session.number,
        "total": total,
        "title": session.revision.item.title,
        "section": section_row(session.section) if session.section else None,
        "points": number(session.points),
        "unit": unit(session.points),
        "turn": session.turn,
        "draft_number": session.draft_number,
        "tries_used": session.tries_used,
        "tries_allowed": 0 if is_deferred(session.attempt) else session.tries_allowed,
        "is_finished": finished,
        "is_told": "correctness" in seen,
        "is_deferred": is_deferred(session.attempt),
        "is_flagged": session.flagged,
        "flag_url": place(session, "flag"),
        "answer_url": place(session, "answer"),
        "draft_url": place(session, "draft"),
        "window_url": place(session, "window"),
        "another_url": place(session, "another") if tried and may_have_another(session) else "",
        "hint_url": place(session, "hint") if may_ask(session) else "",
        "reveal_url": place(session, "reveal") if tried and not finished and "solution" in seen else "",
        "next_url": place(session, "item", session.number + 1) if session.number < total else "",
        "previous_url": place(session, "item", session.number - 1) if session.number > 1 else "",
    }


def section_row(section: Section) -> dict[str, Any]:
    return {"title": section.title, "instructions": trusted.block(section.instructions)}


def question_row(session: ItemSession, raw: str, error: Unreadable | None = None) -> dict[str, Any]:
    question, faults = session.shown, spoken_each(error.by_place) if error else {}
    how = session.variant.format
    form = widget(question, how.laid_out(raw), faults) | {"guide": spoken(how.guide())}
    return {"stem": trusted.html(question.stem), "format": form}


def outcome_row(session: ItemSession, response: Response, seen: Collection[str]) -> dict[str, Any]:
    """Feedback on the latest answer, as much as may be seen; key and solution only once this variant is finished."""
    finished, state = session.finished_at is not None, outcome_state(session, response, seen)
    hinted = "hint" in seen
    return {
        "state": state,
        "heading": HEADINGS[state] if finished or state in {"answered", "right"} else gettext("Not yet"),
        "score_text": score(brought(session, response), session.points) if "score" in seen else "",
        "answer_html": trusted.line(response.read_as) if "answer" in seen else "",
        "chosen": bool(session.shown.options),
        "parts": part_rows(response, seen),
        "diagnosis": diagnosis_row(response.diagnosed) if hinted else None,
        "unnamed": hinted and state == "wrong" and not (response.diagnosed or response.remark or finished),
        "remark_html": trusted.block(response.remark) if hinted else "",
        "key_html": trusted.line(response.key) if finished and "key" in seen else "",
        "solution_html": trusted.block(solution(session.variant, response.raw))
        if finished and "solution" in seen
        else "",
        "cell": behind(session.variant.kind) if finished and "solution" in seen else None,
        "tries_left": 0 if finished or is_deferred(session.attempt) else session.tries_allowed - session.tries_used,
    }


def brought(session: ItemSession, response: Response) -> float:
    """Points for the answer: never more than its question has, which a later try or a late one may not fill."""
    return min(session.points * response.score, session.counted)


def departure(session: ItemSession, response: Response, seen: Collection[str]) -> str:
    """By which mistake the answer left the way that the solution shows, unless the solution says where by itself."""
    if response.score >= 1 or not {"hint", "solution"} <= set(seen):
        return ""
    plain = session.variant.kind.because()
    marked = solution(session.variant, response.raw) != plain
    return "" if marked else spoken(response.diagnosed.words())


def outcome_state(session: ItemSession, response: Response, seen: Collection[str]) -> str:
    if session.revealed:
        return "revealed"
    return state_of_score(response.score) if "correctness" in seen else "answered"


def part_rows(response: Response, seen: Collection[str]) -> list[dict[str, Any]]:
    """How each part of an answer of several was judged; what a part follows from is no hint."""
    if not {"answer", "correctness"} <= set(seen):
        return []
    return [
        {
            "state": state_of_score(part["score"]),
            "state_text": STATES[state_of_score(part["score"])],
            "answer_html": trusted.line(f"{part['label']} = {part['read_as']}"),
            "is_content": not part["follows_from"],
            "note_html": trusted.line(spoken(note(part))) if "hint" in seen or part["follows_from"] else "",
        }
        for part in response.parts or ()
    ]


def diagnosis_row(diagnosis: Diagnosis) -> dict[str, Any]:
    """A mistake by itself needs no heading; the ways of an ambiguous answer may hold several mistakes each."""
    ways = [[CATALOGUE[tag] for tag in way if tag in CATALOGUE] for way in diagnosis.ways]
    if len(ways) > 1:
        return {"heading": gettext("Any of these gives your answer"), "ways": ways}
    heading = spoken(diagnosis.count()) if len(diagnosis.tags) > 1 else ""
    return {"heading": heading, "ways": [[one] for way in ways for one in way]}


def with_earlier(page: dict[str, Any], session: ItemSession, earlier: list[ItemSession]) -> dict[str, Any]:
    """The page of a later variant: what changed since the last one, and what came before."""
    printed = session.revision.definition.told
    note = {"variant_note": changed(printed, earlier[-1], session)}
    seen = told_at_once(session.attempt)
    rows = [earlier_row(printed, one, before, seen) for one, before in zip(earlier, [None, *earlier], strict=False)]
    return page | {"item": page["item"] | note, "earlier": rows}


def earlier_row(
    printed: Collection[str], session: ItemSession, before: ItemSession | None, seen: Collection[str]
) -> dict[str, Any]:
    state = state_of_score(session.score) if "correctness" in seen else "answered"
    return {
        "state": state,
        "state_text": STATES[state],
        "note": changed(printed, before, session) if before else "",
        "stem": trusted.html(session.shown.stem),
        "answer_html": trusted.line(session.latest),
    }


def changed(printed: Collection[str], before: ItemSession, after: ItemSession) -> str:
    """`input size 20 → 7, hidden size 50 → 12`: only of what the question prints anyway."""
    names = (name for name in after.params if name in printed)
    pairs = ((name.replace("_", " "), before.params.get(name), after.params[name]) for name in names)
    return ", ".join(f"{name} {text_of(old)} → {text_of(new)}" for name, old, new in pairs if old not in (None, new))
