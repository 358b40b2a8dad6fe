"""A copy of an SQLite file while it is written to, by the library's own backup. Copying the file would tear it.
https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

ENDING = "sqlite3"
BESIDE = ("-wal", "-shm")
PROCESSES = Path("/proc")


class Damaged(Exception):
    """What SQLite's own examination says of a copy."""


class InUse(Exception):
    """Other processes have the database open."""


def take(connection: BaseDatabaseWrapper, target: Path) -> Mapping[str, int]:
    """Writes the copy and returns its rows by table, both of one moment."""
    with closing(opened(connection, path_of(connection))) as source, closing(opened(connection, target)) as copy:
        source.execute("BEGIN")
        rows = counted(source)  # the first read fixes the moment for this connection
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
        source.execute("ROLLBACK")
    return rows


def tried(connection: BaseDatabaseWrapper, file: Path) -> Mapping[str, int]:
    """Restores the copy to a place of its own and returns what is in it. Raises Damaged."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".tried-") as directory:
        restored = Path(shutil.copy(file, directory))
        with closing(opened(connection, restored)) as copy:
            try:
                faults = [row[0] for row in copy.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
                faults += [f"a row of {row[0]} points nowhere" for row in copy.execute("PRAGMA foreign_key_check")][:5]
                if faults:
                    raise Damaged("; ".join(faults))
                return counted(copy)
            except connection.Database.DatabaseError as why:
                raise Damaged(str(why)) from None


def swap(connection: BaseDatabaseWrapper, file: Path, stamp: str) -> str:
    """Puts a copy of the file in the database's place; returns where the former one is kept. Raises InUse."""
    here = path_of(connection)
    connection.close()
    if others := users_of(here):
        raise InUse(f"{here} is open in process {', '.join(map(str, others))}: stop the service first")
    # Beside the database: a rename is whole only within one file system.
    with tempfile.NamedTemporaryFile(dir=here.parent, prefix=".restoring-", delete=False) as partial:
        with file.open("rb") as source:
            shutil.copyfileobj(source, partial)
        partial.flush()
        os.fsync(partial.fileno())
    former = here.with_name(f"{here.name}.before-{stamp}")
    for end in ("", *BESIDE):  # a log left beside another file would be played into it
        if (old := here.with_name(here.name + end)).exists():
            old.rename(former.with_name(former.name + end))
    Path(partial.name).rename(here)
    return str(former)


def users_of(path: Path) -> list[int]:
    """Other processes that have the file open, where the system tells (Linux)."""
    if not PROCESSES.is_dir():
        return []
    known = {str(path.resolve()) + end for end in ("", *BESIDE)}
    return sorted(
        int(entry.name)
        for entry in PROCESSES.iterdir()
        if entry.name.isdigit() and int(entry.name) != os.getpid() and known & set(files_of(entry))
    )


def files_of(process: Path) -> list[str]:
    try:
        return [str(one.readlink()) for one in (process / "fd").iterdir()]
    except OSError:  # it has ended, or is not ours to look at
        return []


def counted(connection: Any) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = sorted(row[0] for row in names.fetchall())
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 -- a table's own name


def path_of(connection: BaseDatabaseWrapper) -> Path:
    return Path(connection.settings_dict["NAME"])


def opened(connection: BaseDatabaseWrapper, path: Path) -> Any:
    return connection.Database.connect(path, isolation_level=None)
