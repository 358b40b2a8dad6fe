"""Tails and quantiles of the distributions that the intervals and tests here rest on.
https://dlmf.nist.gov/8.7 and https://dlmf.nist.gov/8.9 for the incomplete gamma function
"""

from __future__ import annotations

import math
from itertools import count
from statistics import NormalDist

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
ENOUGH = 1e-15


def chi_square_tail(statistic: float, degrees: float) -> float:
    """The chance of a value at least as large."""
    a, x = degrees / 2, statistic / 2
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    return 1 - front * lower_series(a, x) if x < a + 1 else front * upper_fraction(a, x)


def lower_series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in count(1):
        term *= x / (a + n)
        total += term
        if term < total * ENOUGH:
            break
    return total


def upper_fraction(a: float, x: float) -> float:
    """Lentz's way with the continued fraction."""
    b = x + 1 - a
    c, d = math.inf, 1 / b
    found = d
    for n in count(1):
        step, b = -n * (n - a), b + 2
        d, c = 1 / (step * d + b), b + step / c
        found *= c * d
        if abs(c * d - 1) < ENOUGH * 10:
            break
    return found


def student_quantile(degrees: int) -> float:
    """Of Student's t, two-sided: exact for 1 and 2 degrees, then Cornish and Fisher's expansion, right to 0.01."""
    tail = (1 + CONFIDENCE) / 2
    if degrees == 1:
        return math.tan(math.pi * (tail - 0.5))
    if degrees == 2:  # noqa: PLR2004 -- as above
        return (2 * tail - 1) / math.sqrt(2 * tail * (1 - tail))
    z, v = Z, degrees
    terms = (
        z,
        (z**3 + z) / 4 / v,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96 / v**2,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384 / v**3,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160 / v**4,
    )
    return sum(terms)
