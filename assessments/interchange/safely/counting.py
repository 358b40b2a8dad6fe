"""How many of anything are looked at, before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from assessments.interchange.safely.unsafe import Unsafe

T = TypeVar("T")

MOST_ITEMS = 1_000  # of a file
MOST_PARTS = 100  # of a question: options, answers, lines, inputs, rules


def few(found: Iterable[T], what: str, most: int = MOST_PARTS) -> list[T]:
    """All of them, where they are not too many; else no more is looked for. Raises Unsafe."""
    kept = list(islice(found, most + 1))
    if len(kept) > most:
        raise Unsafe(f"more than {most:,} {what} are listed")
    return kept


def questions(found: Iterable[T]) -> tuple[T, ...]:
    """Raises Unsafe."""
    return tuple(few(found, "questions", MOST_ITEMS))
