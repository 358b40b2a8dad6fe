"""What outcomes add up to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Place(Protocol):
    """One place of an attempt: what it can bring, and the best fraction reached there."""

    points: float

    @property
    def best(self) -> float: ...


def total(places: Iterable[Place]) -> float:
    return sum(place.points * place.best for place in places)
