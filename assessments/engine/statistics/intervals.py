"""Intervals of 95 %: where the true figure may well lie, for as many learners as there are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assessments.engine.statistics.chances import Z, student_quantile
from assessments.engine.statistics.moments import Array, ranked


@dataclass(frozen=True)
class Interval:
    lo: float
    hi: float


def wilson(mean: float | None, n: int) -> Interval | None:
    """Of a share; with partial credit it is wider than need be, never too narrow.
    https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
    """
    if mean is None or not n:
        return None
    centre, weight = mean + Z**2 / (2 * n), 1 + Z**2 / n
    reach = Z * math.sqrt(max(mean * (1 - mean), 0) / n + Z**2 / (4 * n**2))
    return Interval(max(0.0, (centre - reach) / weight), min(1.0, (centre + reach) / weight))


def fisher(correlation: float | None, n: int) -> Interval | None:
    """Of a correlation, by Fisher's z."""
    if correlation is None or n < 4 or abs(correlation) >= 1:  # noqa: PLR2004 -- √(n − 3) divides
        return None
    reach = Z / math.sqrt(n - 3)
    z = math.atanh(correlation)
    return Interval(math.tanh(z - reach), math.tanh(z + reach))


def student(mean: float | None, sd: float | None, n: int) -> Interval | None:
    """Of a mean."""
    if mean is None or sd is None or n < 2:  # noqa: PLR2004 -- n − 1 degrees of freedom
        return None
    reach = student_quantile(n - 1) * sd / math.sqrt(n)
    return Interval(mean - reach, mean + reach)


def bonett(consistency: float | None, parts: int, n: int) -> Interval | None:
    """Of a coefficient of internal consistency, as a fraction. https://doi.org/10.3102/10769986027004335"""
    if consistency is None or parts < 2 or n < 3 or consistency >= 1:  # noqa: PLR2004 -- both divide
        return None
    reach = Z * math.sqrt(2 * parts / ((parts - 1) * (n - 2)))
    log = math.log(1 - consistency)
    return Interval(1 - math.exp(log + reach), 1 - math.exp(log - reach))


def of_median(values: Array, counts: Array) -> Interval | None:
    """Between two ranks, whatever the distribution. None where even the extremes are too close together."""
    n = int(np.sum(counts))
    low = math.floor((n - Z * math.sqrt(n)) / 2)
    return Interval(ranked(values, counts, low), ranked(values, counts, n + 1 - low)) if low >= 1 else None
