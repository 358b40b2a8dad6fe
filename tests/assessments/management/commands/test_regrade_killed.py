"""kill -9 in the middle of a regrade, in a process of its own; whoever goes on comes to the same end."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).resolve().parents[4]
MANY = 2_000
PATIENCE = 120  # seconds, for a busy machine
MAKE = """
import django
django.setup()
from tests.assessments.services.regrading.miskeyed import a_miskeyed_quiz, mended
made = a_miskeyed_quiz()
made.crowd({many})
mended(made.item)
print(made.quiz.slug, made.item.bank.slug + "/" + made.item.slug)
"""
END = (
    "SELECT id, score FROM assessments_attempt ORDER BY id",
    "SELECT id, score, earned, earlier_best, ledger FROM assessments_itemsession ORDER BY id",
    "SELECT response_id, score, key FROM assessments_judgement ORDER BY response_id",
    "SELECT attempt_id, old_score, new_score, why FROM assessments_attemptchange ORDER BY attempt_id",
    "SELECT attempts, responses, kept FROM assessments_regrade",
)


def ours(folder: Path, *words: str) -> subprocess.Popen[str]:
    settings = {"DATA_DIR": str(folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "assessments.settings"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=os.environ | settings, **pipes)


def done(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return out


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "assessments.sqlite3")) as database:
        return database.execute(query).fetchall()


def killed_at(folder: Path, process: subprocess.Popen[str], chunks: int) -> None:
    """Once it has written so many."""
    until = monotonic() + PATIENCE
    while monotonic() < until and process.poll() is None:
        if sum(attempts for (attempts,) in rows(folder, "SELECT attempts FROM assessments_regrade")) >= 500 * chunks:
            break
        sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_killed_regrade_comes_to_the_same_end(tmp_path: Path) -> None:
    broken, whole = tmp_path / "broken", tmp_path / "whole"
    done(ours(broken, "manage.py", "migrate", "--verbosity", "0"))
    quiz, item = done(ours(broken, "-c", MAKE.format(many=MANY))).split()
    shutil.copytree(broken, whole)
    regrade = ("manage.py", "regrade", quiz, "--item", item, "--revision", "2", "--apply")

    done(ours(whole, *regrade))
    killed_at(broken, ours(broken, *regrade), chunks=1)
    ((attempts, planned),) = rows(broken, "SELECT attempts, planned_at FROM assessments_regrade")
    told = done(ours(broken, "manage.py", "regrade", "--resume", "1", "--apply"))

    assert 0 < attempts < MANY
    assert planned is None
    assert told.splitlines()[-1] == "applied"
    assert [rows(broken, query) for query in END] == [rows(whole, query) for query in END]
