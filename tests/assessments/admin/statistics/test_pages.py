from __future__ import annotations

import pytest

from assessments.admin.statistics import pages
from assessments.admin.statistics.charts import Mark
from assessments.engine.statistics.calibration import Calibration, Estimate
from assessments.engine.statistics.fairness import Group, spread
from assessments.engine.statistics.intervals import Interval
from assessments.queries.statistics.report import report
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat


@pytest.mark.django_db
def test_a_page_says_when_it_is_too_early_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1], [1, 0], [0, None]])
    told = report(quiz, "best")
    monkeypatch.setattr(pages, "FEWEST", 3)
    enough = pages.report_page(told)
    monkeypatch.setattr(pages, "FEWEST", 4)
    few = pages.report_page(told)

    assert (enough["n"], enough["few"], few["few"]) == (3, False, True)
    assert [dot.label for dot in few["facility"].dots] == ["1", "2"]


def test_a_group_with_few_answers_is_pale_and_one_with_none_has_no_mark() -> None:
    rows = pages.spread_rows([spread("size", [Group("3", 6, 3, 3), Group("5", 2, 1, 1), Group("7", 0, 0, 0)])])

    (row,) = rows
    assert row["id"] == "spread-0"
    assert [(dot.pale, dot.x is None) for dot in row["chart"].dots] == [(False, False), (True, False), (True, True)]


def test_estimates_are_drawn_with_their_intervals_and_what_has_none_is_left_out() -> None:
    found = Calibration("2PL", 300, (Estimate(1.0, 0.5, 0.8, 0.1), None))

    drawn = pages.calibration_charts(found)

    first, second = drawn["difficulty"].dots
    assert (first.lo < first.x < first.hi, second.x) == (True, None)
    assert pages.mark("1", found.estimates[0], 1.0, 0.5) == Mark("1", 1.0, Interval(1.0 - 0.979982, 1.0 + 0.979982))
