import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.statistics.moments import covariance, median, moments

counted = st.dictionaries(st.integers(-5, 9), st.integers(1, 4), min_size=1, max_size=8)


@given(counted)
def test_counting_values_comes_to_the_same_as_writing_them_out(counts: dict[int, int]) -> None:
    values, times = np.array(list(counts), dtype=float), np.array(list(counts.values()))
    whole = np.repeat(values, times)

    short, long = moments(values, times), moments(whole, np.ones(len(whole), dtype=int))

    for name in ("n", "mean", "median", "sd", "skewness", "kurtosis"):
        one, other = getattr(short, name), getattr(long, name)
        assert one == (None if other is None else pytest.approx(other, abs=1e-9))


@given(counted)
def test_the_median_is_the_usual_one(counts: dict[int, int]) -> None:
    values, times = np.array(list(counts), dtype=float), np.array(list(counts.values()))

    assert median(values, times) == np.median(np.repeat(values, times))


def test_moments_of_a_skewed_sample() -> None:
    """1, 1, 1, 5: mean 2, m2 = 3, m3 = 6, m4 = 21; k2 = 4, k3 = 16·6/6 = 16, k4 = 16·(5·21 − 9·9)/6 = 64."""
    found = moments(np.array([1.0, 5.0]), np.array([3, 1]))

    assert [found.mean, found.median, found.sd] == [2, 1, 2]
    assert [found.skewness, found.kurtosis] == [pytest.approx(16 / 8), pytest.approx(64 / 16)]


def test_dust_of_rounding_is_no_spread() -> None:
    found = moments(np.array([0.1 + 0.2, 0.3]), np.array([5, 5]))

    assert [found.sd, found.skewness, found.kurtosis] == [0, None, None]


def test_a_covariance_takes_two() -> None:
    one = np.array([1.0])

    assert covariance(one, one, np.array([1])) is None
    assert covariance(one, one, np.array([2])) == 0
