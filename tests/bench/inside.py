"""Asks a contender's application in its own process, and looks every millisecond of processor where it is.

Called by `spending` with a JSON object; prints one.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from tests.bench.clients import Learner, Place

EVERY = 0.001  # seconds of processor
OTHER = "session, learner, middleware"
# The innermost frame that stands here decides: a query that a template asks for is no template's time.
WHERE = {
    "statements and commit": ("/django/db/backends/", "/django/db/transaction", "/assessments/sqlite/", "/psycopg"),
    "rows into objects": ("/django/db/models/", "/assessments/prepared", "/django/contrib/auth/base_user"),
    "templates": ("/django/template/", "/django/templatetags/", "/assessments/templatetags/"),
    "judging": ("/assessments/engine/", "/lstm_reference/", "/bench/floor/variant"),
    "what is kept and shown": (
        *("/assessments/services/", "/assessments/queries/", "/assessments/models/", "/assessments/rules"),
        *("/assessments/web/taking/", "/assessments/web/reports/", "/assessments/web/widgets", "/bench/floor/views"),
    ),
}


class Inside(Learner):
    """Without a server in between."""

    application: Callable[..., Any]

    def asked(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        where, sent, said = urlsplit(path), (body or "").encode(), list[str]()
        told = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        environ = told | {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": where.path,
            "QUERY_STRING": where.query,
            "CONTENT_TYPE": headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(sent)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(sent),
            "wsgi.errors": sys.stderr,
        }
        answered = self.application(environ, lambda *head: said.append(head[0]))
        try:
            return int(said[0].split()[0]), b"".join(answered)
        finally:
            answered.close()


def frames(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        yield frame.f_code.co_filename
        frame = frame.f_back


def part(frame: FrameType | None) -> str:
    for name in frames(frame):
        for found, places in WHERE.items():
            if any(place in name for place in places):
                return found
    return OTHER


def spent(act: Callable[[], None], seconds: float) -> tuple[float, Counter[str]]:
    """Milliseconds of processor for each act, and how often each part was met."""
    met, done = Counter[str](), 0
    signal.signal(signal.SIGPROF, lambda *interrupted: met.update([part(interrupted[1])]))
    end, began = time.perf_counter() + seconds, time.process_time()
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        while time.perf_counter() < end:
            act()
            done += 1
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return 1000 * (time.process_time() - began) / done, met


def main(told: dict[str, Any]) -> dict[str, float]:
    """Part → milliseconds of processor for each act."""
    Inside.application = staticmethod(import_module(told["application"]).application)
    learner = Inside(Place(**told["place"]))
    act = getattr(learner, told["action"])
    for _ in range(20):  # what is done once only is not timed
        act()
    each, met = spent(act, told["seconds"])
    return {name: each * met[name] / met.total() for name in (*WHERE, OTHER)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]))))
