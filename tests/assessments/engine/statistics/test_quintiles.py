import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.statistics.quintiles import fifths


def test_ten_learners_make_five_pairs() -> None:
    assert list(fifths(np.arange(10.0), np.ones(10, dtype=int)).values()) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_equal_totals_stay_together() -> None:
    assert fifths(np.array([3.0, 1.0]), np.array([1, 9])) == {1.0: 2, 3.0: 4}


def test_nobody_is_in_no_fifth() -> None:
    assert fifths(np.array([]), np.array([], dtype=int)) == {}


@given(st.dictionaries(st.integers(0, 50), st.integers(1, 30), min_size=1))
def test_a_better_total_is_never_in_a_lower_fifth(counts: dict[int, int]) -> None:
    found = fifths(np.array(list(counts), dtype=float), np.array(list(counts.values())))

    places = [found[total] for total in sorted(found)]
    assert places == sorted(places)
    assert set(places) <= set(range(5))
