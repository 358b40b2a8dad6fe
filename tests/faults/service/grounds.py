"""Where a test takes place: a database of its own, made once for all of them and copied for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.faults.service.nodes import Site

LITE, FULL = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Ground:
    pattern: Site  # migrated, with its static files collected, and empty
    directory: Path
    mutant: str = ""  # of the service: what has been taken out of it
    only: str = ""  # of the tests in one process, those with this in their name

    @property
    def name(self) -> str:
        return FULL if self.pattern.database_url else LITE

    def inside(self, name: str, mutant: str = "", only: str = "") -> Ground:
        return replace(self, directory=self.directory / f"{name}-{self.name}", mutant=mutant, only=only)

    @contextmanager
    def site(self, **more: str) -> Iterator[Site]:
        """A copy of the pattern."""
        there = self.directory / "data"
        there.mkdir(parents=True)
        for kept in (self.pattern.directory / "data").iterdir():
            if kept.name == "static":
                (there / kept.name).symlink_to(kept)
            elif kept.is_file():
                shutil.copy(kept, there)
        with database(self.pattern.database_url) as url:
            yield Site(self.directory, url, more, self.mutant)


@contextmanager
def ground(directory: Path, server: str = "") -> Iterator[Ground]:
    """On that PostgreSQL server, or, without one, on SQLite."""
    below = directory / f"pattern-{FULL if server else LITE}"
    below.mkdir(parents=True)
    with database(server, template="template1") as url:
        site = Site(below, url)
        for command in (("migrate",), ("collectstatic", "--noinput")):
            site.manage(*command, "--verbosity=0")
        yield Ground(site, directory)


@contextmanager
def database(beside: str, template: str = "") -> Iterator[str]:
    """The address of a new one like that template, or like the one that is named by `beside`; none for SQLite."""
    if not beside:
        yield ""
        return
    server, _, pattern = beside.rpartition("/")
    name = f"{databases_of(os.getpid())}{uuid4().hex[:8]}"
    told(server, f"CREATE DATABASE {name} TEMPLATE {template or pattern}")
    try:
        yield f"{server}/{name}"
    finally:
        for made in (name, *made_by_tests(server, name)):
            told(server, f"DROP DATABASE IF EXISTS {made} WITH (FORCE)")


def made_by_tests(server: str, name: str) -> list[str]:
    """By each process of pytest, if it was killed."""
    with psycopg.connect(f"{server}/postgres") as session:
        found = session.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"test_{name}"])
        return [made for (made,) in found]


def databases_of(process: int) -> str:
    """How their names begin."""
    return f"faults_{process}_"


def told(server: str, statement: str) -> None:
    """In a session of its own: the server may be killed between two of them."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as session:
        session.execute(statement)
