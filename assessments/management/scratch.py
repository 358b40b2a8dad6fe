"""A database of one's own for a measurement, and a process of its own for making what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import TypeVar

import django
from django.db import connection

T = TypeVar("T")
UNHURRIED = {"postgresql": "SET statement_timeout = 0", "sqlite": "PRAGMA synchronous = OFF"}

SIZE = {
    "postgresql": "SELECT pg_database_size(current_database())",
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
}


@contextmanager
def scratch() -> Iterator[None]:
    """A database beside the usual one, as tests have it; nothing is read from or written to the other."""
    before = connection.settings_dict["NAME"]
    with TemporaryDirectory() as directory:
        # Neither in memory nor the one that tests may be using
        own = {"sqlite": f"{directory}/scratch.sqlite3", "postgresql": f"scratch_{before}"}
        connection.settings_dict["TEST"]["NAME"] = own[connection.vendor]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            unhurried()
            yield
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def unhurried() -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNHURRIED[connection.vendor])


def size() -> int:
    """Of the whole database, with its indexes, in bytes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZE[connection.vendor])
        return cursor.fetchone()[0]


def apart(work: Callable[..., T], *given: object, **named: object) -> T:
    """What `work` returns, in the same database; its memory is no part of ours."""
    name = str(connection.settings_dict["NAME"])
    # Spawned, as a fork would share our connections.
    with ProcessPoolExecutor(1, get_context("spawn"), begin, (name,)) as pool:
        return pool.submit(work, *given, **named).result()


def begin(name: str) -> None:
    """A new process knows of no models yet."""
    django.setup()
    connection.settings_dict["NAME"] = name
    unhurried()


def most_memory() -> float:
    """What this process has held at most, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
