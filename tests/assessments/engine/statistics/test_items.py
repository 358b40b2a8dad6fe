import numpy as np
import pytest

from assessments.engine.statistics.intervals import fisher, wilson
from assessments.engine.statistics.items import Tally, item_figures


def a_tally(*rows: tuple[float, float, int]) -> Tally:
    marks, totals, counts = (np.array(column) for column in zip(*rows, strict=True))
    return Tally(marks.astype(float), totals.astype(float), counts, 1.0)


def test_pairs_that_occur_often_count_as_often() -> None:
    often = item_figures(a_tally((1, 3, 4), (0, 1, 2), (0, 2, 3)))
    written_out = item_figures(a_tally(*[(1, 3, 1)] * 4, *[(0, 1, 1)] * 2, *[(0, 2, 1)] * 3))

    for name in ("n", "facility", "sd", "discrimination", "efficiency", "with_total"):
        assert getattr(often, name) == pytest.approx(getattr(written_out, name))


def test_the_question_itself_is_not_in_what_it_is_compared_with() -> None:
    """All the others got the same, so there is nothing to compare with, whatever the totals say."""
    assert item_figures(a_tally((1, 3, 5), (0, 2, 5))).discrimination is None


def test_figures_come_with_their_intervals() -> None:
    found = item_figures(a_tally((1, 3, 10), (0, 1, 7), (1, 2, 4), (0, 2, 9)))

    assert found.facility_interval == wilson(14 / 30, 30)
    assert found.discrimination_interval.lo == pytest.approx(100 * fisher(found.discrimination / 100, 30).lo)


def test_a_question_worth_nothing_has_no_facility() -> None:
    tally = a_tally((0, 1, 3), (0, 2, 3))

    assert item_figures(Tally(tally.marks, tally.totals, tally.counts, 0.0)).facility is None
