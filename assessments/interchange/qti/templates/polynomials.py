"""Whole-number polynomials, found from what the reference answered and held against all of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np

from assessments.engine.variant import order

HIGHEST = 4  # degree: four sizes are multiplied at most
ENOUGH = 300  # points to find a polynomial from; it is held against all

Point = Mapping[str, int]


@dataclass(frozen=True)
class Term:
    factor: int
    variables: tuple[str, ...]  # each as often as it is multiplied

    def at(self, point: Point) -> int:
        return self.factor * math.prod([point[name] for name in self.variables])


@dataclass(frozen=True)
class Polynomial:
    terms: tuple[Term, ...]

    def at(self, point: Point) -> int:
        return sum(term.at(point) for term in self.terms)


@dataclass(frozen=True)
class Grid:
    points: Sequence[Point]

    def fitted(self, values: Sequence[int]) -> Polynomial | None:
        """The one of lowest degree that gives every value at its point, exactly; None where there is none."""
        for degree in range(HIGHEST + 1):
            found = self._nearest(degree, values)
            # In whole numbers, so that no rounding of the fit is ever believed.
            if all(found.at(point) == value for point, value in zip(self.points, values, strict=True)):
                return found
        return None

    def _nearest(self, degree: int, values: Sequence[int]) -> Polynomial:
        """With whole factors, by the least squares over some points; it need not be right anywhere."""
        products = [one for one in self._products if len(one) <= degree]
        columns = self._columns[:, : len(products)]
        # Products of four sizes are millions of times a single one: unscaled, the small ones drown.
        scale = np.abs(columns).max(axis=0).clip(min=1)
        few = np.array([values[place] for place in self._few], float)
        factors = np.linalg.lstsq(columns / scale, few, rcond=None)[0] / scale
        whole = [round(factor) for factor in factors]
        return Polynomial(tuple(Term(factor, one) for factor, one in zip(whole, products, strict=True) if factor))

    @cached_property
    def _few(self) -> tuple[int, ...]:
        """Places all over: every so many of a grid may have one axis stand still."""
        return order(len(self.points), "few")[:ENOUGH]

    @cached_property
    def _products(self) -> list[tuple[str, ...]]:
        """By degree. A variable of two values has no square of its own: any would do as well as another."""
        highest = {name: len({point[name] for point in self.points}) - 1 for name in sorted(self.points[0])}
        every = [one for size in range(HIGHEST + 1) for one in combinations_with_replacement(highest, size)]
        return [one for one in every if all(one.count(name) <= most for name, most in highest.items())]

    @cached_property
    def _columns(self) -> np.ndarray:  # (some points, products)
        few = [self.points[place] for place in self._few]
        return np.array([[math.prod([point[name] for name in one]) for one in self._products] for point in few], float)
