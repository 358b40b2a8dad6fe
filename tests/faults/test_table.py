from __future__ import annotations

import pytest

from tests.faults.service.counting import Count, Told
from tests.faults.table import Row, markdown, written

WHOLE = Count(acknowledged=3000, lost=0, doubled=0)


def a_row(count: Count = WHOLE, told: Told | None = None, **more: object) -> Row:
    return Row.of("K1 kill -9", "SQLite", "6 workers", told or Told(), count, **more)


@pytest.mark.parametrize(
    ("count", "passed"),
    [
        (WHOLE, True),
        (Count(acknowledged=3000, lost=1, doubled=0), False),
        (Count(acknowledged=3000, lost=0, doubled=1), False),
        (Count(acknowledged=3000, lost=0, doubled=0, invented=1), False),
        (Count(acknowledged=3000, lost=0, doubled=0, unheard=7), True),
        (Count(acknowledged=0, lost=0, doubled=0), False),  # nothing was shown
    ],
)
def test_a_row_passes_if_something_was_acknowledged_and_all_of_it_is_there_once(count: Count, passed: bool) -> None:
    assert a_row(count).passed == passed


def test_a_row_does_not_pass_where_its_test_did_not() -> None:
    assert not a_row(passed=False).passed


def test_a_row_tells_trials_figures_and_the_bound_of_three() -> None:
    told = Told(refused=1200, errors={"ProtocolError": 1200}, milliseconds=[12.4])

    figures = ["3,000", "0", "0", "1,200", "12", "1.0e-03"]
    assert a_row(told=told).cells() == [
        "K1 kill -9",
        "SQLite",
        "6 workers",
        *figures,
        "0",
        "passed",
        "1200 ProtocolError",
    ]


def test_where_something_was_lost_no_bound_is_told() -> None:
    assert a_row(Count(acknowledged=3000, lost=2, doubled=0)).figures() == ["3,000", "2", "0", "0", "0", "–"]


def test_a_row_without_answers_tells_none() -> None:
    assert Row("K9 canaries", "SQLite", "9 requests", passed=True).figures() == ["–"] * 6


def test_the_table_is_written_for_the_terminal_and_for_a_page() -> None:
    row = Row("K9", "SQLite", "9", passed=False, note="why", seconds=59.6)

    assert written([row]).splitlines()[1].split() == ["K9", "SQLite", "9", *["–"] * 6, "60", "FAILED", "why"]
    assert markdown([row]).splitlines()[2] == "| K9 | SQLite | 9 | – | – | – | – | – | – | 60 | FAILED | why |"
