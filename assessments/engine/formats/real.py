"""Real numbers, right within a tolerance that is told beforehand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from assessments.engine.formats import numerals
from assessments.engine.formats.base import Format
from assessments.engine.formats.text import written
from assessments.engine.formats.tolerance import MOST_DIGITS, USUAL, Tolerance, plainly
from assessments.engine.texts.said import Said

POWERS = (1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3)
EITHER_WAY = (ROUND_HALF_UP, ROUND_HALF_DOWN)  # people round a half up or to even, machines by how they store it
SHARE = 0.02  # of a number, within which its digits are still the same
NEAR = 4  # rooms: what rounding on the way usually costs


@dataclass(frozen=True)
class Real(Format[float]):
    slug = "real"
    base_type = "float"

    tolerance: Tolerance = USUAL

    def __post_init__(self) -> None:
        must_be_tolerance(self.tolerance)

    def read(self, raw: str) -> float:
        return numerals.real(written(raw))

    def credit(self, response: float, key: float) -> float:
        return float(self.tolerance.accepts(response, key))

    def fits(self, response: float, value: float) -> bool:
        return super().fits(response, value) or response in as_coarse(value, response)

    def tells(self, response: float) -> bool:
        return len(as_printed(response).normalize().as_tuple().digits) > 1

    def show(self, value: float) -> str:
        return self.tolerance.brief(value)

    def echo(self, response: float) -> str:
        return plainly(response)

    def explain(self, response: float, key: float) -> str | None:
        return next(mistakes(response, key, self.tolerance), None)

    def guide(self) -> Said:
        return Said(
            "Type a number, such as 31.5, 63/2 or 3.15e1; it must match the exact value {closely}.",
            closely=self.tolerance.words(),
        )

    def example(self) -> Said:
        return Said("Type a number such as 31.5, 63/2 or 3.15e1.")

    def check(self, key: float) -> None:
        self.tolerance.check(key)
        super().check(key)


def must_be_tolerance(tolerance: object) -> None:
    if not isinstance(tolerance, Tolerance):
        raise ValueError(f"a tolerance has a mode and an amount, unlike {tolerance!r}")  # noqa: TRY004 -- JSON may bring it


def mistakes(response: float, key: float, tolerance: Tolerance) -> Iterator[str]:
    """What may have happened to a number that the tolerance turned down, the plainest first."""
    if not (math.isfinite(key) and math.isfinite(response)):
        return
    tells = tolerance.room(key) < abs(key) / 10  # a key within its own room of 0 looks like anything else
    if tells and tolerance.accepts(-response, key):
        yield "sign-flipped"
    if any(response in cut(key, figures, *EITHER_WAY) for figures in range(1, MOST_DIGITS)):
        yield "rounded-too-far"
    if any(response in cut(key, figures, ROUND_DOWN) for figures in range(2, MOST_DIGITS)):
        yield "cut-off"
    if tells and any(same_digits(response * power, key, tolerance) for power in POWERS):
        yield "power-of-ten"
    if abs(response - key) <= NEAR * tolerance.room(key):
        yield "nearly"


def shared_mistake(pairs: Iterable[tuple[float, float]], tolerance: Tolerance) -> str | None:
    """The plainest thing that explains every wrong number, of (response, key) each."""
    wrong = ((one, truth) for one, truth in pairs if not tolerance.accepts(one, truth))
    first, *others = [list(mistakes(one, truth, tolerance)) for one, truth in wrong] or [[]]
    return next((tag for tag in first if all(tag in other for other in others)), None)


def same_digits(response: float, key: float, tolerance: Tolerance) -> bool:
    """Within the tolerance, but nearer where that is wide for so small a key: there are many powers to meet it by."""
    return tolerance.accepts(response, key) and math.isclose(response, key, rel_tol=SHARE)


def cut(value: float, figures: int, *roundings: str) -> Iterator[float]:
    """The value with so many significant figures left."""
    exact = as_printed(value)
    return rounded(exact, exact.adjusted() - figures + 1, *roundings)


def as_coarse(value: float, other: float) -> Iterator[float]:
    """The value with as many decimals as the other has; nothing where it lies too far off."""
    decimals = min(int(as_printed(other).normalize().as_tuple().exponent), 0)
    if abs(as_printed(value) - as_printed(other)) < Decimal(1).scaleb(decimals):
        yield from rounded(as_printed(value), decimals, *EITHER_WAY)


def rounded(exact: Decimal, exponent: int, *roundings: str) -> Iterator[float]:
    last = Decimal(1).scaleb(exponent)
    return (float(exact.quantize(last, rounding)) for rounding in roundings)


@lru_cache(maxsize=64)  # of one key, one figure after another is left
def as_printed(value: float) -> Decimal:
    """And not as it is stored, or with what reckoning has left at its end: a learner rounds what stands there."""
    return Decimal(f"{value:.12e}")
