"""Judging one response: parse, ask the reference, credit, and name the mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.engine.variant import Variant


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
    form = variant.format
    response = form.parse(raw)
    score = form.credit(response, variant.key)
    return Outcome(
        score=score,
        read_as=form.echo(response),
        key=form.show(variant.key),
        misconception="" if score >= 1 else diagnose(variant, response),
        remark=variant.kind.remark(response),
    )


def diagnose(variant: Variant, response: Any) -> str:
    """The kind's own slips first, because they know why; then what the format can see by itself."""
    for tag, typed in variant.slips:
        if variant.entry.credit(response, typed) >= 1:
            return tag
    return variant.entry.diagnose(response, variant.key) or ""
