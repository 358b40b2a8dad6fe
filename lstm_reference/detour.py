"""A second opinion: what is asked on a detour is computed another way, where there is another way.

Two ways that agree are better evidence than one. Only who checks goes this way; keys are what the first way gives.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token
from functools import lru_cache, wraps
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

KEPT: Final = 4096


class Detour:
    """`with Detour() as road: …`, and `road.taken` is how often there was another way."""

    def __init__(self) -> None:
        self.taken = 0

    def __enter__(self) -> Self:
        self._before: Token[Detour | None] = _ROAD.set(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        _ROAD.reset(self._before)


# Of each thread and task: a check in one must not lead the keys of another astray.
_ROAD: ContextVar[Detour | None] = ContextVar("road", default=None)


def on_detour() -> bool:
    """Asked by whoever has another way, and then takes it."""
    road = _ROAD.get()
    if road is None:
        return False
    road.taken += 1
    return True


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """An lru_cache that keeps apart what was found on a detour."""

    def computed(*args: P.args, **options: P.kwargs) -> tuple[R, int]:
        with Detour() as road:
            return function(*args, **options), road.taken

    direct = cast("Callable[P, R]", lru_cache(KEPT)(function))
    # With how often there was another way, which a remembered answer would not tell.
    aside = cast("Callable[P, tuple[R, int]]", lru_cache(KEPT)(computed))

    @wraps(function)
    def found(*args: P.args, **options: P.kwargs) -> R:
        road = _ROAD.get()
        if road is None:
            return direct(*args, **options)
        value, taken = aside(*args, **options)
        road.taken += taken
        return value

    return found
