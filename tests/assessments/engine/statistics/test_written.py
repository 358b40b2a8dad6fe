import pytest

from assessments.engine.statistics import written
from assessments.engine.statistics.intervals import Interval

SPACE = "\N{NO-BREAK SPACE}"


def test_what_is_not_defined_is_blank() -> None:
    blanks = (written.number, written.percent, written.share, written.span, written.duration, written.chance)

    assert [write(None) for write in blanks] == [""] * 6


@pytest.mark.parametrize("nothing", [-0.001, -0.0, 0.0])
def test_what_is_rounded_to_nothing_has_no_sign(nothing: float) -> None:
    assert [written.number(nothing), written.share(nothing)] == ["0.00", f"0{SPACE}%"]


def test_figures_are_written_out() -> None:
    assert [written.number(-1.234), written.number(1234.5, 1)] == ["−1.23", "1,234.5"]
    assert [written.percent(12.3), written.share(0.5, 1)] == [f"12{SPACE}%", f"50.0{SPACE}%"]
    assert written.span(Interval(0.25, 0.5), scale=100) == "25 to 50"


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (125, "2:05"), (3725, "1:02:05")])
def test_times_are_written_as_on_a_clock(seconds: float, text: str) -> None:
    assert written.duration(seconds) == text


@pytest.mark.parametrize(("value", "text"), [(0.0004, "p < 0.001"), (0.0421, "p = 0.042"), (1, "p = 1.000")])
def test_chances_are_told_to_three_digits(value: float, text: str) -> None:
    assert written.chance(value) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 learners"), (1, "1 learner"), (1200, "1,200 learners")])
def test_people_are_counted(count: int, text: str) -> None:
    assert written.people(count) == text
