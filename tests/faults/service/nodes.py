"""Nodes as they are deployed, which can be killed, reloaded and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import urllib3

ROOT = Path(__file__).resolve().parents[3]
READY = 240  # seconds that a busy machine may take to start a node


@dataclass
class Site:
    """One database and the settings of the nodes that serve it."""

    directory: Path
    database_url: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    mutant: str = ""
    root: Path = ROOT  # of the code

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        told = {
            "DATA_DIR": str(self.directory / "data"),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.faults.mutants.settings" if self.mutant else "assessments.settings",
            "MUTANT": self.mutant,
            "PYTEST_VERSION": "no .env",
            "PYTHONPATH": str(self.root),
            "LOG_LEVEL": "WARNING",
            "OPENBLAS_NUM_THREADS": "1",
        }
        return {**kept, **told, **self.more}

    def python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=self.root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def manage(self, *arguments: str) -> str:
        return self.python("manage.py", *arguments)


@dataclass
class Node:
    site: Site
    port: int
    workers: int = 2
    preload: tuple[str, ...] = ("--preload",)  # a worker that is forked from a loaded master is back at once
    application: str = "assessments.wsgi"
    process: subprocess.Popen[bytes] | None = None
    log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.log = (self.site.directory / f"node-{self.port}.log").open("ab")
        options = ("--workers", str(self.workers), "--bind", f"127.0.0.1:{self.port}", *self.preload)
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *options]
        self.process = subprocess.Popen(
            [*command, self.application],
            env=self.site.environment,
            cwd=self.site.root,
            stdout=self.log,
            stderr=self.log,
        )
        self.wait()

    def wait(self) -> None:
        """Until it says that it is alive."""
        end = time.monotonic() + READY
        with urllib3.PoolManager(retries=False, timeout=5) as http:
            while time.monotonic() < end:
                with suppress(urllib3.exceptions.HTTPError):
                    if http.request("GET", f"{self.url}/livez").status == 200:
                        return
                time.sleep(0.02)
        raise RuntimeError(f"{self.url} did not start in {READY} s")

    def children(self) -> list[int]:
        """The master's workers, by their numbers."""
        if self.process is None:
            return []
        with suppress(OSError):
            found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
            return [int(one) for one in found.split()]
        return []

    def kill_worker(self, which: float) -> bool:
        """kill -9 of one of the workers, the one at this share of their list; whether there was one."""
        workers = self.children()
        if not workers:
            return False
        with suppress(ProcessLookupError):
            os.kill(workers[int(which * len(workers))], signal.SIGKILL)
        return True

    def kill(self) -> None:
        """kill -9 of all at once, as when the machine goes down."""
        if self.process is not None:
            for one in (*self.children(), self.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            self.process.wait()
            self.process = None
        if self.log is not None:
            self.log.close()

    def signal(self, number: signal.Signals) -> None:
        for one in (*self.children(), *([self.process.pid] if self.process else [])):
            with suppress(ProcessLookupError):
                os.kill(one, number)

    def reload(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGHUP)


@contextmanager
def running(site: Site, port: int, workers: int = 2, **options: tuple[str, ...]) -> Iterator[Node]:
    node = Node(site, port, workers, **options)
    try:
        node.start()
        yield node
    finally:
        node.kill()
