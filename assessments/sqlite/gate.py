"""One writer at a time, each in turn: a lock on a file beside the database.

SQLite's own waiters sleep and try again, so that under load some wait for seconds. The kernel queues those who wait for
a file lock, across threads and processes alike, and lets go when the holder dies, however it dies.
https://man7.org/linux/man-pages/man2/flock.2.html
"""

import threading
from pathlib import Path
from typing import BinaryIO

from django.core.files import locks


class Gate:
    """Each connection has its own. Without a path (a database in memory) or file locks it stands open."""

    def __init__(self, path: str, timeout: float) -> None:
        self._path = path if locks.LOCK_EX else ""
        self._timeout = timeout
        self._file: BinaryIO | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def enter(self) -> None:
        """Raises TimeoutError when the turn does not come in time."""
        if not self._path or self.held:
            return
        file = Path(self._path).open("ab")  # noqa: SIM115 -- open for as long as the gate is held
        # Mostly the gate is free, and no thread is needed to find that out.
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            _Turn(file).wait(self._timeout)
        self._file = file

    def leave(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            locks.unlock(file)  # closing alone would not do if a child process has inherited the file
            file.close()


class _Turn(threading.Thread):
    """Waits in the kernel's queue, which knows no time limit, on behalf of one who does."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(name="write-gate", daemon=True)
        self._file = file
        self._deciding = threading.Condition()
        self._come = self._given_up = False

    def run(self) -> None:
        locks.lock(self._file, locks.LOCK_EX)
        with self._deciding:
            self._come = True
            self._deciding.notify()
            # The turn has come for somebody who left: closing the file hands it on.
            if self._given_up:
                self._file.close()

    def wait(self, timeout: float) -> None:
        with self._deciding:
            self.start()
            try:
                self._deciding.wait_for(lambda: self._come, timeout)
            finally:  # an interrupt gives up, too
                self._given_up = not self._come
        if self._given_up:
            raise TimeoutError(f"no turn to write within {timeout:g} s")
