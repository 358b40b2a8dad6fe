import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import FEW, Absent, Ran, closing, joined, main, postgresql, read, report, run

REPORT = """
<testsuites><testsuite errors="1" failures="2" skipped="1" tests="10" time="3.5">
<testcase><skipped message="no browser"/></testcase>
<testcase classname="tests.test_a" name="test_one"><failure/></testcase>
<testcase classname="tests.test_a" name="test_two"><error/></testcase>
</testsuite></testsuites>
"""

ONE, TWO = "tests.test_a.test_one", "tests.test_a.test_two"

SOME = """
import pytest

@pytest.fixture
def somebody(db):
    pass

@pytest.mark.django_db
def test_marked():
    pass

def test_through_a_fixture(somebody):
    pass

def test_served(live_server):
    pass

@pytest.mark.once
def test_alike_on_each(db):
    pass

@pytest.mark.browser
def test_in_a_browser(live_server):
    pass

def test_alone():
    pass
"""


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT.strip())

    ran = read("SQLite", 1, tmp_path / "report.xml")

    assert ran == Ran(
        "SQLite", 1, {"failed": 2, "passed": 6, "skipped": 1, "error": 1}, 3.5, ("no browser",), (ONE, TWO)
    )


def tried(monkeypatch: pytest.MonkeyPatch, *runs: Ran) -> list[list[str]]:
    """What each try was asked, its outcomes given."""
    asked: list[list[str]] = []

    def noted(where: str, _: str, arguments: list[str]) -> Ran:
        asked.append(arguments)
        return runs[len(asked) - 1]

    monkeypatch.setattr("tests.run.once", noted)
    return asked


def failing(*names: str, passed: int = 0) -> Ran:
    return Ran("SQLite", 1, {"failed": len(names), "passed": passed, "skipped": 0, "error": 0}, 2, (), names)


def test_what_passes_alone_counts_as_passed_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = Ran("SQLite", 0, {"failed": 0, "passed": 1, "skipped": 0, "error": 0}, 1, ())
    asked = tried(monkeypatch, failing(ONE, passed=5), passed)

    ran = run("SQLite", "", ["-k", "x"])

    assert asked[1] == ["-n", "0", "--last-failed", "-k", "x"]
    assert (ran.status, ran.counts["passed"], ran.counts["failed"]) == (0, 6, 0)
    assert (ran.recovered, ran.seconds) == ((ONE,), 3)


def test_what_fails_alone_as_well_has_failed() -> None:
    ran = joined(failing(ONE, TWO), failing(TWO, passed=1))

    assert (ran.status, ran.failures, ran.recovered) == (1, (TWO,), (ONE,))


def test_many_failures_are_no_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tried(monkeypatch, failing(*map(str, range(FEW + 1))))

    assert run("SQLite", "", []).status == 1
    assert len(asked) == 1


def test_a_run_that_died_without_a_report_has_failed(tmp_path: Path) -> None:
    ran = read("SQLite", 0, tmp_path / "report.xml")

    assert (ran.status, ran.counts) == (1, {"error": 1})


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"failed": 0, "passed": 8, "skipped": 0}, "8 passed in 1.50s"),
        ({"failed": 1, "passed": 8, "skipped": 2}, "1 failed, 8 passed, 2 skipped in 1.50s"),
        ({"passed": 8, "error": 1}, "8 passed, 1 error in 1.50s"),
        ({"passed": 8, "error": 2}, "8 passed, 2 errors in 1.50s"),
        ({"failed": 0, "passed": 0}, "no tests ran in 1.50s"),
    ],
)
def test_the_closing_words_are_pytests_own(counts: dict[str, int], words: str) -> None:
    assert closing(counts, 1.5) == words


def test_the_last_lines_say_what_was_skipped_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    on_sqlite = Ran("SQLite", 0, {"passed": 6, "skipped": 2}, 3.5, ("no browser", "no browser"))

    report([on_sqlite], ["left out: what is marked slow", "skipped all on PostgreSQL: nobody answers"])

    assert capsys.readouterr().out.splitlines()[1:] == [
        "SQLite: 6 passed, 2 skipped in 3.50s",
        "  skipped 2: no browser",
        "left out: what is marked slow",
        "skipped all on PostgreSQL: nobody answers",
        "========================= 6 passed, 2 skipped in 3.50s =========================",
    ]


def test_both_runs_are_summed_and_what_ran_once_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [Ran("SQLite", 0, {"passed": 6000, "skipped": 1}, 3.5, ("no",)), Ran("PostgreSQL", 0, {"passed": 5}, 4, ())]

    report(runs, [])

    *_, once, total = capsys.readouterr().out.splitlines()
    why = "they touch no database or only through services, show the same on each, or drive a browser"
    assert once == f"5,996 tests ran once, on SQLite: {why}"
    assert total.strip("= ") == "6005 passed, 1 skipped in 7.50s"


def test_on_postgresql_only_what_touches_a_database_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[str]] = {}

    def noted(where: str, _: str, arguments: list[str]) -> Ran:
        asked[where] = arguments
        return Ran(where, 0, {"passed": 1}, 1, ())

    monkeypatch.setattr("tests.run.run", noted)
    monkeypatch.setattr("tests.run.postgresql", lambda: "postgresql://db.example/quiz")

    assert main(["-k", "x"]) == 0
    assert asked == {"SQLite": ["-k", "x"], "PostgreSQL": ["--database-only", "-k", "x"]}


@pytest.mark.parametrize(("first", "second", "status"), [(0, 5, 0), (5, 5, 5), (0, 1, 1), (1, 5, 1)])
def test_no_test_for_a_database_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, first: int, second: int, status: int
) -> None:
    statuses = {"SQLite": first, "PostgreSQL": second}
    monkeypatch.setattr("tests.run.run", lambda where, *_: Ran(where, statuses[where], {"passed": 0}, 1, ()))
    monkeypatch.setattr("tests.run.postgresql", lambda: "postgresql://db.example/quiz")

    assert main([]) == status


@pytest.mark.once
def test_what_touches_no_database_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(SOME)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--database-only", "-p", "no:cacheprovider"]

    done = subprocess.run(
        [*command, "-c", "pyproject.toml", "--rootdir", ".", "tests/test_run.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    found = [line.rpartition("::")[2] for line in done.stdout.splitlines() if "test_some.py::" in line]
    assert found == ["test_marked", "test_through_a_fixture", "test_served"]


def test_a_named_postgresql_is_taken_at_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://db.example/quiz")

    assert postgresql() == "postgresql://db.example/quiz"


def test_what_was_tried_is_said_where_no_postgresql_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("PGUSER", "nobody-at-all")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")

    with pytest.raises(Absent, match="TEST_DATABASE_URL is not set, and nobody-at-all at localhost:5432: "):
        postgresql()
