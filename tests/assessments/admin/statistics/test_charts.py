import pytest

from assessments.admin.statistics.charts import SHARES, Axis, Mark, dots, histogram
from assessments.engine.statistics.intervals import Interval


def test_a_dot_stands_where_its_value_is_and_its_line_reaches_as_far_as_its_interval() -> None:
    (dot,) = dots("t", "s", [Mark("1", 50, Interval(25, 100))], SHARES).dots

    assert [dot.lo, dot.x, dot.hi] == [SHARES.at(25), SHARES.at(50), SHARES.at(100)]
    assert dot.lo < dot.x < dot.hi


def test_what_is_not_defined_is_not_drawn() -> None:
    (dot,) = dots("t", "s", [Mark("1", None)], SHARES).dots

    assert [dot.x, dot.lo, dot.hi] == [None, None, None]


def test_what_lies_outside_stops_at_the_edge() -> None:
    axis = Axis(-1, 4)

    assert [axis.at(-9), axis.at(99)] == [axis.at(-1), axis.at(4)]
    assert [tick.label for tick in Axis(-50, 100, steps=6).ticks()] == ["−50", "−25", "0", "25", "50", "75", "100"]


def test_a_chart_is_as_tall_as_it_has_rows() -> None:
    one, three = (dots("t", "s", [Mark("1", 1)] * count, SHARES) for count in (1, 3))

    assert three.height - one.height == 2 * (three.dots[1].y - three.dots[0].y)


@pytest.mark.parametrize(
    ("total", "place"), [(0, 0), (0.9, 0), (1, 1), (3, 3), (9.99, 9), (10, 9), (0.1 * 3 * 10, 3), (-1, 0), (12, 9)]
)
def test_a_total_is_counted_in_its_bin(total: float, place: int) -> None:
    bars = histogram("t", "s", [(total, 4)], 10).bars

    assert [bar.count for bar in bars] == [4 * (number == place) for number in range(10)]


def test_the_tallest_bar_is_the_most_frequent() -> None:
    bars = histogram("t", "s", [(0, 1), (9, 3)], 10).bars

    assert bars[9].height == pytest.approx(3 * bars[0].height, abs=0.2)
    assert histogram("t", "s", [], 0).bars[0].height == 0
