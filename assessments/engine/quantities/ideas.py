"""Wrong ideas of what is asked: each is the right answer to another question, or about another network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assessments.engine.formats import Ends
from assessments.engine.quantities import sizes, values
from assessments.engine.quantities.asked import Asked, Change, Idea
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity

RANGES = {"f": "range-of-gate", "g": "range-of-candidate", "c": "range-of-cell-state", "h": "range-of-hidden-state"}


def ideas_of(asked: Asked, drawn: Drawn) -> tuple[tuple[str, Idea], ...]:
    """The ideas that are wrong in general: one that agrees with the key wherever one looks is none."""
    return differing(asked, elsewhere(asked, drawn))


@lru_cache(maxsize=512)
def differing(asked: Asked, places: tuple[Drawn, ...]) -> tuple[tuple[str, Idea], ...]:
    return tuple((tag, idea) for tag, idea in ideas(asked) if any(differs(idea, asked, place) for place in places))


def differs(idea: Idea, asked: Asked, place: Drawn) -> bool:
    try:
        return bool(idea(place) != asked.of(place))
    except ZeroDivisionError:
        return False


def elsewhere(asked: Asked, drawn: Drawn) -> tuple[Drawn, ...]:
    """Sizes with nothing in common; of values, the same sizes and other numbers."""
    if asked.first.measure == "value":
        return tuple(replace(drawn, seed=seed) for seed in range(3))
    return (Drawn(11, 7, steps=5, batch=3),)


def ideas(asked: Asked) -> Iterator[tuple[str, Idea]]:
    yield from ((tag, after(change, asked)) for tag, change in changes(asked.first))
    if asked.second is None:
        yield from slips(asked.first)
    else:
        yield from of_pair(asked, asked.first, asked.second)


def of_pair(asked: Asked, first: Quantity, second: Quantity) -> Iterator[tuple[str, Idea]]:
    if asked.combine == "ratio":
        yield "ratio-inverted", Asked(second, first, "ratio").of
        yield "difference-for-ratio", lambda drawn: float(Asked(first, second, "difference").of(drawn))
    else:
        yield "sign-flipped", Asked(second, first, "difference").of
    yield "first-only", first.of
    yield "second-only", second.of
    ones, others = dict(slips(first)), dict(slips(second))
    for tag in {**ones, **others}:  # whoever has a wrong idea has it of both, where it fits both
        yield tag, paired(asked, ones.get(tag, first.of), others.get(tag, second.of))


def after(change: Change, asked: Asked) -> Idea:
    return lambda drawn: asked.of(change(drawn))


def paired(asked: Asked, first: Idea, second: Idea) -> Idea:
    return lambda drawn: asked.combined(first(drawn), second(drawn))


def changes(quantity: Quantity) -> Iterator[tuple[str, Change]]:
    """Other networks than the one asked about."""
    if quantity.measure == "value":
        return values.changes(quantity)
    return iter(()) if quantity.measure == "range" else sizes.changes(quantity)


def slips(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    """Other quantities than the one asked for."""
    if quantity.measure == "value":
        return values.slips(quantity)
    return of_range(quantity) if quantity.measure == "range" else sizes.slips(quantity)


def of_range(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    yield from ((tag, replace(quantity, tensor=other).of) for other, tag in RANGES.items())
    yield "ends-open-closed", lambda drawn: included(quantity.of(drawn))


def included(ends: Ends) -> Ends:
    return Ends.closed(ends.lo, ends.hi)
