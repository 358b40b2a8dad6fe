"""Whether the variants of a question are as difficult as one another.

The statistic is Σ nᵢ(mᵢ − m)²/s² with s² the variance of all marks: Pearson's χ² where answers are right or wrong, and
its like where there is partial credit. Groups below FEWEST are shown and not tested. Few answers beside many, to a
question that nearly all get right, scatter more widely than χ² does, so the statistic is held against a χ² of its own
variance, with the kurtosis of marks of 0 and 1: Box and Andersen, Permutation Theory in the Derivation of Robust
Criteria, 1955.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from assessments.engine.statistics.chances import chi_square_tail
from assessments.engine.statistics.intervals import Interval, wilson

FEWEST = 5  # answers of a group, for its share to be tested and shown in full
UNLIKELY = 0.01  # so often a fair question is warned of as well
MOST_BINS = 6
MOST_SHOWN, ALL_SHOWN = 30, 12  # of the groups of a spread; all where there are few
BINS = 4

Value = bool | int | float | str


@dataclass(frozen=True)
class Group:
    """Some answers to one question, by how they were credited."""

    label: str
    n: int
    total: float  # credit, each answer's from 0 to 1
    squares: float

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.mean, self.n)

    @property
    def few(self) -> bool:
        return self.n < FEWEST


@dataclass(frozen=True)
class Spread:
    """One question's answers taken apart in one way."""

    by: str
    groups: tuple[Group, ...]
    chance: float | None  # of differences as large where there are none; None where there is nothing to compare
    tests: int = 1  # made at once, and allowed for by Bonferroni's rule

    @property
    def unfair(self) -> bool:
        return self.chance is not None and self.chance < UNLIKELY

    @property
    def shown(self) -> tuple[Group, ...]:
        """Of many groups those with the most answers, in their order."""
        if len(self.groups) <= ALL_SHOWN:
            return self.groups
        largest = sorted((group for group in self.groups if not group.few), key=lambda group: -group.n)[:MOST_SHOWN]
        return tuple(group for group in self.groups if group in largest)

    @property
    def hidden(self) -> int:
        return len(self.groups) - len(self.shown)

    @property
    def tested(self) -> int:
        return sum(not group.few for group in self.groups)


def spread(by: str, groups: Sequence[Group]) -> Spread:
    large = [group for group in groups if not group.few]
    n, total, squares = (sum(getattr(one, name) for one in large) for name in ("n", "total", "squares"))
    if len(large) < 2:  # noqa: PLR2004 -- a comparison takes two
        return Spread(by, tuple(groups), None)
    mean = total / n
    variance = squares / n - mean**2
    if variance < 1e-12:  # noqa: PLR2004 -- all alike but for rounding
        return Spread(by, tuple(groups), None)
    statistic = sum(one.n * (one.total / one.n - mean) ** 2 for one in large) / variance
    degrees, stretch = len(large) - 1, stretched(large, mean)
    return Spread(by, tuple(groups), chi_square_tail(statistic / stretch, degrees / stretch))


def stretched(groups: Sequence[Group], mean: float) -> float:
    """How many times the variance of χ² the statistic has, where all are as difficult: once for groups alike in n."""
    count, n, two_point = len(groups), sum(one.n for one in groups), mean * (1 - mean)
    excess = max(0.0, 1 / two_point - 6)
    return 1 + excess * max(0.0, sum(1 / one.n for one in groups) - count**2 / n) / (2 * (count - 1))


def allowed_for(spreads: Sequence[Spread]) -> list[Spread]:
    """One of many tests is bound to look unlikely, so each chance counts as many times as there are tests."""
    tests = sum(one.chance is not None for one in spreads)
    return [
        replace(one, chance=None if one.chance is None else min(1.0, one.chance * tests), tests=max(tests, 1))
        for one in spreads
    ]


def merged(label: str, groups: Sequence[Group]) -> Group:
    sums = (sum(getattr(one, name) for one in groups) for name in ("n", "total", "squares"))
    return Group(label, *sums)


def binned(name: str, variants: Sequence[tuple[Mapping[str, Value], Group]]) -> list[Group]:
    """The variants by one of their parameters: value by value, or where there are many numbers, in bins alike in n."""
    by_value: dict[Value, list[Group]] = {}
    for params, group in variants:
        by_value.setdefault(params[name], []).append(group)
    values = sorted(by_value, key=lambda value: (isinstance(value, str), value))
    if len(values) <= MOST_BINS or not all(is_number(value) for value in values):
        return [merged(text_of(value), by_value[value]) for value in values]
    sizes = [sum(one.n for one in by_value[value]) for value in values]
    ends = list(accumulate(sizes))
    bins = [min(BINS * (end - size / 2) // ends[-1], BINS - 1) for end, size in zip(ends, sizes, strict=True)]
    return [
        merged(between(inside), [one for value in inside for one in by_value[value]])
        for place in sorted(set(bins))
        if (inside := [value for value, where in zip(values, bins, strict=True) if where == place])
    ]


def is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def between(values: Sequence[Value]) -> str:
    return text_of(values[0]) if len(values) == 1 else f"{text_of(values[0])} to {text_of(values[-1])}"


def text_of(value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value}"
