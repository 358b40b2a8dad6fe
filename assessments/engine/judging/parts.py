"""Judging an answer of several parts: each is right by the key, or because it follows from the learner's own parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from assessments.engine.judging.diagnosis import Diagnosis, listed
from assessments.engine.judging.explain import BEYOND, ROUNDED, explained
from assessments.engine.texts.said import Said
from assessments.engine.variant import Variant


@dataclass(frozen=True)
class Part:
    """What one part was worth. It holds no key."""

    label: str  # Markdown
    read_as: str
    score: float  # 0 … 1
    follows_from: tuple[str, ...] = ()  # labels of the learner's own parts that make it right although they are not
    diagnosis: str = ""


def judged(variant: Variant, response: Any) -> tuple[Part, ...]:
    """Nothing for an answer that is one."""
    return tuple(part(variant, response, place, own) for place, own in enumerate(variant.parts(response)))


def share(parts: Sequence[Part]) -> float:
    """What they earn together: each counts the same."""
    return sum(part.score for part in parts) / len(parts)


def part(variant: Variant, response: Any, place: int, own: Variant) -> Part:
    """`own` is the question as the parts before it leave it."""
    form, given = own.entry, response[place]
    label, read_as = variant.entry.labels()[place], form.echo(given)
    score = form.credit(given, variant.key[place])
    with suppress(*BEYOND):  # nothing may follow from numbers that lie far out
        if score < 1 and form.credit(given, own.key) >= 1:
            return Part(label, read_as, 1.0, tuple(wrong_before(variant, response, place)))
        if score < 1:
            rounded = form.diagnose(given, variant.key[place]) == ROUNDED  # although another value follows from theirs
            return Part(label, read_as, score, diagnosis=ROUNDED if rounded else str(explained(own, given)))
    return Part(label, read_as, score)


def wrong_before(variant: Variant, response: Any, place: int) -> Iterator[str]:
    """The labels of earlier parts that are not right and that this part's question would miss."""
    own, key = variant.parts(response), variant.key
    for before, label in enumerate(variant.entry.labels()[:place]):
        mended = (*response[:before], key[before], *response[before + 1 :])
        missed = variant.parts(mended)[place] != own[place]
        if missed and own[before].entry.credit(response[before], key[before]) < 1:
            yield label


def note(part: Mapping[str, Any]) -> str:
    """Why a part is right although it differs from the key, or why it is wrong: Markdown, of a part kept as JSON."""
    if part["follows_from"]:
        return Said("It follows from your {parts}", parts=listed(part["follows_from"]))
    return Diagnosis.read(part["diagnosis"]).words()
