"""What systemd itself says of the units, the paths changed to where this project stands."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ANALYZE = shutil.which("systemd-analyze")
UNITS = sorted(path for path in (settings.ROOT / "deploy").iterdir() if path.suffix in {".service", ".timer"})


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text().replace("/opt/assessments/.venv/bin", str(Path(sys.executable).parent))
        (tmp_path / unit.name).write_text(text.replace("/opt/assessments", str(settings.ROOT)))

    units = [str(tmp_path / unit.name) for unit in UNITS]
    told = subprocess.run([str(ANALYZE), "verify", *units], capture_output=True, text=True, check=False)

    assert [line for line in told.stderr.splitlines() if "assessments" in line] == []


def test_every_unit_runs_a_command_that_there_is() -> None:
    commands = {path.stem for path in (settings.ROOT / "assessments" / "management" / "commands").glob("*.py")}
    asked = {
        line.split("manage.py ")[1].split()[0]
        for unit in UNITS
        for line in unit.read_text().splitlines()
        if "manage.py " in line
    }

    assert asked - {"migrate", "collectstatic"} == {"worker", "backup"}
    assert {"worker", "backup"} <= commands
