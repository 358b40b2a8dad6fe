"""What outcomes add up to."""

from __future__ import annotations

from collections.abc import Iterable


def total(places: Iterable[tuple[float, float]]) -> float:
    """Over (points that a place can bring, best fraction reached there)."""
    return sum(points * best for points, best in places)
