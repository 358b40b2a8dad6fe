"""`asvs.csv` names nothing that is not there. The tests that it names run with all others; here they are looked up.

https://owasp.org/www-project-application-security-verification-standard/
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest

from tests.asvs import ROOT, STATES, Row, report, rows

# By chapter: how many of levels 1 and 2 there are, and how many of them concern no service like this one.
CHAPTERS = {
    1: (27, 4), 2: (11, 0), 3: (19, 0), 4: (10, 6), 5: (9, 0), 6: (35, 4), 7: (18, 0), 8: (7, 0), 9: (7, 0),
    10: (29, 20), 11: (14, 0), 12: (9, 0), 13: (13, 0), 14: (9, 0), 15: (13, 0), 16: (16, 0), 17: (7, 7),
}  # fmt: skip
ROWS = rows()


def chapter(row: Row) -> int:
    return int(row.id.removeprefix("V").split(".")[0])


@cache
def functions(path: str) -> dict[str, list[str]]:
    """The tests of a file, each with its marks."""
    tree = ast.parse((ROOT / path).read_text())
    return {
        node.name: [ast.unparse(mark) for mark in node.decorator_list]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def test_every_requirement_has_one_row() -> None:
    assert [name for name, count in Counter(row.id for row in ROWS).items() if count > 1] == []
    assert Counter(map(chapter, ROWS)) == {number: all_in for number, (all_in, _) in CHAPTERS.items()}
    assert len(ROWS) == 253


def test_212_of_them_are_applicable() -> None:
    left_out = Counter(chapter(row) for row in ROWS if row.state == "not applicable")

    assert left_out == {number: out for number, (_, out) in CHAPTERS.items() if out}
    assert len(ROWS) - left_out.total() == 212


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_a_row_rests_on_is_there(row: Row) -> None:
    assert row.state in STATES
    assert row.level in {"1", "2"}
    if row.state == "document":
        path, _, title = row.evidence.partition("#")
        assert f"\n## {title}\n" in (ROOT / path).read_text()
    elif row.state == "test":
        assert row.evidence
    if row.state in {"operator", "open", "not applicable"}:
        assert row.note
    for node in row.evidence.split() if row.state in {"test", "operator"} else ():
        path, name = node.split("::")
        marks = functions(path)[name]
        assert name.startswith("test_")
        assert not re.search(r"skip|xfail", " ".join(marks))


def test_the_totals_are_told() -> None:
    assert report().splitlines()[0].endswith("test")
    assert "253 in all, 212 of them applicable" in report()
