"""What a row tells of tests that ran in processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.rows.suites import TOLD, read
from tests.faults.service.grounds import Ground
from tests.faults.service.nodes import Site
from tests.faults.table import Row

PASSED = '<testcase name="whole"><properties><property name="texts" value="40"/></properties></testcase>'
FAILED = '<testcase name="damaged[form]"><failure message="a 500 | not a 400&#10; + where: status"/></testcase>'
STOPPED = '<testcase name="damaged[text]"><error>no words</error></testcase>'
SKIPPED = '<testcase name="absent"><skipped message="no PostgreSQL"/></testcase>'


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(Site(tmp_path, ""), tmp_path)


def row_of(ground: Ground, *cases: str, requests: int = 0) -> Row:
    report = ground.directory / "report.xml"
    counts = f'tests="{len(cases)}" skipped="{cases.count(SKIPPED)}"'
    report.write_text(f"<testsuites><testsuite {counts}>{''.join(cases)}</testsuite></testsuites>")
    return read(ground, "K8 fuzz", report, requests)


def test_a_row_adds_up_what_its_tests_counted(ground: Ground) -> None:
    row = row_of(ground, PASSED, SKIPPED, PASSED, requests=7000)

    assert row.passed
    assert (row.trials, row.note) == ("2 tests, 7,000 requests, 80 texts", "")


def test_a_row_says_which_tests_failed_and_in_which_words(ground: Ground) -> None:
    row = row_of(ground, PASSED, FAILED, STOPPED)

    assert not row.passed
    assert row.note == "2 failed: damaged[form]: a 500 / not a 400; damaged[text]: error"


def test_a_row_gives_the_words_of_the_first_and_counts_all(ground: Ground) -> None:
    note = row_of(ground, *[FAILED] * (TOLD + 3)).note

    assert note.startswith(f"{TOLD + 3} failed: ")
    assert note.count("damaged[form]") == TOLD


@pytest.mark.parametrize("cases", [(), (SKIPPED,)])
def test_nothing_passes_where_nothing_ran(ground: Ground, cases: tuple[str, ...]) -> None:
    assert not row_of(ground, *cases).passed
