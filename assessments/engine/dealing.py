"""Dealing things to hands of which each takes from a pile of its own, where the piles overlap."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def dealt(piles: Sequence[Sequence[T]], wanted: Sequence[int]) -> list[list[T]]:
    """What each hand gets, in the order of its pile; nothing twice, and as much in all as can be had.

    A hand takes what comes first in its pile. Where nothing is left, another one that can do without makes room.
    """
    holder: dict[T, int] = {}
    for hand, count in enumerate(wanted):
        for _ in range(count):
            if not one_more(hand, piles, holder, set()):
                break
    return [[one for one in pile if holder.get(one) == hand] for hand, pile in enumerate(piles)]


def one_more(hand: int, piles: Sequence[Sequence[T]], holder: dict[T, int], asked: set[int]) -> bool:
    """Whether the hand could be given another one; `asked` holds the hands that have been asked to make room."""
    asked.add(hand)
    # What is free first: nobody has to be asked then.
    for one in piles[hand]:
        if one not in holder:
            holder[one] = hand
            return True
    for one in piles[hand]:
        if holder[one] not in asked and one_more(holder[one], piles, holder, asked):
            holder[one] = hand
            return True
    return False
