import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessments.engine.definition import Definition
from assessments.engine.kind import load
from assessments.engine.proving.cores import SHARE, cut, known, verify_all
from assessments.engine.proving.verify import Report, verify, verify_places

load()
NARROW = {"input_size": list(range(2, 40)), "hidden_size": list(range(2, 40))}
PROGRAM = """
import sys
from assessments.engine.proving.cores import verify_all
from assessments.engine.definition import Definition
from assessments.engine.kind import load

def told(points):
    print(points, flush=True)

if __name__ == "__main__":
    load()
    try:
        list(verify_all([Definition("feed-forward-shape")] * 20, tried=told))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def test_shares_cover_all_points_once() -> None:
    shares = cut(2 * SHARE + 1)

    assert [len(share) for share in shares] == [SHARE, SHARE, 1]
    assert [place for share in shares for place in share] == list(range(2 * SHARE + 1))


def test_a_definition_is_read_once_for_all_its_shares() -> None:
    assert known('{"kind": "state-shape"}') is known('{"kind": "state-shape"}')


@pytest.mark.parametrize("whole", [10**6, 100])
def test_shares_come_to_the_same_as_one_pass(whole: int) -> None:
    definition, renders = known('{"kind": "state-shape", "domains": {"input_size": [3, 4, 5, 6, 7, 8]}}')
    points = min(len(definition.space), whole)
    parts = [verify_places(definition, places, whole, renders) for places in cut(points)]

    assert Report.joined(parts) == verify(definition, whole)


@pytest.mark.once
def test_many_definitions_are_verified_on_all_cores_in_order() -> None:
    told: list[int] = []
    definitions = [Definition.read({"kind": kind, "domains": NARROW}) for kind in ("state-shape", "rnn-parameters")]

    assert list(verify_all(definitions, tried=told.append)) == [verify(definition) for definition in definitions]
    assert sum(told) == sum(len(definition.space) for definition in definitions)


@pytest.mark.once
def test_whoever_is_interrupted_waits_for_no_share_but_those_begun(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    process = subprocess.Popen(
        [sys.executable, tmp_path / "program.py"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == f"{SHARE}\n"

    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = process.communicate(timeout=30)

    assert out.splitlines()[-1] == "interrupted"
    assert (err, process.returncode) == ("", 0)
    assert time.monotonic() - start < 10
