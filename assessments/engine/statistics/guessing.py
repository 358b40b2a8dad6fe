"""What blind luck earns: the mean credit of every answer that can be picked. Typed answers cannot be guessed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from assessments.engine.formats import Choice, Match, MultiChoice, Unreadable
from assessments.engine.variant import Variant

MOST = 5_000  # answers that are looked at


def luck(variant: Variant) -> float | None:
    """The share of the mark; None where the answers that can be given have no end, or are too many to look at."""
    form, worths = variant.format, list[float]()
    for raw in pickable(variant):
        try:
            worths.append(form.credit(form.parse(raw), variant.key))
        except Unreadable:  # more or fewer than may be chosen
            continue
    return sum(worths) / len(worths) if worths else None


def pickable(variant: Variant) -> Iterator[str]:
    form = variant.format
    if isinstance(form, Choice):
        yield from form.options
    elif isinstance(form, MultiChoice) and 2 ** len(form.options) <= MOST:
        yield from map("\n".join, subsets(form.options))
    elif isinstance(form, Match) and len(form.options) ** len(form.prompts) <= MOST:
        yield from map("\n".join, product(form.options, repeat=len(form.prompts)))


def subsets(options: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return chain.from_iterable(combinations(options, count) for count in range(len(options) + 1))
