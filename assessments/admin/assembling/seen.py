"""What a learner will get of a quiz, said to whoever assembles it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.utils.text import capfirst

from assessments.engine.dealing import dealt
from assessments.engine.feedback import MOMENTS, PARTS
from assessments.models import Assessment, Slot
from assessments.queries.banks import pools


def seen(assessment: Assessment) -> dict[str, Any]:
    slots = list(assessment.slots.select_related("section", "item__current", "bank"))
    return {
        "parts": [part_row(section, list(rows)) for section, rows in groupby(slots, key=lambda one: one.section)],
        "questions": sum(slot.draws for slot in slots),
        "points": points(slots),
        "facts": list(facts(assessment)),
        "told": list(told(assessment)),
        "warnings": list(warnings(assessment, slots)),
    }


def part_row(section: Any, slots: list[Slot]) -> dict[str, Any]:
    return {
        "title": section.title if section else "",
        "questions": sum(slot.draws for slot in slots),
        "points": points(slots),
    }


def points(slots: list[Slot]) -> str:
    return f"{float(sum(slot.draws * slot.points for slot in slots)):g}"


def facts(assessment: Assessment) -> Iterator[str]:
    tries = "once" if assessment.tries == 1 else f"up to {assessment.tries} times"
    yield "may change answers until submission" if assessment.mode == "deferred" else f"may answer each {tries}"
    yield f"has {assessment.time_limit} from the start" if assessment.time_limit else "has no time limit"
    allowed = assessment.attempts_allowed
    yield f"may take it {'once' if allowed == 1 else f'{allowed} times'}" if allowed else "may take it again at will"
    if assessment.password:
        yield "is asked for a password"
    if assessment.ip_ranges:
        yield f"must be in {', '.join(assessment.ip_ranges.split())}"
    if assessment.pass_mark:
        yield f"passes with {assessment.pass_mark} % of the points"


def told(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """(moment, the parts that are told then)"""
    for moment, title in MOMENTS.items():
        parts = [PARTS[part].lower() for part in PARTS if assessment.told[part] == moment]
        if parts:
            yield title, capfirst(", ".join(parts))


def warnings(assessment: Assessment, slots: list[Slot]) -> Iterator[str]:
    if not slots:
        yield "There is no question yet, so nobody can start it."
    for slot in slots:
        if slot.item and not slot.item.current:
            yield f"“{slot.item}” is not published, so nobody can start it."
    found = pools(slots)
    for slot, hand in zip(found, dealt(list(found.values()), [slot.draws for slot in found]), strict=True):
        if len(hand) < slot.draws:
            left = "fit" if len(hand) == len(found[slot]) else "are left beside the other draws"
            yield f"{slot.draws} are to be drawn from “{slot.bank}”, and {len(hand)} {left}."
    if slots and not assessment.published:
        yield "It is not published, so learners do not see it."
