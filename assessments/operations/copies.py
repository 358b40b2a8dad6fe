"""Copies of the database that have proven themselves: each was restored aside and counted before it is called one."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.operations import postgresql, sqlite

VENDORS: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
BLOCK = 2**20


class Unproven(Exception):
    """The copy is not what it was taken from; the message says in what."""


@dataclass(frozen=True)
class Copy:
    """A file with a copy, and beside it `file.json`: what is in it."""

    file: Path
    made_at: datetime
    vendor: str
    sha256: str
    rows: Mapping[str, int]  # table → how many

    @classmethod
    def read(cls, file: Path) -> Copy:
        """Raises Unproven where there is no note beside the file, or the file is not what the note says."""
        try:
            facts: dict[str, Any] = json.loads(note_of(file).read_text("utf-8"))
            copy = cls(file, datetime.fromisoformat(facts["made_at"]), facts["vendor"], facts["sha256"], facts["rows"])
        except (OSError, ValueError, KeyError, TypeError):
            raise Unproven(f"{file} has no readable note {note_of(file).name} beside it") from None
        return copy

    def keep(self) -> None:
        facts = {**asdict(self), "made_at": self.made_at.isoformat(), "file": self.file.name}
        written(note_of(self.file), json.dumps(facts, indent=1, sort_keys=True))

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def back_up(connection: BaseDatabaseWrapper, directory: Path, now: datetime) -> Copy:
    """Raises Unproven, and leaves no copy then, where what was restored from it differs."""
    copies = VENDORS[connection.vendor]
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = directory / f"assessments-{now:%Y%m%dT%H%M%S%fZ}.{copies.ENDING}"
    partial = file.with_name(f"{file.name}.partial")
    try:
        rows = copies.take(connection, partial)
        # The name comes last: a file that is called a copy has been restored once.
        must_be_the_same(rows, copies.tried(connection, partial))
        settle(partial)
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)
    copy = Copy(file, now, connection.vendor, checksum(file), rows)
    copy.keep()
    return copy


def restore(connection: BaseDatabaseWrapper, file: Path, now: datetime) -> tuple[Copy, str]:
    """Puts the copy in the database's place; returns it, and where what was there before is kept.

    Raises Unproven for a file that is damaged, and sqlite.InUse or postgresql.InUse while others are at the database.
    """
    copy, copies = Copy.read(file), VENDORS[connection.vendor]
    if copy.vendor != connection.vendor:
        raise Unproven(f"{file} is a copy of {copy.vendor}, and this database is {connection.vendor}")
    if checksum(file) != copy.sha256:
        raise Unproven(f"{file} has changed since it was made")
    must_be_the_same(copy.rows, copies.tried(connection, file))
    return copy, copies.swap(connection, file, f"{now:%Y%m%dT%H%M%SZ}")


def found(directory: Path) -> Iterator[Copy]:
    """Every copy in the directory with a readable note, the oldest first."""
    # By their notes: a file whose maker died has none.
    for note in sorted(directory.glob("assessments-*.json")):
        try:
            yield Copy.read(note.with_suffix(""))
        except Unproven:
            continue


def forget(directory: Path, before: datetime) -> list[Copy]:
    """Removes the copies that were made before then, but never the newest."""
    old = [copy for copy in list(found(directory))[:-1] if copy.made_at < before]
    for copy in old:
        copy.file.unlink(missing_ok=True)
        note_of(copy.file).unlink(missing_ok=True)
    return old


def must_be_the_same(rows: Mapping[str, int], restored: Mapping[str, int]) -> None:
    differing = [name for name in sorted({*rows, *restored}) if rows.get(name) != restored.get(name)]
    if differing:
        pairs = ((name, rows.get(name, "no table"), restored.get(name, "no table")) for name in differing[:5])
        told = ", ".join(f"{name}: {taken}, restored {back}" for name, taken, back in pairs)
        raise Unproven(f"the rows differ: {told}")


def note_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def checksum(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def written(file: Path, text: str) -> None:
    """Whole or not at all."""
    descriptor, aside = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    Path(aside).rename(file)
    settle(file)


def settle(file: Path) -> None:
    """On the disk, and its name as well."""
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
