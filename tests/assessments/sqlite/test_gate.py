import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assessments.sqlite.gate import Gate

HOLD = """
import sys, time
from assessments.sqlite.gate import Gate
gate = Gate(sys.argv[1], 5)
gate.enter()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "db.gate")


def entered(path: str, timeout: float = 5) -> Gate:
    gate = Gate(path, timeout)
    gate.enter()
    return gate


def held_by_another_process(path: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_free_gate_is_entered_at_once(path: str) -> None:
    gate = entered(path)

    assert gate.held
    gate.leave()


def test_a_gate_that_was_left_is_free(path: str) -> None:
    entered(path).leave()

    gate = entered(path, timeout=0)

    assert gate.held
    gate.leave()


def test_entering_twice_is_entering_once(path: str) -> None:
    gate = entered(path)

    gate.enter()
    gate.leave()

    assert not gate.held


def test_leaving_a_gate_never_entered_does_nothing(path: str) -> None:
    gate = Gate(path, 5)

    gate.leave()

    assert not gate.held


def test_a_child_process_that_inherits_the_file_does_not_keep_the_gate(path: str) -> None:
    gate = entered(path)
    assert gate._file is not None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[gate._file.fileno()])

    gate.leave()

    entered(path, timeout=0.2).leave()
    child.communicate(b"\n")


def test_a_gate_without_a_path_stands_open() -> None:
    gate = entered("")

    assert not gate.held


def test_two_connections_of_one_thread_end_in_a_message_not_in_a_standstill(path: str) -> None:
    first = entered(path)

    with pytest.raises(TimeoutError, match=r"no turn to write within 0\.1 s"):
        Gate(path, 0.1).enter()

    first.leave()


def test_a_turn_given_up_goes_to_the_next(path: str) -> None:
    first = entered(path)
    with pytest.raises(TimeoutError):
        Gate(path, 0.05).enter()

    first.leave()

    entered(path, timeout=5).leave()


def test_who_waits_gets_the_gate_when_it_is_left(path: str) -> None:
    first = entered(path)
    threading.Timer(0.2, first.leave).start()

    second = entered(path, timeout=10)

    assert second.held
    second.leave()


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_a_holder_that_is_killed_lets_go(path: str, way: signal.Signals) -> None:
    holder = held_by_another_process(path)
    threading.Timer(0.2, holder.send_signal, [way]).start()

    gate = entered(path, timeout=10)

    assert gate.held
    gate.leave()
    holder.communicate()


def test_a_frozen_holder_costs_the_timeout_and_no_more(path: str) -> None:
    holder = held_by_another_process(path)
    holder.send_signal(signal.SIGSTOP)

    with pytest.raises(TimeoutError):
        Gate(path, 0.2).enter()

    holder.kill()
    holder.communicate()
    entered(path).leave()


def test_a_gate_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gate(str(tmp_path / "missing" / "db.gate"), 5).enter()


@pytest.mark.once
def test_nobody_overtakes_the_others_for_long(path: str) -> None:
    waits: list[float] = []

    def write_often() -> None:
        gate = Gate(path, 20)
        for _ in range(30):
            asked = time.monotonic()
            gate.enter()
            waits.append(time.monotonic() - asked)
            time.sleep(0.001)
            gate.leave()

    threads = [threading.Thread(target=write_often) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(waits) == 16 * 30
    assert max(waits) < 1
