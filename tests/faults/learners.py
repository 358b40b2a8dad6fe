"""Learners who answer over HTTP without pause, and remember what the service has acknowledged."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import urllib3

from tests.faults.nodes import Site

SEED = """
import json, sys
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import now
from assessments.services.taking import starting
from tests.factories import a_learner, a_published_item, a_quiz
quiz = a_quiz(a_published_item(), tries=30000)
seeded = []
for number in range(int(sys.argv[1])):
    learner = a_learner(f"crowd-{number}")
    attempt = starting.start(learner, quiz, now())
    store = SessionStore()
    store.update({SESSION_KEY: str(learner.pk), HASH_SESSION_KEY: learner.get_session_auth_hash(),
                  BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
    store.create()
    seeded.append([str(attempt.pk), store.session_key])
print(json.dumps(seeded))
"""
KEPT = """
import json
import django
django.setup()
from django.db.models import Count
from assessments.models import ItemSession, Response
sessions = ItemSession.objects.annotate(kept=Count("responses")).values_list("tries_used", "kept")
print(json.dumps({
    "responses": [[str(intent), raw] for intent, raw in Response.objects.values_list("intent", "raw")],
    "miscounted": sum(used != kept for used, kept in sessions),
}))
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WAIT = urllib3.Timeout(connect=2, read=20)


@dataclass
class Told:
    """What the service said, summed up over all learners."""

    acknowledged: dict[UUID, str] = field(default_factory=dict)
    sent: set[UUID] = field(default_factory=set)
    refused: int = 0  # requests without an answer that counts: no connection, cut off, or an error page
    errors: dict[str, int] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)

    def failed(self, why: str) -> None:
        self.refused += 1
        self.errors[why] = self.errors.get(why, 0) + 1

    @property
    def p99(self) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[int(len(ordered) * 0.99)] if ordered else 0.0


@dataclass
class Learner:
    urls: list[str]  # of the nodes, or of what stands in front of them
    attempt: str
    session: str
    told: Told
    lock: threading.Lock
    token: str = ""
    number: int = 0

    def answer(self, http: urllib3.PoolManager, chance: random.Random, again: int = 0) -> None:
        """One answer, sent until it is acknowledged; then `again` times more."""
        intent, raw = uuid4(), f"(9999, {self.number % 7 + 1}{self.number})"
        self.number += 1
        self.told.sent.add(intent)
        left = again + 1
        for _ in range(200):
            start = time.perf_counter()
            if self.send(http, chance.choice(self.urls), intent, raw):
                with self.lock:
                    self.told.milliseconds.append((time.perf_counter() - start) * 1000)
                    self.told.acknowledged[intent] = raw
                left -= 1
                if left == 0:
                    return
            else:
                time.sleep(0.02)

    def send(self, http: urllib3.PoolManager, url: str, intent: UUID, raw: str) -> bool:
        place = f"{url}/attempts/{self.attempt}/items/1/"
        cookie = {"Cookie": f"session={self.session}"}
        try:
            if not self.token:
                found = TOKEN.search(http.request("GET", place, headers=cookie, timeout=WAIT).data.decode())
                if not found:
                    return self.no("no form")
                self.token = found[1]
            fields = {"csrfmiddlewaretoken": self.token, "intent": str(intent), "raw": raw, "turn": "1"}
            headers = {**cookie, "HX-Request": "true"}
            response = http.request_encode_body(
                "POST", f"{place}answer", fields, headers, encode_multipart=False, timeout=WAIT
            )
        except urllib3.exceptions.HTTPError as why:
            return self.no(type(why).__name__)
        if response.status == 200 and b'id="outcome"' in response.data:
            return True
        return self.no(str(response.status))

    def no(self, why: str) -> bool:
        with self.lock:
            self.told.failed(why)
        return False


def seeded(site: Site, learners: int) -> list[tuple[str, str]]:
    """Learners with an attempt and a session each."""
    return [(attempt, session) for attempt, session in json.loads(site.python("-c", SEED, str(learners)))]


@contextmanager
def crowd(people: list[tuple[str, str]], *urls: str, again: int = 0) -> Iterator[Told]:
    """All answer without pause while the block runs."""
    told, lock, over = Told(), threading.Lock(), threading.Event()

    def learn(number: int, attempt: str, session: str) -> None:
        learner, chance = Learner(list(urls), attempt, session, told, lock), random.Random(number)  # noqa: S311 -- a choice among nodes
        with urllib3.PoolManager(retries=False, maxsize=2) as http:
            while not over.is_set():
                learner.answer(http, chance, again)

    threads = [threading.Thread(target=learn, args=(n, *person)) for n, person in enumerate(people)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class Count:
    """What was said, held against what is there."""

    acknowledged: int
    lost: int
    doubled: int
    invented: int  # rows that nobody sent
    miscounted: int  # sessions whose tries are not their responses


def counted(site: Site, told: Told) -> Count:
    kept = json.loads(site.python("-c", KEPT))
    intents = [UUID(intent) for intent, _ in kept["responses"]]
    there = {UUID(intent): raw for intent, raw in kept["responses"]}
    return Count(
        acknowledged=len(told.acknowledged),
        lost=sum(there.get(intent) != raw for intent, raw in told.acknowledged.items()),
        doubled=len(intents) - len(there),
        invented=len(set(there) - told.sent),
        miscounted=kept["miscounted"],
    )
