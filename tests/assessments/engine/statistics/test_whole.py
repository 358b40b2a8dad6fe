"""One small test worked by hand, then the same figures by another way of computing them.

Five learners, three questions worth 1, 1 and 2 points. What is written beside a figure is how it comes about.
"""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.statistics.items import ItemFigures, Tally, item_figures, weighed
from assessments.engine.statistics.whole import WholeFigures, whole_figures

MOSTS = [1.0, 1.0, 2.0]
MARKS = [
    [1, 1, 2],
    [1, 1, 1],
    [1, 0, 1],
    [0, 1, 0],
    [0, 0, 0],
]

Rows = list[list[float]]


def analysed(rows: Rows, mosts: list[float] = MOSTS) -> tuple[WholeFigures, list[ItemFigures]]:
    marks = np.array(rows, dtype=float).reshape(len(rows), len(mosts))
    totals, once = marks.sum(axis=1), np.ones(len(rows), dtype=int)
    tallies = [Tally(column, totals, once, most) for column, most in zip(marks.T, mosts, strict=True)]
    items = weighed([item_figures(tally) for tally in tallies], mosts)
    return whole_figures(totals, once, items), items


def test_the_whole_test_by_hand() -> None:
    whole, _ = analysed(MARKS)

    assert whole.totals.n == 5
    assert whole.totals.mean == 2  # (4 + 3 + 2 + 1 + 0) / 5
    assert whole.totals.median == 2
    assert whole.totals.sd == pytest.approx(sqrt(2.5))  # (4 + 1 + 0 + 1 + 4) / 4
    assert whole.totals.skewness == 0  # as far up as down
    assert whole.totals.kurtosis == pytest.approx(-1.2)  # k4 = 25·(6·6.8 − 3·4·2²)/24 = −7.5, over 2.5²
    assert whole.consistency == pytest.approx(72)  # 100 · 3/2 · (1 − (0.3 + 0.3 + 0.7) / 2.5)
    assert whole.error_ratio == pytest.approx(100 * sqrt(0.28))
    assert whole.standard_error == pytest.approx(sqrt(0.7))  # √(0.28 · 2.5)


@pytest.mark.parametrize(
    ("place", "facility", "variance", "discrimination", "efficiency", "pull"),
    [
        # deviations of x1: .4 .4 .4 −.6 −.6; R1 = 3 2 1 1 0, variance 1.3, covariance 0.45, and 0.45 with both in order
        (0, 0.6, 0.3, 45 / sqrt(0.3 * 1.3), 100, 0.75),
        # x2: .4 .4 −.6 .4 −.6; R2 = 3 2 2 0 0, variance 1.8, covariance 0.2, and 0.7 with both in order
        (1, 0.6, 0.3, 20 / sqrt(0.3 * 1.8), 20 / 0.7, 0.5),
        # x3: 1.2 .2 .2 −.8 −.8; R3 = 2 2 1 1 0, variance 0.7, covariance 0.55, and 0.55 with both in order
        (2, 0.4, 0.7, 55 / 0.7, 100, 1.25),
    ],
)
def test_each_question_by_hand(
    place: int, facility: float, variance: float, discrimination: float, efficiency: float, pull: float
) -> None:
    item = analysed(MARKS)[1][place]

    assert item.n == 5
    assert item.facility == pytest.approx(facility)
    assert item.sd == pytest.approx(sqrt(variance) / MOSTS[place])
    assert item.discrimination == pytest.approx(discrimination)
    assert item.efficiency == pytest.approx(efficiency)
    assert item.intended == 25 * MOSTS[place]
    assert item.effective == pytest.approx(100 * sqrt(pull) / (sqrt(0.75) + sqrt(0.5) + sqrt(1.25)))


def test_nothing_is_said_of_nobody() -> None:
    whole, items = analysed([])

    assert [whole.totals.n, whole.totals.mean, whole.totals.median, whole.totals.sd] == [0, None, None, None]
    assert [whole.consistency, whole.error_ratio, whole.standard_error, whole.mean_interval] == [None] * 4
    assert [(one.n, one.facility, one.sd, one.discrimination, one.effective) for one in items] == [(0, *[None] * 4)] * 3


def test_one_learner_has_a_mean_and_no_spread() -> None:
    whole, items = analysed(MARKS[:1])

    assert [whole.totals.mean, whole.totals.median] == [4, 4]
    assert [whole.totals.sd, whole.totals.skewness, whole.totals.kurtosis, whole.consistency] == [None] * 4
    assert [(one.facility, one.sd, one.discrimination) for one in items] == [(1, None, None)] * 3


@pytest.mark.parametrize(("learners", "skewness", "kurtosis"), [(2, None, None), (3, 0, None), (4, 0, -1.2)])
def test_skewness_takes_three_learners_and_kurtosis_four(
    learners: int, skewness: float | None, kurtosis: float | None
) -> None:
    totals = analysed(MARKS[:learners])[0].totals

    assert [totals.skewness, totals.kurtosis] == [skewness, pytest.approx(kurtosis) if kurtosis else None]


def test_where_all_are_alike_nothing_sets_them_apart() -> None:
    whole, items = analysed([[1, 0, 1]] * 6)

    assert whole.totals.sd == 0
    assert [whole.totals.skewness, whole.totals.kurtosis, whole.consistency, whole.standard_error] == [None] * 4
    assert [(one.sd, one.discrimination, one.efficiency, one.effective) for one in items] == [(0, None, None, None)] * 3


def test_a_single_question_is_not_consistent_with_anything() -> None:
    whole, items = analysed([[1], [0], [1]], [1.0])

    assert whole.consistency is None
    assert [items[0].discrimination, items[0].efficiency] == [None, None]  # nothing is left to compare it with
    assert items[0].effective == 100


def test_a_question_that_works_against_the_others_has_no_weight() -> None:
    _, items = analysed([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], [1.0, 1.0, 1.0])

    assert items[2].discrimination == pytest.approx(-100 / sqrt(3))
    assert items[2].effective is None
    assert sum(filter(None, (one.effective for one in items))) == pytest.approx(100)


def test_consistency_is_blank_where_not_all_had_every_question() -> None:
    _, items = analysed(MARKS)
    totals, once = np.array([4.0, 3, 2, 1, 0, 2]), np.ones(6, dtype=int)

    assert whole_figures(totals, once, items).consistency is None


# The same by another way: exact fractions, no tallies, every sum written out.


def fractions(rows: Rows) -> list[list[Fraction]]:
    return [[Fraction(mark).limit_denominator(4) for mark in row] for row in rows]


def cov(x: list[Fraction], y: list[Fraction]) -> Fraction:
    n = len(x)
    return (sum(a * b for a, b in zip(x, y, strict=True)) - sum(x) * sum(y) / n) / (n - 1)


def nearly(value: Fraction | float) -> object:
    return pytest.approx(float(value), abs=1e-6, rel=1e-6)


def same(found: float | None, top: Fraction | float, below: Fraction | float) -> bool:
    """A quotient, or nothing where nobody can divide."""
    return found is None if below == 0 else found == nearly(float(top) / float(below))


tests = st.integers(1, 4).flatmap(
    lambda places: st.lists(
        st.lists(st.sampled_from([0, 0.25, 0.5, 1.0]), min_size=places, max_size=places), min_size=4, max_size=12
    )
)


@given(tests)
def test_every_figure_agrees_with_exact_fractions(rows: Rows) -> None:
    whole, items = analysed(rows, [1.0] * len(rows[0]))
    exact = fractions(rows)
    totals, n, columns = [sum(row) for row in exact], len(exact), list(map(list, zip(*exact, strict=True)))
    variances, total = [cov(column, column) for column in columns], cov(totals, totals)

    mean = sum(totals) / n
    m2, m3, m4 = (sum((t - mean) ** power for t in totals) / n for power in (2, 3, 4))
    k3 = n**2 * m3 / ((n - 1) * (n - 2))
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    assert [whole.totals.mean, whole.totals.sd] == [nearly(mean), nearly(sqrt(total))]
    assert same(whole.totals.skewness, k3, float(total) ** 1.5)
    assert same(whole.totals.kurtosis, k4, total**2)
    if len(columns) > 1:
        count = len(columns)
        assert same(whole.consistency, 100 * Fraction(count, count - 1) * (total - sum(variances)), total)
    for item, column, variance in zip(items, columns, variances, strict=True):
        rest = [t - x for t, x in zip(totals, column, strict=True)]
        assert [item.facility, item.sd] == [nearly(sum(column) / n), nearly(sqrt(variance))]
        assert same(item.discrimination, 100 * cov(column, rest), sqrt(variance * cov(rest, rest)))
        assert same(item.efficiency, 100 * cov(column, rest), cov(sorted(column), sorted(rest)))
        pulls = [sqrt(max(cov(one, totals), 0)) for one in columns]
        if cov(column, totals) >= 0:
            assert same(item.effective, 100 * sqrt(cov(column, totals)), sum(pulls))
        else:
            assert item.effective is None
