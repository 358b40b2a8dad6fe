"""A second opinion: what is asked on a detour is computed another way, where there is another way.

Two ways that agree are better evidence than one. Only who checks goes this way; keys are what the first way gives.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Road:
    taken: int = 0  # how often there was another way


_ROAD: ContextVar[Road | None] = ContextVar("road", default=None)


@contextmanager
def detour() -> Iterator[Road]:
    road = Road()
    before = _ROAD.set(road)
    try:
        yield road
    finally:
        _ROAD.reset(before)


def on_detour() -> bool:
    """Asked by whoever has another way, and then takes it."""
    road = _ROAD.get()
    if road is None:
        return False
    road.taken += 1
    return True
