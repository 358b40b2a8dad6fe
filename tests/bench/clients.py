"""Learners who send their next request as soon as the last one is answered, each over a connection of its own."""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TURN = re.compile(r'name="turn" value="(\d+)"')
TICKS = os.sysconf("SC_CLK_TCK")
WAIT = 60  # seconds
MISTAKES = 8


@dataclass(frozen=True)
class Place:
    """A question before a learner."""

    url: str
    session: str
    page: str
    answer: str
    another: str  # asks for fresh numbers; the page itself where there are none


@dataclass
class Slice:
    """What came of a stretch of time."""

    milliseconds: list[float] = field(default_factory=list)
    cpu: float = 0.0  # milliseconds of the server's processors, for each request
    rate: float = 0.0  # requests a second

    @property
    def p99(self) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[int(len(ordered) * 0.99)]


class Learner:
    def __init__(self, place: Place) -> None:
        self.place, self.number = place, 0
        self.http = http.client.HTTPConnection(urlsplit(place.url).netloc, timeout=WAIT)
        self.headers = {"Cookie": f"session={place.session}"}
        shown = self.sent("GET", place.page).decode()
        token, turn = TOKEN.search(shown), TURN.search(shown)
        if not token:
            raise RuntimeError(f"{place.page} has no form")
        self.token, self.turn = token[1], int(turn[1]) if turn else 1

    def close(self) -> None:
        self.http.close()

    def page(self) -> None:
        self.sent("GET", self.place.page, packed=True)

    def answer(self) -> None:
        """A wrong one, and another than just before; of few, for nobody has made more than so many mistakes."""
        self.number += 1
        said = self.posted(self.place.answer, intent=str(uuid4()), raw=f"(9999, {self.number % MISTAKES + 1})")
        if b'id="outcome"' not in said:
            raise RuntimeError(f"{self.place.answer} was not judged")

    def practice(self) -> None:
        """An answer, then fresh numbers."""
        self.answer()
        if self.place.another == self.place.page:
            self.page()
            return
        self.posted(self.place.another)
        self.turn += 1

    def posted(self, path: str, **fields: str) -> bytes:
        return self.sent("POST", path, urlencode({"csrfmiddlewaretoken": self.token, "turn": self.turn, **fields}))

    def sent(self, method: str, path: str, body: str | None = None, *, packed: bool = False) -> bytes:
        """Raises RuntimeError for anything but a page."""
        headers = dict(self.headers)
        if packed:  # as browsers ask for it
            headers["Accept-Encoding"] = "gzip"
        if body is not None:  # forms are sent by htmx, and pages are opened without it
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        try:
            status, said = self.asked(method, path, body, headers)
        except (ConnectionError, http.client.BadStatusLine):  # the server hangs up on whoever is silent for long
            self.close()
            status, said = self.asked(method, path, body, headers)
        if status != http.client.OK:
            raise RuntimeError(f"{path}: {status}")
        return said

    def asked(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        self.http.request(method, path, body, headers)
        response = self.http.getresponse()
        return response.status, response.read()


def busy(places: Iterable[Place], what: str, master: int, seconds: float) -> Slice:
    """All do the same for so long. Raises what went wrong first, for a figure with errors in it is none."""
    with ExitStack() as stack:
        learners = [stack.enter_context(closing(Learner(place))) for place in places]
        for learner in learners:
            getattr(learner, what)()  # what is done once only is not timed
        return timed([getattr(learner, what) for learner in learners], master, seconds)


def timed(acts: Sequence[Callable[[], None]], master: int, seconds: float) -> Slice:
    found, wrong, begin = Slice(), list[BaseException](), threading.Barrier(len(acts) + 1)
    end = [0.0]

    def work(act: Callable[[], None]) -> None:
        begin.wait()
        try:
            while time.perf_counter() < end[0]:
                start = time.perf_counter()
                act()
                found.milliseconds.append((time.perf_counter() - start) * 1000)
        except Exception as why:  # noqa: BLE001 -- handed on to whoever waits
            wrong.append(why)

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    before, start = spent(master), time.perf_counter()
    end[0] = start + seconds
    begin.wait()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - start
    if wrong:
        raise wrong[0]
    found.cpu = 1000 * (spent(master) - before) / len(found.milliseconds)
    found.rate = len(found.milliseconds) / wall
    return found


def spent(master: int) -> float:
    """Seconds of processor that a server and its workers have had."""
    return sum(ticks(pid) for pid in (master, *children(master))) / TICKS


def children(pid: int) -> Iterator[int]:
    yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def ticks(pid: int) -> int:
    """In user and in system."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return int(user) + int(system)
