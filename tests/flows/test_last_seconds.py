"""A hundred learners at the end of an exam, on the service as it is run: every answer is judged, or said to be late."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from assessments.engine.scoring import GRACE
from tests.flows.served import Served

pytestmark = pytest.mark.slow

CROWD = 100
GRACE_SECONDS = GRACE.total_seconds()
# Seconds after the end: a herd just before it, a trickle in the grace, and a herd around its last moment.
MOMENTS = [-0.05] * 40 + [GRACE_SECONDS * n / 30 for n in range(30)] + [GRACE_SECONDS - 0.3 + n / 50 for n in range(30)]
LATE = "Saved, but not counted."

SEAT = """
import json
import django
django.setup()
from datetime import timedelta
from importlib import import_module
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from assessments.sessions.db import SessionStore
from django.utils.timezone import now
from assessments.services.taking import starting
from itertools import count
from tests import factories
from tests.factories import a_course, a_learner, a_published_item, a_quiz, place, right
factories.numbers = count(1000)  # the server's own begin at 1
quiz = a_quiz(a_published_item(), course=a_course(), mode="exam", tries=1, time_limit=timedelta(hours=1))
for number in range({crowd}):
    learner = a_learner(f"seat-{{number}}")
    attempt = starting.start(learner, quiz, now())
    store = SessionStore()
    store.update({{SESSION_KEY: str(learner.pk), HASH_SESSION_KEY: learner.get_session_auth_hash(),
                  BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"}})
    store.create()
    print(json.dumps([str(attempt.pk), store.session_key, right(place(attempt))]))
"""
END = """
import django, sys
django.setup()
from datetime import UTC, datetime
from assessments.models import Attempt
Attempt.objects.update(deadline=datetime.fromtimestamp(float(sys.argv[1]), UTC))
"""
FOUND = """
import django, json
django.setup()
from assessments.models import ItemSession
for session in ItemSession.objects.select_related("attempt").filter(attempt__learner__username__startswith="seat-"):
    print(json.dumps([str(session.attempt_id), {
        "judged": [one.raw for one in session.responses.all()],
        "late": [one.text for one in session.late_drafts.all()],
        "score": session.attempt.score, "over": session.attempt.submitted_at == session.attempt.deadline}]))
"""


@dataclass(frozen=True)
class Seat:
    attempt: str
    session: str
    answer: str
    sends: str  # "answer" or "draft"
    fields: dict[str, str]


@dataclass(frozen=True)
class Told:
    sent: float
    heard: float
    counts: bool


@pytest.fixture
def served(tmp_path: Path, migrated: Callable[[Path], Path]) -> Iterator[Served]:
    server = Served(migrated(tmp_path))
    server.start()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--interval=0.1"], env=server.environment, stdout=subprocess.DEVNULL
    )
    yield server
    worker.terminate()
    worker.wait(20)
    server.stop()


def asked(served: Served, seat: Seat, path: str, cookies: str = "", **fields: str) -> tuple[Any, str]:
    request = Request(  # noqa: S310 -- our own address
        f"{served.url}/attempts/{seat.attempt}/items/1/{path}",
        data=urlencode(fields).encode() if fields else None,
        headers={"Cookie": f"session={seat.session}; {cookies}", "HX-Request": "true" if fields else "false"},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310 -- our own address
        return answer, answer.read().decode()


def seated(served: Served, number: int, line: str) -> Seat:
    attempt, session, right = json.loads(line)
    seat = Seat(attempt, session, right, ("answer", "draft")[number % 2], {})
    _, page = asked(served, seat, "")
    form = page[page.index('<form class="answer"') :]
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return Seat(attempt, session, right, seat.sends, {name: unescape(value) for name, value in hidden})


def send(served: Served, seat: Seat, moment: float) -> Told:
    time.sleep(max(0, moment - time.time()))
    sent = time.time()
    answer, body = asked(served, seat, seat.sends, raw=seat.answer, **seat.fields)
    heard = time.time()
    if seat.sends == "draft":
        late = json.loads(body)["late"]
        assert late == "" or late.startswith(LATE)
        return Told(sent, heard, not late)
    if not answer.headers.get("HX-Redirect"):
        assert 'id="outcome"' in body
        return Told(sent, heard, counts=True)
    assert LATE in asked(served, seat, "", answer.headers["Set-Cookie"])[1]
    return Told(sent, heard, counts=False)


def test_around_the_end_every_answer_counts_or_is_said_to_be_late(served: Served) -> None:
    lines = served.python("-c", SEAT.format(crowd=CROWD)).splitlines()
    with ThreadPoolExecutor(CROWD) as pool:
        seats = list(pool.map(lambda numbered: seated(served, *numbered), enumerate(lines)))
        end = time.time() + 10
        served.python("-c", END, str(end))
        told = list(pool.map(lambda seat, off: send(served, seat, end + off), seats, MOMENTS))
    while any(not found["over"] for found in found_at(served).values()):
        time.sleep(0.5)

    kept = found_at(served)
    for seat, one in zip(seats, told, strict=True):
        found = kept[seat.attempt]
        assert found["judged" if one.counts else "late"] == [seat.answer]
        assert found["late" if one.counts else "judged"] == []
        assert found["score"] == one.counts
        # By the clock of those who sent them.
        assert one.counts or one.heard > end + GRACE_SECONDS
        assert not one.counts or one.sent <= end + GRACE_SECONDS
    assert {one.counts for one in told} == {True, False}


def found_at(served: Served) -> dict[str, Any]:
    return dict(map(json.loads, served.python("-c", FOUND).splitlines()))
