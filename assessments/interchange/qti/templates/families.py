"""A family as a template: what is drawn, the key as a polynomial of it, and each slip that is one too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, Value
from assessments.engine.texts.stems import placeholders
from assessments.engine.variant import order
from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.templates.polynomials import Grid, Polynomial

MOST_POINTS = 1_000  # at which the reference is asked for each template
MOST_FIXED = 8  # combinations of what is no number


class Inexpressible(ValueError):
    """The message says why a family cannot draw its own numbers elsewhere."""


@dataclass(frozen=True)
class Template:
    fixed: Mapping[str, Value]  # the parameters that are not drawn
    axes: Mapping[str, tuple[int, ...]]  # those that are
    key: Polynomial
    stem: str  # Markdown, with placeholders for `printed`
    constant: Mapping[str, str]  # placeholder → its text
    printed: Mapping[str, Polynomial]  # placeholder → its number
    slips: Mapping[str, Polynomial]  # tag → the wrong answer


def templates(exported: Exported) -> list[Template]:
    """One for each combination of the parameters that are no numbers. Raises Inexpressible."""
    definition = exported.definition
    if not all(isinstance(posed.format, Integer) for posed in exported.variants):
        raise Inexpressible("only whole numbers that are typed can be drawn elsewhere")
    axes = definition.space.axes
    numbers = {name: values for name, values in axes.items() if all(type(value) is int for value in values)}
    others = {name: values for name, values in axes.items() if name not in numbers}
    fixed = [dict(zip(others, values, strict=True)) for values in product(*others.values())]
    if not numbers or len(fixed) > MOST_FIXED:
        raise Inexpressible("what it draws are not sizes alone")
    return [template(definition, numbers, one) for one in fixed]


def template(definition: Definition, axes: Mapping[str, Sequence[Any]], fixed: Mapping[str, Value]) -> Template:
    points = spread(axes)
    kinds = [definition.kind_at({**fixed, **point}) for point in points]
    # A player draws by itself: it cannot be told to leave one out.
    if not all(kind.posable() for kind in kinds):
        raise Inexpressible("some of its numbers make no fair question together")
    grid = Grid(points)
    key = grid.fitted([int(kind.answer()) for kind in kinds])
    if key is None:
        raise Inexpressible("its answer is no sum of products of what is drawn")
    stem = definition.wordings[0]
    constant, printed = named(kinds, grid, placeholders(stem))
    slips = dict(told(kinds, grid))
    drawn = {name: tuple(values) for name, values in axes.items()}
    return Template(fixed, drawn, key, stem, constant, printed, slips)


def spread(axes: Mapping[str, Sequence[Any]]) -> list[dict[str, int]]:
    """The whole grid, or so many points all over it."""
    whole = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    return [whole[place] for place in order(len(whole), "all over")[:MOST_POINTS]]


def named(kinds: Sequence[Kind], grid: Grid, wanted: set[str]) -> tuple[dict[str, str], dict[str, Polynomial]]:
    """Each placeholder as a text that never changes or as a number. Raises Inexpressible."""
    constant, printed, names = {}, {}, [kind.names() for kind in kinds]
    for name in wanted & set(names[0]):
        texts = [one[name] for one in names]
        if len(set(texts)) == 1:
            constant[name] = texts[0]
            continue
        number = grid.fitted(list(map(int, texts))) if all(text.isdecimal() for text in texts) else None
        if number is None:
            raise Inexpressible("its wording changes with the numbers")
        printed[name] = number
    return constant, printed


def told(kinds: Sequence[Kind], grid: Grid) -> Iterator[tuple[str, Polynomial]]:
    """The slips that every variant has, where they follow from the numbers in one way."""
    # Reversed, so that of two slips by one name the first one stays, as it does here.
    answers = [dict(reversed(list(kind.wrong_answers()))) for kind in kinds]
    for tag in answers[0]:
        values = [one.get(tag) for one in answers]
        if all(isinstance(value, int) for value in values) and (found := grid.fitted(values)):
            yield tag, found
