from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.bench.__main__ import main
from tests.bench.clients import Slice
from tests.bench.contenders import FLOOR, OURS
from tests.bench.inside import OTHER, WHERE, part
from tests.bench.serving import ACTIONS, Cell
from tests.bench.spending import WHOLE, Spending
from tests.bench.told import costs, markdown, picture, spendings, table

TINY = ("--rounds", "1", "--seconds", "0.2", "--clients", "1", "--stored", "40", "--sqlite-only")


def rows_of(report: Path) -> list[list[str]]:
    lines = report.read_text().splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


@pytest.mark.slow
def test_both_are_started_and_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--only", "serving", "--report", str(tmp_path)]) == 0

    rows = rows_of(tmp_path / "bench.md")
    assert [row[:4] for row in rows] == [["SQLite", what, "1", ""] for what in ("page", "answer", "practice")]
    assert all(float(cell.replace(",", "")) >= 0 for row in rows for cell in row[4:])
    assert (tmp_path / "bench.svg").read_text().count("<rect") == len(rows)
    assert "ratio" in capsys.readouterr().out


@pytest.mark.slow
def test_the_same_is_asked_among_what_is_stored(tmp_path: Path) -> None:
    assert main([*TINY, "--only", "growth", "--report", str(tmp_path)]) == 0

    rows = rows_of(tmp_path / "bench.md")
    assert [row[:4] for row in rows] == [["SQLite", what, "8", "40"] for what in ("page", "answer")]


@pytest.fixture
def cell() -> Cell:
    """Three rounds, of which the second was the busiest."""
    found = Cell("SQLite", "answer", 8)
    found.slices[OURS][:] = [Slice([5.0] * 99 + [70.0], cpu, 100) for cpu in (4, 20, 6)]
    found.slices[FLOOR][:] = [Slice([2.0] * 100, cpu, 200) for cpu in (4, 10, 4)]
    return found


def test_ratios_are_formed_within_each_round(cell: Cell) -> None:
    assert (cell.median(OURS, "cpu"), cell.median(FLOOR, "cpu"), cell.ratio("cpu")) == (6, 4, 1.5)


@pytest.mark.slow
def test_what_each_costs_is_told_by_what_it_is_spent_on(tmp_path: Path) -> None:
    assert main([*TINY, "--only", "spending", "--report", str(tmp_path)]) == 0

    rows = rows_of(tmp_path / "bench.md")
    assert [row[1:3] for row in rows] == [[what, part] for what in ACTIONS for part in (*WHERE, OTHER, WHOLE)]
    assert all(float(cell) > 0 for row in rows if row[2] == WHOLE for cell in row[3:5])


def called_by(*files: str) -> FrameType:
    """A frame of the last of these files, called from the one before, and so on."""
    space: dict[str, Any] = {"seen": sys._getframe}
    call = "seen()"
    for name in reversed(files):
        exec(compile(f"def called(): return {call}", name, "exec"), space)  # noqa: S102 -- to stand in that file
        space[f"from_{len(space)}"], call = space["called"], f"from_{len(space)}()"
    frame: FrameType = space["called"]()
    return frame


def test_a_moment_belongs_to_the_innermost_part_that_has_a_name() -> None:
    rendering, asking = "/x/django/template/base.py", "/x/django/db/models/query.py"

    assert part(called_by("/x/gunicorn/wsgi.py")) == OTHER
    assert part(called_by("/x/gunicorn/wsgi.py", rendering)) == "templates"
    assert part(called_by(rendering, asking)) == "rows into objects"
    assert part(called_by(asking, rendering, "/x/django/utils/html.py")) == "templates"


def test_spending_is_told_with_how_much_more_it_is_than_the_floors() -> None:
    parts = dict.fromkeys((*WHERE, OTHER), 0.25)
    spending = Spending("SQLite", "answer", {OURS: [parts | {"templates": 1.0}], FLOOR: [parts]})

    rows = {row[2]: row[3:] for row in spendings([spending])}
    assert (rows["templates"], rows[WHOLE]) == (["1.00", "0.25", "+0.75"], ["2.25", "1.50", "+0.75"])


def test_the_table_has_a_row_for_each_cell(cell: Cell) -> None:
    assert table(costs([cell])).splitlines()[1].split() == [
        "SQLite",
        "answer",
        "8",
        "6.00",
        "4.00",
        "1.50",
        "100",
        "200",
        "70",
        "2",
    ]
    assert (
        markdown(costs([cell])).splitlines()[2]
        == "| SQLite | answer | 8 |  | 6.00 | 4.00 | 1.50 | 100 | 200 | 70 | 2 |"
    )


def test_the_picture_shows_each_ratio_beside_the_target(cell: Cell) -> None:
    drawn = picture([cell])

    assert 'width="165.0"' in drawn
    assert [word in drawn for word in ("SQLite: answer, 8 at once", "1.50", "floor", "target")] == [True] * 4
