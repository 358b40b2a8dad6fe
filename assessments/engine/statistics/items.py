"""How one question of a test did: facility, weight, discrimination.
https://docs.moodle.org/dev/Quiz_statistics_calculations
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.statistics.intervals import Interval, fisher, wilson
from assessments.engine.statistics.moments import Array, covariance, root


@dataclass(frozen=True)
class Tally:
    """Marks at one place beside the totals of the same attempts, each pair as often as it occurs."""

    marks: Array
    totals: Array
    counts: Array
    most: float  # the mark that can be had; the highest, where it was not the same for all
    earned: Array | None = None  # shares of it, where they are more than the quotient of the two

    @property
    def n(self) -> int:
        return int(self.counts.sum())

    @property
    def shares(self) -> Array | None:
        """None where there was nothing to be had."""
        if not self.most:
            return None
        return self.marks / self.most if self.earned is None else self.earned


@dataclass(frozen=True)
class ItemFigures:
    n: int
    facility: float | None  # share of the mark
    facility_interval: Interval | None
    sd: float | None  # of that share
    discrimination: float | None  # per cent, against the other questions
    discrimination_interval: Interval | None
    efficiency: float | None  # per cent of the discrimination that these marks could have
    variance: float | None  # of the marks
    with_total: float | None  # covariance of marks and totals
    intended: float | None = None  # per cent
    effective: float | None = None  # per cent


def item_figures(tally: Tally) -> ItemFigures:
    marks, counts, n = tally.marks, tally.counts, tally.n
    rest = tally.totals - marks
    variance, beside = covariance(marks, marks, counts), covariance(marks, rest, counts)
    spread = root(variance)
    shares = tally.shares
    facility = None if shares is None or not n else float(counts @ shares) / n
    correlation = ratio(beside, product(spread, root(covariance(rest, rest, counts))))
    return ItemFigures(
        n=n,
        facility=facility,
        facility_interval=wilson(facility, n),
        sd=None if shares is None else root(covariance(shares, shares, counts)),
        discrimination=percent(correlation),
        discrimination_interval=scaled(fisher(correlation, n)),
        efficiency=percent(ratio(beside, best_covariance(marks, rest, counts))),
        variance=variance,
        with_total=covariance(marks, tally.totals, counts),
    )


def best_covariance(x: Array, y: Array, counts: Array) -> float | None:
    """Were the best learners to have got the best marks: both in order."""
    in_order = np.sort(np.repeat(x, counts)), np.sort(np.repeat(y, counts))
    return covariance(*in_order, np.ones(int(counts.sum()), dtype=int))


def weighed(figures: list[ItemFigures], mosts: list[float]) -> list[ItemFigures]:
    """With each one's share of the points, and of what sets learners apart. One that works against has none."""
    pulls = [root(one.with_total) for one in figures]
    pull, points = sum(filter(None, pulls)), sum(mosts)
    return [
        replace(one, intended=percent(ratio(most, points)), effective=percent(ratio(own, pull)))
        for one, most, own in zip(figures, mosts, pulls, strict=True)
    ]


def product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other


def ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def scaled(interval: Interval | None) -> Interval | None:
    return interval and Interval(100 * interval.lo, 100 * interval.hi)
