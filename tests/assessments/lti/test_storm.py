from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings

SCORES_TO_A_KILL = 40
KINDS_OF_FAULT = 9


@pytest.mark.slow
def test_a_platform_that_fails_and_senders_that_die_leave_both_gradebooks_equal(
    pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> None:
    """As `python -m tests.assessments.lti.storm`, with waits of a tenth."""
    scores = pytestconfig.getoption("scores")
    kills = scores // SCORES_TO_A_KILL
    waits = ["--hang", "1", "--scale", "0.1"]
    command = [sys.executable, "-m", "tests.assessments.lti.storm", f"--scores={scores}", f"--kills={kills}", *waits]

    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False, timeout=3000)

    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    for name in ("scores", "kills", "seconds"):
        record_property(name, found[name])
    assert (found["scores"], found["equal"], found["columns"], found["parked"]) == (scores, True, 4, 0)
    assert (found["lost"], found["made"] > 4) == (0, True)  # it was made to do it twice, which did not last
    assert len(found["met"]) >= min(scores // 10, KINDS_OF_FAULT)
