from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils.timezone import now

from assessments.management.commands import worker
from assessments.models import Attempt, Chore, Response
from assessments.services.taking import drafts
from tests.factories import NOW, a_published_item, a_started_attempt, place, right

AN_HOUR = timedelta(hours=1)

MANAGE = str(Path(__file__).resolve().parents[4] / "manage.py")


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """The command takes over two signals of this process."""
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.fixture(autouse=True)
def _tonight(request: pytest.FixtureRequest) -> None:
    """The night's work is done, but where a test takes it up."""
    if "transactional_db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("transactional_db")
        Chore.objects.bulk_create(Chore(name=name, begun_at=now()) for name in worker.CHORES)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("worker", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_one_round_submits_what_is_overdue_and_says_how_much() -> None:
    for _ in range(2):
        a_started_attempt(time_limit=AN_HOUR)
    a_started_attempt()

    assert [said("--once"), said("--once")] == ["submitted 2 overdue attempts\n", ""]
    assert Attempt.objects.filter(submitted_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_overdue_attempt_is_spoken_of_as_one() -> None:
    a_started_attempt(time_limit=AN_HOUR)

    assert said("--once") == "submitted 1 overdue attempt\n"


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_is_handed_in_as_it_was_left() -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item(), mode="exam", time_limit=AN_HOUR)
    typed_at = NOW + AN_HOUR / 2
    for number, raw in ((1, right(place(attempt, 1))), (2, "two by")):
        drafts.save(place(attempt, number), raw, 0, typed_at)

    said("--once")

    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_at) == (1, attempt.deadline)
    assert [(response.score, response.created_at) for response in Response.objects.all()] == [(1, typed_at)]
    assert place(attempt, 2).draft == "two by"


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.django_db(transaction=True)
def test_it_goes_round_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch, way: signal.Signals) -> None:
    rounds = []

    def close(now: Any) -> int:
        rounds.append(now)
        if len(rounds) == 3:
            os.kill(os.getpid(), way)
        return 0

    monkeypatch.setattr(worker, "close_overdue", close)

    said("--interval", "0.01")

    assert len(rounds) == 3


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_moment_does_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = []

    def close(now: Any) -> int:
        rounds.append(now)
        if len(rounds) == 1:
            raise OperationalError("the connection is closed")
        os.kill(os.getpid(), signal.SIGTERM)
        return 0

    monkeypatch.setattr(worker, "close_overdue", close)

    said("--interval", "0.01")

    assert len(rounds) == 2


@pytest.mark.once
@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_a_process_told_to_stop_ends_at_once_and_well(
    tmp_path: Path, migrated: Callable[[Path], Path], way: signal.Signals
) -> None:
    environment = {**os.environ, "DATA_DIR": str(migrated(tmp_path)), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, MANAGE, "worker", "--interval", "3600"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting for overdue attempts, every 3600 s\n"

    process.send_signal(way)

    assert process.communicate(timeout=60)[0] in {"", "did 1 task\n", "did 2 tasks\n"}
    assert process.returncode == 0
