import runpy
from pathlib import Path

import pytest
from django.conf import settings

from assessments import settings as ours

FILE = settings.ROOT / "deploy" / "gunicorn.conf.py"


def test_a_start_empties_what_earlier_processes_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "PROCESSES", 2)
    monkeypatch.setattr(ours, "METRICS_DIR", tmp_path)
    (tmp_path / "counter_4711.db").touch()

    configured = runpy.run_path(str(FILE))
    configured["on_starting"](None)

    assert configured["workers"] == 2
    assert list(tmp_path.iterdir()) == []
