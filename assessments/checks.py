"""Reads back from each database what keeps acknowledged answers safe; `migrate` runs this before anything else."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.sqlite import SAFE_IN_WAL, journal_mode

SYNCHRONOUS_FULL = 2


def check_databases(*, databases: Sequence[str] | None = None, **options: Any) -> list[checks.CheckMessage]:
    found = (connections[alias] for alias in databases or ())
    return [message for connection in found for message in CHECKS[connection.vendor](connection)]


def check_sqlite(connection: BaseDatabaseWrapper) -> Iterator[checks.CheckMessage]:
    version = connection.Database.sqlite_version_info
    if version < SAFE_IN_WAL:
        yield checks.Warning(
            f"SQLite {connection.Database.sqlite_version} could corrupt a database in WAL mode; it uses none.",
            hint=f"Safe, but readers wait for writers. {_dotted(SAFE_IN_WAL)} or newer, or PostgreSQL, is faster.",
            id="assessments.W001",
        )
    # Asked back: an unknown pragma, or one at the wrong place, is no error to SQLite.
    wanted = {
        "journal_mode": journal_mode(version).lower(),
        "synchronous": SYNCHRONOUS_FULL,
        "busy_timeout": int(connection.settings_dict["OPTIONS"]["timeout"] * 1000),
        "mmap_size": 0,
    }
    for pragma, value in wanted.items():
        if (found := _one(connection, f"PRAGMA {pragma}")) != value:
            yield checks.Error(
                f"SQLite runs with {pragma}={found}, not {value}: answers could be lost.", id="assessments.E001"
            )


def check_postgresql(connection: BaseDatabaseWrapper) -> Iterator[checks.CheckMessage]:
    if (found := _one(connection, "SHOW synchronous_commit")) != "on":
        message = f"PostgreSQL runs with synchronous_commit={found}, not on: a power cut could lose answers."
        yield checks.Error(message, id="assessments.E002")


def _one(connection: BaseDatabaseWrapper, query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


CHECKS = {"sqlite": check_sqlite, "postgresql": check_postgresql}
