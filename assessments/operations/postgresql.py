"""A copy of a PostgreSQL database by `pg_dump`, at the moment of one exported snapshot.
https://www.postgresql.org/docs/current/app-pgdump.html
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ENDING = "pgdump"
OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"


class Damaged(Exception):
    """What a program of PostgreSQL says when a copy cannot be made or restored."""


class InUse(Exception):
    """Others are connected to the database."""


def take(connection: BaseDatabaseWrapper, target: Path) -> Mapping[str, int]:
    """Writes the copy and returns its rows by table, both of one moment."""
    # The snapshot holds for as long as this transaction, which has to outlive pg_dump.
    with at(connection) as session, session.transaction():
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        (snapshot,) = session.execute("SELECT pg_export_snapshot()").fetchone()
        rows = counted(session)
        options = ("--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        told(connection, "pg_dump", *options, name_of(connection))
    return rows


def tried(connection: BaseDatabaseWrapper, file: Path) -> Mapping[str, int]:
    """Restores the copy to a database of its own and returns what is in it. Raises Damaged."""
    with scratch(connection, file) as name, at(connection, name) as session:
        return counted(session)


def swap(connection: BaseDatabaseWrapper, file: Path, stamp: str) -> str:
    """Restores beside the database, then changes the names; returns that of the former one. Raises InUse."""
    # Our own would count among the others below, and a database in use cannot be renamed.
    connection.close()
    connection.close_pool()
    name, former = name_of(connection), f"{name_of(connection)}_before_{stamp.lower()}"
    with scratch(connection, file) as restored, at(connection, "postgres") as session:
        if others := session.execute(OTHERS, [name]).fetchall():
            raise InUse(f"{name} has {len(others)} other connections: stop the service first")
        with session.transaction():  # both names, or neither
            renamed(session, name, former)
            renamed(session, restored, name)
    return former


@contextmanager
def scratch(connection: BaseDatabaseWrapper, file: Path) -> Iterator[str]:
    """A database with what the copy holds, for as long as nobody has given it another name."""
    name = f"{name_of(connection)}_tried_{uuid4().hex[:8]}"
    with at(connection, "postgres") as session:
        # From template0: whatever somebody has put into template1 would be in the copy's way.
        session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            told(connection, "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={name}", str(file))
            yield name
        finally:
            session.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def renamed(session: Any, name: str, other: str) -> None:
    session.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(other)))


def counted(session: Any) -> dict[str, int]:
    tables = [row[0] for row in session.execute(TABLES).fetchall()]
    count = sql.SQL("SELECT count(*) FROM {}")
    return {name: session.execute(count.format(sql.Identifier(name))).fetchone()[0] for name in tables}


@contextmanager
def at(connection: BaseDatabaseWrapper, name: str = "") -> Iterator[Any]:
    """A connection outside the pool, to this or another database of the same server."""
    there = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {word: connection.settings_dict[key] for word, key in there.items() if connection.settings_dict[key]}
    with psycopg.connect(dbname=name or name_of(connection), autocommit=True, **known) as session:
        yield session


def told(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own programs. The password goes by the environment, where no other user sees it."""
    settings = connection.settings_dict
    there = {"PGHOST": settings["HOST"], "PGPORT": settings["PORT"], "PGUSER": settings["USER"]}
    there["PGPASSWORD"] = settings["PASSWORD"]
    if (path := shutil.which(program)) is None:
        raise Damaged(f"{program} is not installed here; it comes with PostgreSQL's client")
    environment = {"PATH": os.defpath, **{name: value for name, value in there.items() if value}}
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed words and our own names
    if done.returncode:
        raise Damaged(f"{program}: {done.stderr.strip()}")


def name_of(connection: BaseDatabaseWrapper) -> str:
    return str(connection.settings_dict["NAME"])
