import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.slow
def test_it_times_both_kinds_of_regrade() -> None:
    """In a process of its own: its scratch database is none of this one's business."""
    small = ("bench_regrade", "--learners", "20", "--questions", "2")
    told = subprocess.run([sys.executable, "manage.py", *small], cwd=ROOT, capture_output=True, text=True, check=True)

    lines = told.stdout.splitlines()
    assert [line.partition("  ")[0] for line in lines] == [
        "regrade, every score changes",
        "applied",
        "regrade, no score changes",
        "memory",
    ]
    assert ["40 responses," in line for line in lines] == [True, False, True, False]
