from math import sqrt

import numpy as np
import pytest

from assessments.engine.statistics.intervals import Interval, bonett, fisher, of_median, student, wilson

RNG_SEED = 7


def test_wilsons_interval_at_five_of_ten() -> None:
    """z² = 3.8415: centre (0.5 + 0.19207)/1.38415 = 0.5, reach 1.95996·√(0.025 + 0.0096)/1.38415 = 0.26341."""
    found = wilson(0.5, 10)

    assert [found.lo, found.hi] == [pytest.approx(0.23659, abs=1e-5), pytest.approx(0.76341, abs=1e-5)]


def test_a_share_of_all_or_none_stays_within_bounds() -> None:
    assert [wilson(0.0, 20).lo, wilson(1.0, 20).hi] == [pytest.approx(0, abs=1e-12), pytest.approx(1)]
    assert wilson(1.0, 20).lo == pytest.approx(20 / (20 + 3.84146), abs=1e-5)


@pytest.mark.parametrize("interval", [wilson(None, 0), wilson(0.5, 0), fisher(None, 9), fisher(0.5, 3), fisher(1.0, 9)])
def test_what_is_not_defined_has_no_interval(interval: Interval | None) -> None:
    assert interval is None


def test_fishers_interval() -> None:
    """atanh 0.5 = 0.549306; reach 1.959964/√25 = 0.391993; tanh 0.157313 = 0.156028, tanh 0.941299 = 0.735886."""
    found = fisher(0.5, 28)

    assert [found.lo, found.hi] == [pytest.approx(0.156028, abs=1e-4), pytest.approx(0.735886, abs=1e-4)]


def test_students_interval() -> None:
    found = student(10.0, 2.0, 10)

    assert found.hi - 10 == pytest.approx(2.262 * 2 / sqrt(10), abs=1e-2)
    assert student(10.0, None, 1) is None


def test_the_interval_of_consistency_holds_it() -> None:
    found = bonett(0.72, 3, 50)

    assert found.lo < 0.72 < found.hi < 1
    assert [bonett(0.72, 1, 50), bonett(0.72, 3, 2), bonett(1.0, 3, 50), bonett(None, 3, 50)] == [None] * 4


def test_the_median_lies_between_two_ranks() -> None:
    """Of 1…25: (25 − 1.96·5)/2 = 7.6, so the 7th from below and the 7th from above."""
    values = np.arange(1.0, 26)

    assert of_median(values, np.ones(25, dtype=int)) == Interval(7, 19)
    assert of_median(values[:3], np.ones(3, dtype=int)) is None


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(RNG_SEED)
    held = {"wilson": 0, "student": 0, "median": 0, "fisher": 0}
    for _ in range(1000):
        right, normal = rng.random(40) < 0.8, rng.standard_normal(12)
        share = wilson(float(right.mean()), 40)
        mean = student(float(normal.mean()), float(normal.std(ddof=1)), 12)
        middle = of_median(normal, np.ones(12, dtype=int))
        pairs = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], 30)
        correlation = fisher(float(np.corrcoef(pairs.T)[0, 1]), 30)
        for name, interval, truth in (
            ("wilson", share, 0.8),
            ("student", mean, 0.0),
            ("median", middle, 0.0),
            ("fisher", correlation, 0.4),
        ):
            held[name] += interval.lo <= truth <= interval.hi

    assert {name: 925 <= times <= 990 for name, times in held.items()} == dict.fromkeys(held, True)
