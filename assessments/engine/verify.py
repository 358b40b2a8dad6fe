"""Proving an item before it is posed: every variant of its space, by the rules of fair play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.explain import diagnose
from assessments.engine.formats import Choice
from assessments.engine.grade import grade
from assessments.engine.kind import Value, load
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.renders import Renders
from assessments.engine.space import Space, shuffled
from assessments.engine.variant import Unposable, Variant, posed

WHOLE = 1_000_000  # spaces up to this size are verified whole
SAMPLE = 50_000  # points of a larger one
KEPT = 10  # examples of each list that a report keeps
SEED = "verify"
BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError)  # what mistakes in a kind's own code raise


@dataclass(frozen=True)
class Report:
    """What was proven; stored with the revision."""

    space: int  # points in the space
    tried: int  # points looked at: all of them, or a sample
    posable: int  # points that make a fair question
    verified: int  # posable points at which every check held
    failures: tuple[dict[str, Any], ...] = ()  # the first few, each with its parameters and what went wrong
    turned_down: Mapping[str, int] = field(default_factory=dict)  # why points are never posed, with counts
    slips: Mapping[str, int] = field(default_factory=dict)  # misconception tag → posable points at which it tells

    @property
    def whole(self) -> bool:
        return self.tried == self.space

    @property
    def passed(self) -> bool:
        return self.posable > 0 and self.verified == self.posable

    def facts(self) -> dict[str, Any]:
        return {**asdict(self), "failures": list(self.failures), "whole": self.whole, "passed": self.passed}

    def __str__(self) -> str:
        sampled = "" if self.whole else f" (a sample of {self.tried:,} of {self.space:,} points)"
        return f"verified {self.verified:,} of {self.posable:,} variants{sampled}"


def verify(definition: Definition, whole: int = WHOLE) -> Report:
    """Tries every point of the space, or a spread-out sample of a space larger than `whole`, and says which."""
    points, verified, posable = 0, 0, 0
    failures: list[dict[str, Any]] = []
    turned_down: Counter[str] = Counter()
    slips: Counter[str] = Counter()
    renders = Renders(definition)
    for params in chosen(definition.space, whole):
        points += 1
        try:
            variant = posed(definition, params, SEED)
            told, faults = list(variant.telling), [*variant_faults(variant), *renders.faults(variant)]
        except Unposable as why:
            turned_down[str(why)] += 1
            continue
        except BROKEN as wrong:
            told, faults = [], [f"{type(wrong).__name__}: {wrong}"]
        posable += 1
        slips.update(told)
        verified += not faults
        if faults and len(failures) < KEPT:
            failures.append({"params": dict(params), "faults": faults})
    return Report(len(definition.space), points, posable, verified, tuple(failures), dict(turned_down), dict(slips))


def verify_all(definitions: Iterable[Definition]) -> Iterator[Report]:
    """A report for each, in order, worked out on all cores."""
    facts = [definition.facts() for definition in definitions]
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=load) as pool:
        yield from pool.map(verify_facts, facts)


def verify_facts(facts: Mapping[str, Any]) -> Report:
    return verify(Definition.read(facts))


def chosen(space: Space, whole: int) -> Iterator[Mapping[str, Value]]:
    """All points in order; or a sample without repeats, the same each time."""
    if len(space) <= whole:
        return iter(space)
    return (space[shuffled(place, len(space), SEED.encode())] for place in range(min(SAMPLE, whole)))


def variant_faults(variant: Variant) -> Iterator[str]:
    try:
        variant.entry.check(variant.key)
    except ValueError as wrong:
        yield str(wrong)
        return
    if (outcome := grade(variant, variant.format.show(variant.key))).score != 1:
        yield f"the key {outcome.key} typed as shown is credited {outcome.score:g}"
    yield from slip_faults(variant)
    if isinstance(variant.format, Choice):
        yield from option_faults(variant.format, variant.key)


def slip_faults(variant: Variant) -> Iterator[str]:
    for tag, value in variant.telling.items():
        if tag not in CATALOGUE:
            yield f"the slip {tag!r} is not in the catalogue"
        if (named := diagnose(variant, value)) != tag:
            yield f"the slip {tag!r} is diagnosed as {named!r}"


def option_faults(form: Choice[Any], key: Any) -> Iterator[str]:
    try:
        form.check(key)
    except ValueError as wrong:
        yield str(wrong)
