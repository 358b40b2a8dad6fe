"""Sample moments with n − 1, and k-statistics, of values that each occur a number of times.
https://docs.moodle.org/dev/Quiz_statistics_calculations
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Moments:
    n: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None


def moments(values: Array, counts: Array) -> Moments:
    n = int(counts.sum())
    if not n:
        return Moments(0, None, None, None, None, None)
    mean = float(counts @ values) / n
    # Centred first: powers of large totals would drown their differences.
    second = k_statistics(values - mean, counts)
    return Moments(n, mean, median(values, counts), root(second.k2), second.skewness, second.kurtosis)


@dataclass(frozen=True)
class KStatistics:
    """Unbiased for the cumulants of the population."""

    k2: float | None
    k3: float | None
    k4: float | None

    @property
    def skewness(self) -> float | None:
        return self.k3 / self.k2**1.5 if self.k3 is not None and self.k2 else None

    @property
    def kurtosis(self) -> float | None:
        return self.k4 / self.k2**2 if self.k4 is not None and self.k2 else None


def k_statistics(centred: Array, counts: Array) -> KStatistics:
    """Of values from which their mean has been taken. https://mathworld.wolfram.com/k-Statistic.html"""
    n = int(counts.sum())
    m2, m3, m4 = (float(counts @ centred**power) / n for power in (2, 3, 4))
    if is_dust(m2, centred):
        m2 = m3 = m4 = 0.0
    return KStatistics(
        k2=n / (n - 1) * m2 if n > 1 else None,
        k3=n**2 / ((n - 1) * (n - 2)) * m3 if n > 2 else None,  # noqa: PLR2004 -- its denominator
        k4=n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3)) if n > 3 else None,  # noqa: PLR2004 -- the same
    )


def is_dust(variance: float, values: Array) -> bool:
    """What rounding leaves of equal values."""
    return bool(variance <= (1e-12 * max(1.0, float(np.abs(values).max(initial=0)))) ** 2)


def covariance(x: Array, y: Array, counts: Array) -> float | None:
    n = int(counts.sum())
    if n < 2:  # noqa: PLR2004 -- one value does not vary
        return None
    x, y = x - float(counts @ x) / n, y - float(counts @ y) / n
    found = float(counts @ (x * y)) / (n - 1)
    limit = 1e-12 * float(np.abs(x).max()) * float(np.abs(y).max())
    return found if abs(found) > limit else 0.0


def median(values: Array, counts: Array) -> float | None:
    n = int(counts.sum())
    return (ranked(values, counts, (n + 1) // 2) + ranked(values, counts, n // 2 + 1)) / 2 if n else None


def ranked(values: Array, counts: Array, rank: int) -> float:
    """The value at a rank, from 1."""
    order = np.argsort(values, kind="stable")
    return float(values[order][np.searchsorted(np.cumsum(counts[order]), rank)])


def root(variance: float | None) -> float | None:
    return None if variance is None or variance < 0 else float(variance**0.5)
