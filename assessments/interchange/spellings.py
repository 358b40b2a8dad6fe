"""Other ways to type an answer, for systems that compare texts sign by sign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assessments.engine.formats import Format, Unreadable

BRACKETS = (("", ""), ("(", ")"), ("[", "]"))
JOINTS = (", ", ",", "x", " x ", "×", " × ", "; ", " ")  # the most usual first
SLICES = ("{0}:{1}", "[{0}:{1}]", "{0} to {2}", "{0}-{2}", "{0}..{2}", "rows {0} to {2}", "rows {0}-{2}")


def spellings(form: Format[Any], text: str, key: Any) -> tuple[str, ...]:
    """The text as shown, and all others that the format takes for the same; it is asked about each."""
    return (text, *(one for one in dict.fromkeys(candidates(text)) if one != text and means(form, one, key)))


def candidates(text: str) -> Iterable[str]:
    entries = [entry.strip() for entry in text.strip("()[]").rstrip(",").split(",")]
    for joint in JOINTS:
        yield from (f"{left}{joint.join(entries)}{right}" for left, right in ((text[:1], text[-1:]), *BRACKETS))
    first, _, after = text.partition(":")
    if first.isdecimal() and after.isdecimal():
        yield from (pattern.format(first, after, int(after) - 1) for pattern in SLICES)


def means(form: Format[Any], text: str, key: Any) -> bool:
    try:
        return form.credit(form.parse(text), key) >= 1
    except Unreadable:
        return False
