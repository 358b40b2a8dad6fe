"""Several inputs that make one answer: the entries of a vector, or the ends of an interval and its brackets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.engine.formats import Interval, Tolerance, Vector
from assessments.interchange import authored
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.qti.reading.found import Found
from assessments.interchange.qti.reading.response import Response
from assessments.interchange.qti.reading.typed import EXACT, NUMBERS
from assessments.interchange.qti.writing.numbers import BRACKETS, bracket_name

ENDS = ("LEFT", "LOWER", "UPPER", "RIGHT")
BY_NAME = tuple({bracket_name(out): sign for out, sign in signs.items()} for signs in BRACKETS)


def reads(found: Found) -> bool:
    """Numbers alone, each with its right answer; or an interval as we write it. Raises Unsafe."""
    return bool(interval(found)) or is_vector(found)


def read(found: Found) -> Taken | Refused:
    """Raises Unsafe."""
    key = interval(found) or f"({', '.join(right(one) for one in asked(found))})"
    form = Interval if interval(found) else Vector
    lost = [] if interval(found) else ["its inputs, which are the entries of one vector here"]
    tolerance = next((found.processing.tolerance(one.identifier) for one in asked(found)), None) or near(found) or EXACT
    settings: dict[str, Any] = {"tolerance": tolerance.facts()}
    if form is Interval and len(found.interactions) < len(ENDS):
        settings["judge_ends"] = False
    given = {"form": form.slug, "value": key}
    return authored.made(found.asked([], lost), "authored-value", given, settings)


def asked(found: Found) -> list[Response]:
    return [found.response(one) for one in found.interactions]


def right(response: Response) -> str:
    return response.correct[0] if response.correct else ""


def is_vector(found: Found) -> bool:
    typed = all(one.tag == "textEntryInteraction" for one in found.interactions)
    apart = len({one.identifier for one in asked(found)}) == len(found.interactions)
    return typed and apart and all(one.base_type in NUMBERS and one.correct for one in asked(found))


def interval(found: Found) -> str:
    """As it is typed here; empty where it is none."""
    ends: Mapping[str, str] = {one.identifier.rpartition("_")[2]: right(one) for one in asked(found)}
    if not {"LOWER", "UPPER"} <= set(ends) <= set(ENDS) or len(ends) < len(found.interactions):
        return ""
    left, right_ = (names.get(ends.get(side, ""), "[") for names, side in zip(BY_NAME, ("LEFT", "RIGHT"), strict=True))
    return f"{left}{ends['LOWER']}, {ends['UPPER']}{right_}"


def near(found: Found) -> Tolerance | None:
    """By the bounds around a right answer, where nothing else says it. Raises Unsafe."""
    for one in asked(found):
        for low, high in found.processing.bounds(one.identifier):
            if low <= float(right(one) or "nan") <= high:
                return Tolerance("absolute", float(f"{(high - low) / 2:.6g}"))
    return None
