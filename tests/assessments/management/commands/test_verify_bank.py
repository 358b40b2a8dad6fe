from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.engine.definition import Definition
from assessments.engine.proving.verify import Report
from assessments.management.commands import verify_bank
from assessments.management.progress import CLEAR
from assessments.models import Item
from assessments.services.authoring.shelf import archive
from tests.factories import NOW, THREE_SHAPES, a_bank, an_item
from tests.starter import here

pytestmark = pytest.mark.django_db

MANAGE = str(Path(__file__).resolve().parents[4] / "manage.py")


@pytest.fixture
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_bank, "verify_all", here)


@pytest.fixture
def items() -> list[Item]:
    gates, shapes = a_bank(slug="gates"), a_bank(slug="shapes")
    return [an_item(bank=gates), an_item(bank=shapes), an_item(bank=shapes)]


def run(*arguments: str) -> tuple[list[str], list[str]]:
    """What it printed, and what it complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_bank", *arguments, stdout=out, stderr=err)
    except CommandError as failed:
        err.write(f"{failed}\n")
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.mark.usefixtures("items", "_in_this_process")
def test_it_ends_with_how_many_of_how_many() -> None:
    out, err = run("--all")

    assert out[-1] == "verified 9 of 9 variants in 3 items"
    assert re.fullmatch(r"\d+\.\d s, [\d,]+ variants a second, 9 keys computed another way too", out[-2])
    assert err == []


@pytest.mark.usefixtures("_in_this_process")
def test_each_item_has_its_line(items: list[Item]) -> None:
    out, _ = run("--all")

    assert out[:-2] == [f"{item.bank.slug}/{item.slug}: verified 3 of 3 variants" for item in items]


@pytest.mark.parametrize(
    ("names", "counted"),
    [
        (["gates"], "verified 3 of 3 variants in 1 items"),
        (["shapes"], "verified 6 of 6 variants in 2 items"),
        (["gates", "shapes"], "verified 9 of 9 variants in 3 items"),
    ],
)
@pytest.mark.usefixtures("items", "_in_this_process")
def test_banks_can_be_named(names: list[str], counted: str) -> None:
    out, _ = run(*names)

    assert out[-1] == counted


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["gates", "nonsense", "also-none"], "no bank with items is called also-none, nonsense"),
        ([], "name a bank, or say --all"),
    ],
)
@pytest.mark.usefixtures("items", "_in_this_process")
def test_what_it_is_asked_for_must_be_there(arguments: list[str], complaint: str) -> None:
    assert run(*arguments) == ([], [complaint])


@pytest.mark.usefixtures("_in_this_process")
def test_no_banks_at_all_is_no_success() -> None:
    assert run("--all") == ([], ["name a bank, or say --all"])


@pytest.mark.usefixtures("_in_this_process")
def test_archived_items_are_left_out(items: list[Item]) -> None:
    archive([items[0]], None, NOW)

    out, _ = run("--all")

    assert out[-1] == "verified 6 of 6 variants in 2 items"


@pytest.mark.usefixtures("items", "_in_this_process")
def test_an_item_that_fails_is_named_with_its_reasons_and_the_others_go_on() -> None:
    bad = an_item(**THREE_SHAPES, stem="How many {apples}?")

    out, err = run("--all")

    assert f"{bad.bank.slug}/{bad.slug}: verified 0 of 3 variants" in out
    assert out[-1] == "verified 9 of 12 variants in 4 items"
    assert "the stem names {apples}, which nothing fills" in err[0]
    assert err[-1] == "1 items failed"


@pytest.mark.parametrize(
    ("definition", "complaint"),
    [({"ask": "essay"}, "ask: must be one of entry, choice"), ({"domains": {"gate": ["q"]}}, "domains.gate: 'q' is")],
)
@pytest.mark.usefixtures("items", "_in_this_process")
def test_an_item_that_cannot_be_read_is_named_and_the_others_go_on(definition: dict[str, Any], complaint: str) -> None:
    bad = an_item(**definition)

    out, err = run("--all")

    assert out[-1] == "verified 9 of 9 variants in 4 items"
    assert any(line.startswith(f"{bad.bank.slug}/{bad.slug}:") for line in out)
    assert any(complaint in line for line in err)
    assert err[-1] == "1 items failed"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("items", "_in_this_process")
def test_a_terminal_shows_how_far_it_is() -> None:
    out, terminal = StringIO(), Terminal()

    call_command("verify_bank", "--all", stdout=out, stderr=terminal)

    assert "100%  9 of 9 points, 0 s left" in terminal.getvalue()
    assert terminal.getvalue().endswith(CLEAR)
    assert CLEAR not in out.getvalue()


@pytest.mark.usefixtures("items")
def test_an_interrupted_run_says_what_was_proven_until_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(definitions: Iterable[Definition], **_: Any) -> Iterator[Report]:
        yield next(iter(here(definitions)))
        raise KeyboardInterrupt

    monkeypatch.setattr(verify_bank, "verify_all", interrupted)

    out, err = run("--all")

    assert (out[-1], err) == ("verified 3 of 3 variants in 1 items", ["interrupted"])


@pytest.mark.once
@pytest.mark.usefixtures("items")
def test_all_cores_come_to_the_same() -> None:
    out, err = run("--all")

    assert (out[-1], err) == ("verified 9 of 9 variants in 3 items", [])


@pytest.mark.once
def test_a_failure_is_an_exit_status(tmp_path: Path, migrated: Callable[[Path], Path]) -> None:
    command = [sys.executable, MANAGE, "verify_bank", "--all"]
    environment = {**os.environ, "DATA_DIR": str(migrated(tmp_path)), "DATABASE_URL": ""}

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "CommandError: name a bank, or say --all\n")
