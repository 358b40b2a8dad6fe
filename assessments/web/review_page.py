"""What a learner sees of an attempt before submitting it and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from assessments.engine.diagnosis import Diagnosis
from assessments.models import Attempt, ItemSession, Response
from assessments.web import trusted
from assessments.web.item_page import attempt_row, changed, part_rows, place
from assessments.web.words import STATES, score, state_of, state_of_score


def submit_page(attempt: Attempt, sessions: Iterable[ItemSession], now: datetime) -> dict[str, Any]:
    rows = [summary_row(session) for session in sessions]
    counts = {state: sum(row["state"] == state for row in rows) for state in ("unseen", "typed")}
    return {
        "attempt": attempt_row(attempt, now),
        "rows": rows,
        "unanswered": counts["unseen"],
        "unchecked": counts["typed"],
    }


def summary_row(session: ItemSession) -> dict[str, Any]:
    state = state_of(session)
    return {
        "number": session.number,
        "title": session.item.title,
        "url": place(session, "item"),
        "state": state,
        "state_text": STATES[state],
    }


def result_page(attempt: Attempt, sessions: Iterable[ItemSession], now: datetime) -> dict[str, Any]:
    again = reverse("practice_bank", args=[attempt.bank.slug]) if attempt.bank else None
    summed = {
        "score_text": score(attempt.score, attempt.points),
        "percent": round(100 * attempt.score / attempt.points) if attempt.points else 0,
        "submitted": attempt.submitted_at,
        "again_url": again or reverse("assessment", args=[attempt.assessment.slug]),
    }
    places = groupby(sessions, key=lambda session: session.number)
    return {
        "attempt": attempt_row(attempt, now) | summed,
        "questions": [reviewed_place(list(variants)) for _, variants in places],
    }


def reviewed_place(variants: list[ItemSession]) -> dict[str, Any]:
    last = variants[-1]
    state = "wrong" if state_of(last) in ("open", "typed") else state_of(last)  # nothing is in progress any more
    return {
        "number": last.number,
        "title": last.item.title,
        "state": state,
        "state_text": STATES[state],
        "score_text": score(last.points * last.best, last.points),
        "variants": [reviewed_variant(one, before) for one, before in zip(variants, [None, *variants], strict=False)],
    }


def reviewed_variant(session: ItemSession, before: ItemSession | None) -> dict[str, Any]:
    """A variant that was never answered keeps its key: it may come again."""
    responses = list(session.responses.all())
    return {
        "note": changed(session.revision.definition.told, before, session) if before else "",
        "stem": trusted.html(session.shown.stem),
        "chosen": bool(session.shown.options),
        "answers": [answer_row(response) for response in responses],
        "key_html": trusted.line(responses[-1].key) if responses else "",
        "solution_html": trusted.block(session.variant.solution(responses[-1].raw)) if responses else "",
    }


def answer_row(response: Response) -> dict[str, Any]:
    state = state_of_score(response.score)
    return {
        "state": state,
        "state_text": STATES[state],
        "answer_html": trusted.line(response.read_as),
        "parts": part_rows(response),
        "diagnosis": "" if told_by_parts(response) else response.diagnosed.words(),
    }


def told_by_parts(response: Response) -> bool:
    """Whether everything that went wrong stands beside the part where it did."""
    told = {tag for part in response.parts or () for tag in Diagnosis.read(part["diagnosis"]).tags}
    return told.issuperset(response.diagnosed.tags)
