"""How a whole test did: the spread of its totals and how well its questions agree.
https://docs.moodle.org/dev/Quiz_statistics_calculations
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.statistics.intervals import Interval, bonett, of_median, student
from assessments.engine.statistics.items import ItemFigures, scaled
from assessments.engine.statistics.moments import Array, Moments, moments


@dataclass(frozen=True)
class WholeFigures:
    totals: Moments
    mean_interval: Interval | None
    median_interval: Interval | None
    consistency: float | None  # CIC, per cent; for marks of 0 and 1 Kuder and Richardson's 20, else Cronbach's α
    consistency_interval: Interval | None
    error_ratio: float | None  # per cent
    standard_error: float | None  # of one learner's total, in points


def whole_figures(
    totals: Array, counts: Array, items: Sequence[ItemFigures], summed: Moments | None = None
) -> WholeFigures:
    """`summed` are the totals as the questions bring them, where others count."""
    found = moments(totals, counts)
    summed = summed or found
    agreed = consistency(summed, items)
    error = None if agreed is None else math.sqrt(max(0.0, 1 - agreed))
    return WholeFigures(
        totals=found,
        mean_interval=student(found.mean, found.sd, found.n),
        median_interval=of_median(totals, counts),
        consistency=None if agreed is None else 100 * agreed,
        consistency_interval=scaled(bonett(agreed, len(items), found.n)),
        error_ratio=None if error is None else 100 * error,
        standard_error=None if error is None or summed.sd is None else error * summed.sd,
    )


def consistency(totals: Moments, items: Sequence[ItemFigures]) -> float | None:
    """None where not every attempt had every question, as its formula takes for granted."""
    count, variances = len(items), [one.variance for one in items if one.variance is not None]
    if count < 2 or len(variances) < count or not totals.sd or any(one.n != totals.n for one in items):  # noqa: PLR2004 -- K − 1 divides
        return None
    return count / (count - 1) * (1 - sum(variances) / totals.sd**2)
