from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import assessments
from assessments.engine.kind import KINDS
from assessments.interchange import bundle
from assessments.management.commands.families import is_family
from tests.factories import an_item, published

pytestmark = pytest.mark.django_db
FILES = sorted((Path(assessments.__file__).parent / "content" / "banks").glob("*.json"))
FAMILIES = [kind for kind in KINDS.values() if is_family(kind)]


def told(*options: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError, match=r"^not verified: "):
        call_command("families", *options, stdout=out)
    return out.getvalue().splitlines()


def test_every_family_has_an_item_in_the_starter_bank_of_its_topic() -> None:
    held = {(one.definition["kind"], path.stem) for path in FILES for one in bundle.read(path.read_text("utf-8")).items}

    assert {(family.slug, family.topic) for family in FAMILIES} <= held


def test_there_are_as_many_families_as_we_promise() -> None:
    assert len(FAMILIES) >= 84


def test_the_table_names_each_family_once_and_counts_them() -> None:
    head, *rows, last = told()

    assert head.split() == ["family", "bank", "format", "space", "verified", "slips"]
    assert sorted(row.split()[0] for row in rows) == sorted(family.slug for family in FAMILIES)
    assert last == f"{len(FAMILIES)} families in {len({family.topic for family in FAMILIES})} banks"


def test_a_row_tells_what_was_stored_when_the_item_was_published() -> None:
    published(an_item("bias-shape"))

    (row,) = (line for line in told() if line.startswith("bias-shape "))

    assert row.split()[1:3] == ["lstm-dimensions", "shape"]
    assert row.split()[-2] != "–"


def test_columns_stand_below_each_other() -> None:
    head, *rows, _ = told()

    places = [head.index(name) for name in ("family", "bank", "format")]
    assert all(row[place - 1 : place] in {"", " "} and row[place] != " " for row in rows for place in places)
    assert len({len(row) for row in rows}) == 1


def test_the_table_can_be_put_on_a_page() -> None:
    head, line, *rows, last = told("--markdown")

    assert head == "| family | bank | format | space | verified | slips |"
    assert line == "| --- | --- | --- | ---: | ---: | ---: |"
    assert {row.count("|") for row in rows} == {7}
    assert [row.split()[1] for row in rows] == [row.split()[0] for row in told()[1:-1]]
    assert last == told()[-1]


def test_a_verification_can_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(definitions: object, **_: object) -> Iterator[object]:
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr("assessments.management.commands.families.verify_all", interrupted)

    with pytest.raises(CommandError, match=r"^interrupted$"):
        call_command("families", "--verify", stdout=StringIO())


def test_what_was_never_verified_has_a_dash_and_is_named() -> None:
    rows = told()

    assert rows[1].split()[-2:] == ["–", "–"]


def test_a_whole_space_can_be_verified_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.management.commands.families.is_family", lambda kind: kind.slug == "silent-input")
    out = StringIO()

    call_command("families", "--verify", stdout=out)

    assert out.getvalue().splitlines()[1].split() == ["silent-input", "lstm-steps", "choice", "84", "84", "3"]
