from __future__ import annotations

import pytest

from assessments.admin.statistics import tables
from assessments.engine.statistics.fairness import Group, spread
from assessments.engine.statistics.heat import Cell, Row
from assessments.queries.statistics.apart import Apart
from assessments.queries.statistics.report import Report, report
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Report:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1], [1, 0], [0, None]])
    return report(quiz, "best")


def test_every_row_of_the_sheet_has_a_cell_for_each_heading(told: Report) -> None:
    headings, *rows = tables.sheet_of_places(told)

    assert {len(row) for row in rows} == {len(headings)}
    assert [dict(zip(headings, row, strict=True))["Facility"] for row in rows] == pytest.approx([2 / 3, 1 / 3])
    assert [dict(zip(headings, row, strict=True))["Unanswered"] for row in rows] == [0, 1]


def test_the_sheet_of_a_question_counts_fifth_by_fifth_and_by_variant(told: Report) -> None:
    halves = spread("size", [Group("3", 6, 6, 6), Group("5", 6, 0, 0)])

    headings, *rows = tables.sheet_of_place(told.places[0], [halves], [])

    assert {len(row) for row in rows} == {len(headings)}
    cells = [dict(zip(headings, row, strict=True)) for row in rows]
    answers = [row for row in cells if row["What"] == "Answer"]
    assert sum(row["All"] for row in answers) == 3
    assert all(sum(row[f"Fifth {fifth}"] for fifth in range(1, 6)) == row["All"] for row in answers)
    by_size = [row for row in cells if row["What"] == "By size"]
    assert [(row["Which"], row["n"], row["Share"], row["All"]) for row in by_size] == [
        ("3", 6, 1, None),
        ("5", 6, 0, None),
    ]
    assert {row["p"] for row in by_size} == {halves.chance}


def test_the_whole_says_of_how_many_points_its_mean_is(told: Report) -> None:
    figures = {one.name: one for one in tables.whole_rows(told.whole, told.points)}

    assert (figures["Learners"].value, figures["Mean"].value) == ("3", "1.00")
    assert figures["Mean"].note == "of 2.0 points · 50\N{NO-BREAK SPACE}%"


def test_of_no_points_no_share_is_told(told: Report) -> None:
    figures = {one.name: one for one in tables.whole_rows(told.whole, 0)}

    assert figures["Mean"].note == "of 0.0 points"


def test_the_sheet_of_a_question_counts_its_answers_value_by_value() -> None:
    labels = (("Right answer", True), ("A slip", False))
    apart = Apart("Answer", "size", labels, (Row("3", (Cell(6, 8), Cell(2, 8)), Cell(8, 8)),))

    (what, which, *fifths, n, of, share, lo, hi, p), slip = tables.sheet_of_apart(apart)

    assert (what, which, set(fifths), n, of, share, p) == (
        "Answer by size",
        "3: Right answer",
        {None},
        6,
        8,
        0.75,
        None,
    )
    assert lo < share < hi
    assert slip[1] == "3: A slip"
