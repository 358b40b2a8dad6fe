"""An attempt exactly as it was: every variant with its parameters and key, every answer with its diagnosis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assessments.admin.backstage import params_rows, truth_row
from assessments.engine.judging.parts import note
from assessments.models import ItemSession, Response


def attempt_page(sessions: Iterable[ItemSession]) -> dict[str, Any]:
    return {"variants": [variant_row(session) for session in sessions]}


def variant_row(session: ItemSession) -> dict[str, Any]:
    shown = {
        "session": session,
        "params": params_rows(session.params),
        "question": session.shown,
        "responses": [response_row(response) for response in session.responses.all()],
        "late": session.late_drafts.all(),
    }
    try:
        variant = session.variant
        ordered = {name: session.params[name] for name in variant.kind.domains()}  # a database may shuffle JSON
        return shown | {"params": params_rows(ordered)} | truth_row(variant)
    except ValueError as wrong:  # its kind or a claim of it may be gone from the code
        return shown | {"fault": str(wrong)}


def part_rows(response: Response) -> list[dict[str, Any]]:
    return [{"label": part["label"], "score": part["score"], "note": note(part)} for part in response.parts or ()]


def response_row(response: Response) -> dict[str, Any]:
    """As it was judged; `again` is what holds since a regrade."""
    held = response.held
    return {
        "response": response,
        "diagnosis": response.diagnosed.words(),
        "parts": part_rows(response),
        "again": None if held is response else held,
    }
