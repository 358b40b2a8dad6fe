"""A PostgreSQL of our own, which can be killed with all that serves it and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.faults.service.nodes import READY
from tests.flows.served import free_port

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
FOUND = shutil.which("postgres") or shutil.which("postgres", path=os.pathsep.join(map(str, DEBIAN[-1:])))
OWNER = {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.geteuid() == 0 else {}  # it refuses root


@dataclass
class Cluster:
    directory: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def command(self, name: str, *arguments: str) -> list[str]:
        return [str(Path(str(FOUND)).with_name(name)), "-D", str(self.directory / "data"), *arguments]

    def make(self) -> None:
        command = self.command("initdb", "--username=postgres", "--auth=trust")
        subprocess.run(command, check=True, capture_output=True, cwd="/", **OWNER)

    def start(self) -> None:
        command = self.command("postgres", "-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.directory))
        end = time.monotonic() + READY
        with (self.directory / "log").open("ab") as log:
            while time.monotonic() < end:
                if self.process is None or self.process.poll() is not None:  # the dead may still hold its memory
                    self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **OWNER)
                with suppress(psycopg.OperationalError):
                    psycopg.connect(self.url).close()
                    return
                time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start in {READY} s")

    def kill(self) -> None:
        """kill -9 of the server and of all its processes, as when the machine goes down."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGSTOP)  # it starts nothing more
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for one in (*map(int, children), self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.process.wait()
        self.process = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    directory = Path(tempfile.mkdtemp(prefix="faults-"))  # outside of ours, which is for nobody else
    one = Cluster(directory, free_port())
    try:
        if OWNER:
            shutil.chown(directory, OWNER["user"], OWNER["group"])
        one.make()
        one.start()
        yield one
    finally:
        one.kill()
        shutil.rmtree(directory)
