"""Judging one response: parse, ask the reference, credit, and name the mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assessments.engine.judging.diagnosis import NONE, Diagnosis
from assessments.engine.judging.explain import explained
from assessments.engine.judging.parts import Part, judged, share
from assessments.engine.variant import Variant


@dataclass(frozen=True)
class Outcome:
    """What a response was worth. `key` is for records and for learners who are done, never for a page before that."""

    score: float  # 0 … 1
    read_as: str
    key: str
    misconception: str = ""  # the diagnosis' first tag, and mostly its only one
    remark: str = ""  # Markdown of the item's author
    diagnosis: str = ""  # of a Diagnosis; empty where the answer is right or nothing explains it
    parts: tuple[Part, ...] = ()  # of an answer of several

    def part_facts(self) -> list[dict[str, Any]] | None:
        """As JSON; None of an answer that is one."""
        return [asdict(part) | {"follows_from": list(part.follows_from)} for part in self.parts] or None


def by_parts(parts: Sequence[Part]) -> Diagnosis:
    return Diagnosis.together(*(Diagnosis.read(part.diagnosis) for part in parts))


def grade(variant: Variant, raw: str) -> Outcome:
    """Raises Unreadable, which costs no try."""
    form = variant.format
    response = form.parse(raw)
    parts = judged(variant, response)
    # By the parts, which also count what follows from the learner's own.
    score = share(parts) if parts else form.credit(response, variant.key)
    diagnosis = NONE if score >= 1 else explained(variant, response, by_parts(parts))
    return Outcome(
        score=score,
        read_as=form.echo(response),
        key=form.show(variant.key),
        misconception=diagnosis.first,
        remark=variant.kind.remark(response),
        diagnosis=str(diagnosis),
        parts=parts,
    )
