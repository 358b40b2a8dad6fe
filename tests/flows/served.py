"""The service as `make run` starts it: gunicorn, collected files, a database of its own; it stops and starts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

SEED = """
import django
django.setup()
from django.utils.timezone import now
from tests.factories import a_learner, a_published_item, a_started_attempt
alice = a_learner("alice")
attempt = a_started_attempt(alice, a_published_item(), a_published_item(), now=now(), tries=5)
from assessments.sessions.db import SessionStore
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, BACKEND_SESSION_KEY
store = SessionStore()
store.update({SESSION_KEY: str(alice.pk), HASH_SESSION_KEY: alice.get_session_auth_hash(),
              BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
store.create()
print(attempt.pk, store.session_key)
"""
SEEN = """
import django, sys
django.setup()
from assessments.models import ItemSession
print(ItemSession.objects.get(attempt=sys.argv[1], number=1, current=True).draft, end="")
"""


class Served:
    def __init__(self, directory: Path) -> None:
        """`directory` holds a database already."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        told = {
            "DATA_DIR": str(directory),
            "DJANGO_SETTINGS_MODULE": "assessments.settings",
            "PYTEST_VERSION": "no .env",
        }
        self.environment = kept | told | {"PYTHONPATH": str(settings.ROOT)}
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.python("manage.py", "collectstatic", "--noinput", "--verbosity=0")
        self.attempt, self.session = self.python("-c", SEED).split()
        self.process: subprocess.Popen[bytes] | None = None

    def python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=settings.ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        address, workers = f"127.0.0.1:{self.port}", ("--worker-class", "gthread", "--threads", "4")
        command = [sys.executable, "-m", "gunicorn", "assessments.wsgi", "--bind", address, *workers]
        self.process = subprocess.Popen(
            [*command, "--no-control-socket"], env=self.environment, cwd=settings.ROOT, stderr=subprocess.DEVNULL
        )
        for _ in range(300):
            try:
                urlopen(f"{self.url}/livez", timeout=1)  # noqa: S310 -- our own address
            except (URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
            self.process = None

    def draft(self) -> str:
        return self.python("-c", SEEN, self.attempt)

    def question(self, number: int = 1) -> str:
        return f"{self.url}/attempts/{self.attempt}/items/{number}/"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
