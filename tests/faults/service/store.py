"""A Redis of our own, which can be killed and started again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.fronts import wait_for
from tests.flows.served import free_port

REDIS = shutil.which("redis-server")


@dataclass
class Store:
    directory: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        told = ("--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--dir", str(self.directory))
        self.process = subprocess.Popen([str(REDIS), *told], stdout=subprocess.DEVNULL)
        wait_for(self.port)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def store(directory: Path) -> Iterator[Store]:
    one = Store(directory, free_port())
    try:
        one.start()
        yield one
    finally:
        one.kill()
