from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.slow
def test_a_platform_that_fails_and_senders_that_die_leave_both_gradebooks_equal() -> None:
    """The whole of it is `python -m tests.assessments.lti.storm`; this is a tenth, with waits of a tenth."""
    small = ["--scores", "200", "--kills", "3", "--hang", "1", "--scale", "0.1"]
    command = [sys.executable, "-m", "tests.assessments.lti.storm", *small]

    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False, timeout=600)

    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert (found["scores"], found["equal"], found["columns"], found["parked"]) == (200, True, 4, 0)
    assert (found["lost"], found["made"] > 4) == (0, True)  # it was made to do it twice, which did not last
    assert len(found["met"]) == 9
