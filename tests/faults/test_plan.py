from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import plan
from tests.faults.service.counting import Count, Told
from tests.faults.table import Row

FOUND = {path.stem for path in (Path(__file__).parent / "mutants").glob("*.py")} - {"__init__", "apps", "settings"}
LOSING = plan.Mutant("unsynced", "power", plan.loses)


def a_row(lost: int, *, passed: bool = True) -> Row:
    count = Count(acknowledged=100, lost=lost, doubled=0)
    return Row.of("K2 power cut", "SQLite", "6 cuts", Told(), count, passed)


def test_a_mutant_that_its_test_notices_is_caught() -> None:
    row = plan.caught(LOSING, a_row(lost=3))

    assert (row.test, row.verdict, row.note) == ("K14 unsynced", "passed", "caught by K2 power cut; ")


def test_a_mutant_that_its_test_lets_pass_fails_the_suite() -> None:
    row = plan.caught(LOSING, a_row(lost=0))

    assert (row.verdict, row.note) == ("FAILED", "NOT caught by K2 power cut; ")


def test_a_test_that_fails_for_another_reason_has_caught_nothing() -> None:
    assert not plan.caught(LOSING, a_row(lost=0, passed=False)).passed


def test_every_mutant_there_is_is_tried() -> None:
    assert {mutant.name for mutant in plan.MUTANTS} == FOUND


@pytest.mark.parametrize("mutant", plan.MUTANTS, ids=lambda mutant: f"{mutant.name}-{mutant.test}")
def test_every_mutant_is_for_a_test_that_runs_there(mutant: plan.Mutant) -> None:
    assert set(mutant.where) <= set(plan.TESTS[mutant.test].where)
