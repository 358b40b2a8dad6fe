import runpy
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from assessments import settings as ours

FILE = settings.ROOT / "deploy" / "gunicorn.conf.py"
ENDLESS = "import time; time.sleep(600)"

real = subprocess.Popen


def test_a_start_empties_what_earlier_processes_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "PROCESSES", 2)
    monkeypatch.setattr(ours, "METRICS_DIR", tmp_path)
    (tmp_path / "counter_4711.db").touch()

    configured = runpy.run_path(str(FILE))
    configured["on_starting"](None)

    assert configured["workers"] == 2
    assert list(tmp_path.iterdir()) == []


def started(monkeypatch: pytest.MonkeyPatch, *, with_worker: bool) -> list[Any]:
    """The processes that gunicorn starts beside its own, in the act of stopping."""
    monkeypatch.setattr(ours, "WITH_WORKER", with_worker)
    configured = runpy.run_path(str(FILE))
    configured["when_ready"](None)
    beside = list(configured["beside"])
    configured["on_exit"](None)
    return beside


def test_a_worker_starts_and_stops_with_it_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda _, cwd: real([sys.executable, "-c", ENDLESS], cwd=cwd))

    (worker,) = started(monkeypatch, with_worker=True)

    assert worker.returncode == -signal.SIGTERM


def test_no_worker_starts_where_it_is_a_service_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert started(monkeypatch, with_worker=False) == []
