"""Learners who answer over HTTP, and remember what the service has acknowledged."""

from __future__ import annotations

import json
import math
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import urllib3

from tests.faults.service.counting import Told
from tests.faults.service.nodes import Site

SEED = """
import itertools, json, sys
import django
django.setup()
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in with them
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from importlib import import_module
from django.db import transaction
from django.utils.timezone import now
from assessments.services.taking import starting
from tests import factories
from tests.factories import a_learner, a_published_item, a_quiz
factories.numbers = itertools.count(int(sys.argv[3]))
with transaction.atomic():
    quiz = a_quiz(a_published_item(), tries=int(sys.argv[2]))
    seeded = []
    for _ in range(int(sys.argv[1])):
        learner = a_learner()
        attempt = starting.start(learner, quiz, now())
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store.update({SESSION_KEY: str(learner.pk), HASH_SESSION_KEY: learner.get_session_auth_hash(),
                      BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
        store.create()
        seeded.append([str(attempt.pk), store.session_key])
print(json.dumps(seeded))
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WAIT = urllib3.Timeout(connect=30, read=60)
AGAIN = 0.1  # seconds until a request without an answer is sent once more
PATIENCE = 1200  # seconds that all of a crowd may take to get so many answers acknowledged

Person = tuple[str, str]  # attempt, session


@dataclass(frozen=True)
class Door:
    """How learners get in: the nodes themselves, or what stands in front of them."""

    urls: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    cookie: str = "session"
    trusted: str | None = None  # file with the certificate of an https door

    def key(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(retries=False, maxsize=2, ca_certs=self.trusted)


@dataclass
class Learner:
    door: Door
    person: Person
    told: Told
    lock: threading.Lock
    chance: random.Random
    token: str = ""
    number: int = 0

    def answer(self, http: urllib3.PoolManager, again: int = 0, over: Callable[[], bool] = lambda: False) -> None:
        """One answer, sent until it is acknowledged, then `again` times more; or until all is over."""
        intent, raw = uuid4(), f"(9999, {self.number % 7 + 1}{self.number})"
        self.number += 1
        self.told.sent.add(intent)
        left, start = again + 1, time.perf_counter()
        while left and not over():
            if self.send(http, intent, raw):
                with self.lock:
                    self.told.milliseconds.append((time.perf_counter() - start) * 1000)
                    if intent not in self.told.acknowledged:
                        self.told.moments.append(time.time())
                    self.told.acknowledged[intent] = raw
                left, start = left - 1, time.perf_counter()
            else:
                time.sleep(AGAIN)

    def send(self, http: urllib3.PoolManager, intent: UUID, raw: str) -> bool:
        """Whether it was acknowledged."""
        attempt, session = self.person
        place = f"{self.chance.choice(self.door.urls)}/attempts/{attempt}/items/1/"
        headers = {**self.door.headers, "Cookie": f"{self.door.cookie}={session}"}
        try:
            if not self.token:
                page = http.request("GET", place, headers=headers, timeout=WAIT)
                found = TOKEN.search(page.data.decode())
                if page.status != 200 or not found:  # pages of errors have forms too, and nobody keeps their token
                    return self.no(f"{page.status} without a form")
                self.token = found[1]
            fields = {"csrfmiddlewaretoken": self.token, "intent": str(intent), "raw": raw, "turn": "1"}
            response = http.request_encode_body(
                "POST",
                f"{place}answer",
                fields,
                {**headers, "HX-Request": "true"},
                encode_multipart=False,
                timeout=WAIT,
            )
        except urllib3.exceptions.HTTPError as why:
            return self.no(type(why).__name__)
        return (response.status == 200 and b'id="outcome"' in response.data) or self.no(str(response.status))

    def no(self, why: str) -> bool:
        with self.lock:
            self.told.failed(why)
        return False


def seeded(site: Site, learners: int, tries: int = 30_000, first: int = 1) -> list[Person]:
    """Learners with an attempt and a session each; their quiz is numbered from `first`."""
    made = site.python("-c", SEED, str(learners), str(tries), str(first))
    return [(attempt, session) for attempt, session in json.loads(made)]


@contextmanager
def crowd(people: list[Person], door: Door, again: int = 0, pause: float = 0) -> Iterator[Told]:
    """All answer while the block runs, with so many seconds between two answers on average."""
    told, lock, over = Told(), threading.Lock(), threading.Event()

    def learn(number: int, person: Person) -> None:
        learner = Learner(door, person, told, lock, random.Random(number))  # noqa: S311 -- a choice among nodes
        with door.key() as http:
            while not over.is_set():
                learner.answer(http, again, over.is_set)
                over.wait(2 * pause * learner.chance.random())

    threads = [threading.Thread(target=learn, args=(n, person)) for n, person in enumerate(people)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()


def until(told: Told, answers: int, refusals: float = math.inf) -> None:
    """So many answers are acknowledged, or more requests refused than that: then the test has failed already."""
    end = time.monotonic() + PATIENCE
    while len(told.acknowledged) < answers and told.refused <= refusals:
        if time.monotonic() > end:
            raise RuntimeError(f"{len(told.acknowledged)} of {answers} answers after {PATIENCE} s: {told.errors}")
        time.sleep(0.02)
