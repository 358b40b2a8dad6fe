"""Whoever has enough of `make faults` is left with nothing of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.faults.__main__ import ENDED
from tests.faults.service.grounds import databases_of
from tests.faults.service.nodes import ROOT
from tests.run import Absent, postgresql


def databases(process: int) -> list[str]:
    try:
        server = postgresql().rpartition("/")[0]
    except Absent:
        return []
    with psycopg.connect(f"{server}/postgres") as session:
        like = databases_of(process).replace("_", r"\_") + "%"
        return [name for (name,) in session.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like])]


def processes(session: int) -> list[str]:
    """Those that live."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, its, *_ = (one / "stat").read_text().rpartition(")")[2].split()
            if its == str(session) and state != "Z":
                found.append(one.name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_takes_everything_with_it(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.faults", "--only", "kills"]
    told = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=told, start_new_session=True) as run:
        try:
            while not list(tmp_path.glob("faults-*/kills-*/node-*.log")):
                assert run.poll() is None
                time.sleep(0.1)
            assert len(processes(run.pid)) > 1

            run.send_signal(number)

            assert run.wait(120) == ENDED
        finally:
            run.kill()
    assert (processes(run.pid), databases(run.pid), list(tmp_path.iterdir())) == ([], [], [])
