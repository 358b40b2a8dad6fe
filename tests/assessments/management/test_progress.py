from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from django.core.management.base import OutputWrapper

from assessments.management.progress import CLEAR, Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def seconds(*moments: float) -> Iterator[float]:
    return iter(moments)


def drawn(moments: Iterator[float], *added: int, total: int = 1000) -> list[str]:
    terminal = Terminal()
    with Progress(total, OutputWrapper(terminal), lambda: next(moments)) as bar:
        for points in added:
            bar.add(points)
    return terminal.getvalue().split(CLEAR)[1:]


def test_a_bar_tells_how_far_it_is_and_how_long_it_will_take() -> None:
    assert drawn(seconds(0, 2, 4), 250, 250) == [
        "██████░░░░░░░░░░░░░░░░░░  25%  250 of 1,000 points, 6 s left",
        "████████████░░░░░░░░░░░░  50%  500 of 1,000 points, 4 s left",
        "",
    ]


def test_it_is_not_drawn_more_often_than_it_can_be_seen() -> None:
    assert len(drawn(seconds(0, 0.04, 0.08, 0.12, 0.16), 1, 1, 1, 1)) == 2


def test_the_end_is_always_drawn() -> None:
    assert "100%  1,000 of 1,000 points, 0 s left" in drawn(seconds(0, 0.01), 1000)[0]


def test_nothing_to_do_is_no_fault() -> None:
    assert drawn(seconds(0, 1), 0, total=0)[0].endswith("0 of 0 points")


def test_how_long_it_will_take_cannot_be_guessed_at_once() -> None:
    assert drawn(seconds(0, 1, 2), 19, 1) == [
        "░░░░░░░░░░░░░░░░░░░░░░░░   2%  19 of 1,000 points",
        "░░░░░░░░░░░░░░░░░░░░░░░░   2%  20 of 1,000 points, 98 s left",
        "",
    ]


def test_where_nobody_watches_nothing_is_drawn() -> None:
    stream = StringIO()

    with Progress(10, OutputWrapper(stream)) as bar:
        bar.add(10)

    assert stream.getvalue() == ""
