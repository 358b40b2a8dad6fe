import math

import numpy as np
import pytest

from assessments.engine.statistics.chances import chi_square_tail, student_quantile


@pytest.mark.parametrize(
    ("statistic", "degrees", "tail"),
    # Critical values as every table of the distribution prints them.
    [(3.841, 1, 0.05), (5.991, 2, 0.05), (11.070, 5, 0.05), (6.635, 1, 0.01), (23.209, 10, 0.01), (124.342, 100, 0.05)],
)
def test_the_tail_is_that_of_the_tables(statistic: float, degrees: int, tail: float) -> None:
    assert chi_square_tail(statistic, degrees) == pytest.approx(tail, rel=2e-3)


@pytest.mark.parametrize("statistic", [0.01, 0.5, 3, 40, 700])
def test_two_degrees_have_an_exponential_tail(statistic: float) -> None:
    assert chi_square_tail(statistic, 2) == pytest.approx(math.exp(-statistic / 2))


@pytest.mark.parametrize(("statistic", "degrees"), [(0.02, 0.1), (1.7, 0.2), (8, 0.5), (3, 2.5)])
def test_degrees_need_not_be_whole(statistic: float, degrees: float) -> None:
    """Held against the density, summed in steps that widen from 0 as powers do."""
    edges = np.linspace(0, (statistic / 2) ** 0.05, 200_001) ** 20
    middles, widths = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    below = (middles ** (degrees / 2 - 1) * np.exp(-middles) * widths).sum() / math.gamma(degrees / 2)

    assert chi_square_tail(statistic, degrees) == pytest.approx(1 - below, abs=2e-3)


def test_nothing_is_surely_exceeded() -> None:
    assert chi_square_tail(0, 3) == 1


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (29, 2.045), (1000, 1.962)],
)
def test_students_quantile_is_that_of_the_tables(degrees: int, quantile: float) -> None:
    assert student_quantile(degrees) == pytest.approx(quantile, abs=0.01)
