"""Files for other systems by command; what goes to version control is in test_import_items.py."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Bank
from tests.factories import THREE_SHAPES, a_bank, a_published_item, an_item

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> list[str]:
    out = StringIO()
    try:
        call_command("export_items", *map(str, arguments), stdout=out, stderr=out)
    except CommandError as failed:
        out.write(f"failed: {failed}\n")
    return out.getvalue().splitlines()


@pytest.fixture
def bank() -> Bank:
    bank = a_bank(slug="gates", title="Gates")
    a_published_item(bank=bank, **THREE_SHAPES)
    return bank


def test_what_is_published_goes_into_one_file_and_what_is_left_out_is_named(bank: Bank, tmp_path: Path) -> None:
    draft = an_item(bank=bank)

    told = run("gates", "--format", "gift", "--out", tmp_path / "a.gift")

    assert told == [f"left out: {draft.slug}: it is not published.", f"1 items in {tmp_path / 'a.gift'}"]
    assert (tmp_path / "a.gift").read_text().count("[id:") == 3


def test_fewer_variants_and_another_draw_are_another_file(bank: Bank, tmp_path: Path) -> None:
    texts = []
    for draw in ("monday", "monday", "tuesday", "friday"):
        run("gates", "--format", "gift", "--out", tmp_path / "a", "--variants", "1", "--draw", draw)
        texts.append((tmp_path / "a").read_text())

    assert [text.count("[id:") for text in texts] == [1, 1, 1, 1]
    assert texts[0] == texts[1]
    assert len(set(texts)) > 1


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("none", "--format", "gift"), "no bank is called none"),
        (("gates", "--format", "gift", "--variants", "0"), "at least one variant is needed"),
        (("gates", "--format", "gift", "--templates"), "GIFT has no questions that draw their numbers"),
        (("gates", "--format", "json", "--variants", "3"), "Cellstate JSON is what authors write: it has no variants"),
        (("gates", "--format", "json", "--draw", "x"), "Cellstate JSON is what authors write: it has no variants"),
        (("gates", "--format", "aiken"), "Error: argument --format: invalid choice: 'aiken'"),
    ],
)
def test_what_cannot_be_had_is_told(bank: Bank, tmp_path: Path, arguments: tuple[str, ...], fault: str) -> None:
    (told,) = run(*arguments, "--out", tmp_path / "a")

    assert told.startswith(f"failed: {fault}")
    assert list(tmp_path.iterdir()) == []
