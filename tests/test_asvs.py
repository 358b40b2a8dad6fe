"""`asvs.csv` names nothing that is not there. The tests that it names run with all others; here they are looked up.

https://owasp.org/www-project-application-security-verification-standard/
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.asvs import ROOT, STATES, Row, report, rows

# By chapter: how many of levels 1 and 2 there are, and how many of them concern no service like this one.
CHAPTERS = {
    1: (27, 4), 2: (11, 0), 3: (19, 0), 4: (10, 6), 5: (9, 0), 6: (35, 4), 7: (18, 0), 8: (7, 0), 9: (7, 0),
    10: (29, 20), 11: (14, 0), 12: (9, 0), 13: (13, 0), 14: (9, 0), 15: (13, 0), 16: (16, 0), 17: (7, 7),
}  # fmt: skip
ROWS = rows()
MAKEFILE = (ROOT / "Makefile").read_text()
SECTION = r"SECURITY\.md, [A-Z][a-z ]+"


def chapter(row: Row) -> int:
    return int(row.id.removeprefix("V").split(".")[0])


class Found(NamedTuple):
    marks: str  # its own and its file's
    skips: bool  # by its own word


@cache
def functions(path: str) -> dict[str, Found]:
    tree = ast.parse((ROOT / path).read_text())
    whole = " ".join(ast.unparse(node.value) for node in tree.body if sets_marks(node))
    return {
        node.name: Found(" ".join([whole, *map(ast.unparse, node.decorator_list)]), "pytest.skip(" in ast.unparse(node))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def sets_marks(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and "pytestmark" in map(ast.unparse, node.targets)


def run_by(found: Found) -> str:
    """The target of the Makefile that runs such a test."""
    return "slow" if "mark.slow" in found.marks else "test"


def left_out(found: Found) -> bool:
    """But for what this machine may lack, which the last lines of a run then say."""
    without = re.sub(r"skipif\(not \(?[A-Z]+( and [A-Z]+)*\)?, reason=", "", found.marks)
    return found.skips or re.search("skip|xfail", without) is not None


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
    for place in row.evidence.split("; ") if row.state == "document" else re.findall(SECTION, row.note):
        assert has_section(place)
    if row.state in {"document", "test"}:
        assert row.evidence
    if row.state in {"operator", "open", "not applicable"}:
        assert row.note
    for node in row.evidence.split() if row.state in {"test", "operator"} else ():
        path, name = node.split("::")
        found = functions(path)[name]
        assert re.fullmatch(r"tests/(\w+/)*test_\w+\.py", path)
        assert name.startswith("test_")
        assert not left_out(found)
        assert f"\n{run_by(found)}:" in MAKEFILE


def has_section(place: str) -> bool:
    """`SECURITY.md#Keys`, as evidence has it, or `SECURITY.md, Keys`, as notes have it."""
    path, title = re.split("#|, ", place, maxsplit=1)
    return f"\n## {title}\n" in (ROOT / path).read_text()


@pytest.mark.parametrize("row", [row for row in ROWS if row.state == "operator"], ids=lambda row: row.id)
def test_what_is_left_to_operators_is_told_to_them(row: Row) -> None:
    """A check of doctor, or a line of SECURITY.md's list for them."""
    told = (ROOT / "SECURITY.md").read_text().partition("\n## For whoever runs it\n")[2]

    assert re.search(rf"\b{re.escape(row.id)}\b", told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pytestmark = pytest.mark.skip", (True, "test")),
        ("pytestmark = [pytest.mark.django_db, pytest.mark.slow]", (False, "slow")),
        ("pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason='nginx is not installed')", (False, "test")),
        ("pytestmark = pytest.mark.skipif(True, reason='no time')", (True, "test")),
    ],
)
def test_marks_of_a_whole_file_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: tuple[bool, str]
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / f"{hash(text)}.py").write_text(f"{text}\ndef test_it(): pass")

    (found,) = functions(f"{hash(text)}.py").values()

    assert (left_out(found), run_by(found)) == says


def test_the_totals_are_told() -> None:
    assert report().splitlines()[0].endswith("test")
    assert "253 in all, 212 of them applicable" in report()
