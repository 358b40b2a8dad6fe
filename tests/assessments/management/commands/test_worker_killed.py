"""Real workers on a real database, killed in the midst of their work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.run import Absent, postgresql

pytestmark = pytest.mark.slow

# What one line of a script sets up; each worker is a process, and shows life ten times as often as usual.
BEGIN = "import django; django.setup(); from datetime import timedelta; from assessments.queries import background;"
QUICK = "background.LEASE = timedelta(seconds=3);"
WORK = (
    f"{BEGIN}{QUICK} from assessments.management.commands import worker; worker.BEAT = 0.3;"
    "from assessments.services.background import running; running.PAUSES = (timedelta(0),) * 3;"
    "from django.core.management import call_command; call_command('worker', '--interval', '0.2')"
)
TASK = "from tests.assessments.management.commands.tardy import write;"


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "SQLite":
        yield ""
        return
    try:
        server = postgresql().rsplit("/", 1)[0]
    except Absent as why:
        pytest.skip(str(why))
    name = f"worker_{uuid4().hex[:8]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def run(tmp_path: Path, database: str) -> Iterator[Callable[..., Any]]:
    told = {"DATA_DIR": str(tmp_path), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "assessments.settings"}
    path = {"PYTHONPATH": str(settings.ROOT), "PYTEST_VERSION": "no .env", "LOG_LEVEL": "CRITICAL"}
    processes: list[subprocess.Popen[str]] = []

    def started(script: str, *, wait: bool = True) -> str | subprocess.Popen[str]:
        command = [sys.executable, "-c", script]
        piped = {"stdout": subprocess.PIPE if wait else subprocess.DEVNULL, "text": True}
        process = subprocess.Popen(command, env=os.environ | told | path, cwd=settings.ROOT, **piped)
        processes.append(process)
        return process.communicate()[0].strip() if wait else process

    started(f"{BEGIN} from django.core.management import call_command; call_command('migrate', verbosity=0)")
    yield started
    for process in processes:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_task_whose_worker_is_killed_is_taken_up_by_another(run: Callable[..., Any], tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    run(f"{BEGIN}{TASK} write.enqueue({str(begun)!r}, 1)")
    first = run(WORK, wait=False)
    until(begun.exists)

    first.kill()
    run(WORK, wait=False)

    until((tmp_path / "begun.done").exists)
    assert begun.read_text().count("begun") == 2


def test_a_task_that_outlives_no_worker_is_parked(run: Callable[..., Any], tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    run(f"{BEGIN}{TASK} write.enqueue({str(begun)!r}, 100)")

    for tries in range(1, 5):
        worker = run(WORK, wait=False)
        until(lambda tries=tries: begun.exists() and begun.read_text().count("begun") == tries)
        worker.kill()

    run(WORK, wait=False)
    shown = f"{BEGIN} print(*[(row.status, row.exception_class_path) for row in background.parked()])"
    until(lambda: run(shown) == "('FAILED', 'its worker died')")
    assert begun.read_text().count("begun") == 4


def test_several_workers_share_the_work_and_do_nothing_twice(run: Callable[..., Any], tmp_path: Path) -> None:
    for _ in range(3):
        run(WORK, wait=False)
    run(f"{BEGIN}{TASK} [write.enqueue({str(tmp_path)!r} + f'/{{n}}', 0) for n in range(60)]")

    until(lambda: len(list(tmp_path.glob("*.done"))) == 60)

    assert [file.read_text().count("begun") for file in tmp_path.glob("[0-9]*") if file.suffix != ".done"] == [1] * 60
