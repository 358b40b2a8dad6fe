"""Proving an item before it is posed: every variant of its space, by the rules of fair play."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass
from typing import Any, NamedTuple

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.judging.explain import diagnose
from assessments.engine.kind import Value
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.proving.renders import Renders
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, Variant, option_texts, posed
from lstm_reference.detour import Detour

WHOLE = 1_000_000  # spaces up to this size are verified whole
SAMPLE = 50_000  # points of a larger one
KEPT = 10  # examples of each list that a report keeps
SEED = "verify"
SMALL = 5_000  # spaces up to this size are asked everything twice,
EVERY = 11  # and of a larger one every so many points, which no axis keeps step with
NEAR = 1e-9  # how far rounding may set two ways of computing a number apart
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
    computed_twice: int = 0  # posable points whose key was computed another way too
    trials: tuple[Mapping[str, Any], ...] = ()  # the test answers that held, each as its author wrote it

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Report:
        """Of a revision; an older one may lack what was not yet counted."""
        return cls(**{one.name: facts[one.name] for one in fields(cls) if one.name in facts})

    @classmethod
    def joined(cls, parts: Iterable[Report]) -> Report:
        """One report of several parts of a space."""
        found = list(parts)
        sums = {name: sum(getattr(one, name) for one in found) for name in ("tried", "posable", "verified")}
        return cls(
            space=found[0].space,
            **sums,
            failures=tuple(failure for one in found for failure in one.failures)[:KEPT],
            turned_down=summed(one.turned_down for one in found),
            slips=summed(one.slips for one in found),
            computed_twice=sum(one.computed_twice for one in found),
        )

    @property
    def whole(self) -> bool:
        return self.tried == self.space

    @property
    def passed(self) -> bool:
        return self.posable > 0 and self.verified == self.posable

    def facts(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "failures": list(self.failures),
            "trials": list(self.trials),
            "whole": self.whole,
            "passed": self.passed,
        }

    def __str__(self) -> str:
        sampled = "" if self.whole else f" (a stratified sample of {self.tried:,} of {self.space:,} points)"
        return f"verified {self.verified:,} of {self.posable:,} variants{sampled}"


class Found(NamedTuple):
    """What one posable point came to."""

    told: Collection[str]  # tags of the slips that tell
    faults: list[str]
    twice: bool  # whether the key was computed another way too


def verify(definition: Definition, whole: int = WHOLE) -> Report:
    """Tries every point of the space, or one of each equal stretch of a space larger than `whole`, and says which."""
    return verify_places(definition, range(tries(definition.space, whole)), whole, Renders(definition))


def verify_places(definition: Definition, places: range, whole: int, renders: Renders) -> Report:
    """Of the points that are tried, those at these places."""
    space, posable, verified, twice = definition.space, 0, 0, 0
    every = 1 if len(space) <= SMALL else EVERY
    failures: list[dict[str, Any]] = []
    turned_down, slips = Counter[str](), Counter[str]()
    for place in places:
        params = point(space, place, whole)
        try:
            found = examined(definition, params, renders, again=place % every == 0)
        except Unposable as why:
            turned_down[str(why)] += 1
            continue
        posable += 1
        verified += not found.faults
        twice += found.twice
        for tag in found.told:
            slips[tag] += 1
        if found.faults and len(failures) < KEPT:
            failures.append({"params": params, "faults": found.faults})
    return Report(len(space), len(places), posable, verified, tuple(failures), dict(turned_down), dict(slips), twice)


def tries(space: Space, whole: int) -> int:
    return len(space) if len(space) <= whole else min(SAMPLE, whole)


def point(space: Space, place: int, whole: int) -> dict[str, Value]:
    return space[place] if len(space) <= whole else space.in_stretch(place, tries(space, whole), SEED.encode())


def examined(definition: Definition, params: Mapping[str, Value], renders: Renders, *, again: bool = True) -> Found:
    """Raises Unposable."""
    try:
        variant = posed(definition, params, SEED)
        names = variant.kind.names()
        faults, twice = key_faults(variant), False
        if not faults:
            faults += slip_faults(variant)
        if again and not faults:
            # Only where nothing is wrong so far: a key that fails has been told already.
            second = Again(definition, params)
            faults, twice = list(second.faults(variant, names)), second.another_way
        return Found(variant.telling, faults + renders.faults(variant, names), twice)
    except BROKEN as wrong:
        return Found((), [f"{type(wrong).__name__}: {wrong}"], twice=False)


class Again:
    """The same point asked a second time, its key computed another way where there is one."""

    def __init__(self, definition: Definition, params: Mapping[str, Value]) -> None:
        self.definition, self.kind = definition, definition.kind_at(params)
        with Detour() as road:
            self.key = self.kind.answer()
        self.another_way = road.taken > 0

    def faults(self, variant: Variant, names: Mapping[str, str]) -> Iterator[str]:
        if not alike(self.key, variant.key):
            asked = "computed another way, the key is" if self.another_way else "asked again, the key is"
            yield f"{asked} {self.key!r} instead of {variant.key!r}"
        if self.kind.names() != names:
            yield "asked again, the stem is another"
        form = variant.format
        if form.offers and option_texts(self.definition, variant, SEED) != form.offered():
            yield "asked again, the options are others"


def alike(one: Any, other: Any) -> bool:
    """Equal, real numbers but for rounding."""
    if one == other:
        return True
    if isinstance(one, float):
        return math.isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)
    if is_dataclass(one) and type(one) is type(other):
        return alike(astuple(one), astuple(other))  # type: ignore[arg-type]  # of an instance
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return False


def key_faults(variant: Variant) -> list[str]:
    try:
        variant.entry.check(variant.key)
        if variant.format is not variant.entry:
            variant.format.check(variant.key)
    except ValueError as wrong:
        return [str(wrong)]
    outcome = grade(variant, variant.format.show(variant.key))
    return [] if outcome.score == 1 else [f"the key {outcome.key} typed as shown is credited {outcome.score:g}"]


def slip_faults(variant: Variant) -> Iterator[str]:
    for tag, value in variant.telling.items():
        if tag not in CATALOGUE:
            yield f"the slip {tag!r} is not in the catalogue"
        if (named := diagnose(variant, value)) != tag:
            yield f"the slip {tag!r} is diagnosed as {named!r}"


def summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    return dict(sum((Counter(one) for one in counts), Counter[str]()))
