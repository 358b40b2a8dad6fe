"""Questions out as files and in again, by command."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Bank, Item
from assessments.services.authoring.tags import known
from tests.factories import THREE_SHAPES, a_bank, a_published_item, an_item

ALL = ("draft", "kind", "slug", "title", "difficulty", "trials", "tags")

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> list[str]:
    """What it printed, last of all why it failed."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=out)
    except CommandError as failed:
        out.write(f"failed: {failed}\n")
    return out.getvalue().splitlines()


@pytest.fixture
def bank() -> Bank:
    bank = a_bank(slug="gates", title="Gates", description="One line.\nAnother.")
    a_published_item(bank=bank, stem="Which shape has $W_{{{gate}F}}$?\n\nA *matrix*.", **THREE_SHAPES)
    item = an_item(bank=bank)
    item.tags.set(known(["shapes"]))
    Item.objects.filter(pk=item.pk).update(
        difficulty=4, trials=[{"answer": "{key}", "score": 1.0, "tag": "", "at": {}}]
    )
    return bank


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows() -> list[tuple[object, ...]]:
    return list(
        Item.objects.order_by("pk").values_list("pk", "slug", "title", "position", "draft", "current", "trials")
    )


def test_an_unchanged_folder_changes_nothing(bank: Bank, tmp_path: Path) -> None:
    before = rows()
    assert run("export_items", "gates", "--format", "json", "--out", tmp_path) == [f"2 items in {tmp_path}"]
    first = snapshot(tmp_path)

    told = run("import_items", tmp_path)
    run("export_items", "gates", "--format", "json", "--out", tmp_path)

    assert told[-1] == "0 new, 0 changed, 2 unchanged, 0 refused"
    assert rows() == before
    assert snapshot(tmp_path) == first


def test_a_folder_reads_as_text(bank: Bank, tmp_path: Path) -> None:
    run("export_items", "gates", "--format", "json", "--out", tmp_path)

    item = bank.items.first()
    assert sorted(snapshot(tmp_path)) == ["bank.json", *sorted(f"items/{one.slug}.json" for one in bank.items.all())]
    assert (tmp_path / "items" / f"{item.slug}.json").read_text() == "\n".join(
        [
            "{",
            '  "definition": {',
            '    "domains": {',
            '      "gate": [',
            '        "f"',
            "      ],",
            '      "hidden_size": [',
            "        2",
            "      ],",
            '      "input_size": [',
            "        3,",
            "        5,",
            "        7",
            "      ]",
            "    },",
            '    "kind": "feed-forward-shape",',
            '    "stem": {',
            '      "lines": [',
            '        "Which shape has $W_{{{gate}F}}$?",',
            '        "",',
            '        "A *matrix*."',
            "      ]",
            "    }",
            "  },",
            f'  "slug": "{item.slug}",',
            f'  "title": "{item.title}"',
            "}",
            "",
        ]
    )


def test_a_folder_makes_the_bank_anew(bank: Bank, tmp_path: Path) -> None:
    run("export_items", "gates", "--format", "json", "--out", tmp_path)
    was = list(bank.items.values_list(*ALL))
    Item.objects.update(current=None)
    Item.objects.first().revisions.all()._raw_delete("default")
    Item.objects.all().delete()
    Bank.objects.all().delete()

    assert run("import_items", tmp_path)[-1] == "2 new, 0 changed, 0 unchanged, 0 refused"

    again = Bank.objects.get()
    assert (again.slug, again.title, again.description) == ("gates", "Gates", "One line.\nAnother.")
    assert [(draft | {"kind": kind}, kind, *others) for draft, kind, *others in was] == list(
        again.items.values_list(*ALL)
    )


def test_an_item_that_is_no_more_leaves_the_folder(bank: Bank, tmp_path: Path) -> None:
    run("export_items", "gates", "--format", "json", "--out", tmp_path)
    (tmp_path / "notes.json").write_text("{}")
    gone = bank.items.last()
    gone.delete()

    run("export_items", "gates", "--format", "json", "--out", tmp_path)

    assert not (tmp_path / "items" / f"{gone.slug}.json").exists()
    assert (tmp_path / "notes.json").exists()


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"slug": "one", "title": "One", "definition": {"kind": "feed-forward-shape"}}))

    told = run("import_items", file, "--bank", "new", "--dry-run")

    assert told == ["new/one: new", "dry run, nothing is written: 1 new, 0 changed, 0 unchanged, 0 refused"]
    assert not Bank.objects.exists()


def test_what_is_refused_is_named_and_fails_and_the_rest_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "two.json"
    good = {"slug": "one", "title": "One", "definition": {"kind": "feed-forward-shape"}}
    bad = {"slug": "two", "title": "Two", "definition": {"kind": "essay"}}
    file.write_text(json.dumps({"slug": "gates", "title": "Gates", "items": [good, bad]}))

    assert run("import_items", file) == [
        "gates/one: new",
        "gates/two: refused: kind: 'essay' is not one of the kinds",
        "1 new, 0 changed, 0 unchanged, 1 refused",
        "failed: 1 of 2 questions refused",
    ]
    assert [item.slug for item in Item.objects.all()] == ["one"]


@pytest.mark.parametrize(
    ("content", "arguments", "fault"),
    [
        (b"\x89PNG", (), "failed: a.json is none of: "),
        (b"{", (), "failed: no JSON: "),
        (b'{"items": [], "slug": "a", "title": "A"}', (), "failed: there is no question in a.json"),
        (b'{"slug": "one"}', (), "failed: The file does not say which bank its questions belong to."),
        (b'{"slug": "one"}', ("--bank", "no slug!"), "failed: a bank's slug is "),
    ],
)
def test_what_cannot_be_read_fails_with_the_reason(
    tmp_path: Path, content: bytes, arguments: tuple[str, ...], fault: str
) -> None:
    (tmp_path / "a.json").write_bytes(content)

    (told,) = run("import_items", tmp_path / "a.json", *arguments)

    assert told.startswith(fault)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert run("import_items", tmp_path / "none.json")[0].startswith("failed: [Errno 2]")
