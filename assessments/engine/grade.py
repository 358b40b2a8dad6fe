"""Judging one response: parse, ask the reference, credit, and name the mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.engine.formats import Format
from assessments.engine.kind import Kind
from assessments.engine.variant import Variant, as_typed


@dataclass(frozen=True)
class Outcome:
    """What a response was worth. `key` is for records and for learners who are done, never for a page before that."""

    score: float  # 0 … 1
    read_as: str
    key: str
    misconception: str = ""  # a tag of the catalogue, empty where the answer is right or nothing explains it
    remark: str = ""  # Markdown of the item's author


def grade(variant: Variant, raw: str) -> Outcome:
    """Raises Unreadable, which costs no try."""
    form, kind = variant.format, variant.kind
    response = form.parse(raw)
    key = kind.answer()
    score = form.credit(response, key)
    return Outcome(
        score=score,
        read_as=form.show(response),
        key=form.show(key),
        misconception="" if score >= 1 else diagnose(form, kind, response, key),
        remark=kind.remark(response),
    )


def diagnose(form: Format[Any], kind: Kind, response: Any, key: Any) -> str:  # noqa: ANN401 -- the format fixes the types
    """The kind's own slips first, because they know why; then what the format can see by itself."""
    for tag, value in kind.slips():
        if form.credit(response, as_typed(form, value)) >= 1:
            return tag
    return form.diagnose(response, key) or ""
