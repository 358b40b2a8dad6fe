"""SQLite as this service wants it. Importing this first makes `import sqlite3` mean the bundled, recent library.

Releases before 3.51.3 can corrupt a database in WAL mode that several connections write to; they get the other journal.
https://www.sqlite.org/wal.html#walresetbug
"""

import sys

try:
    from pysqlite3 import dbapi2 as library
except ImportError:  # no wheel for this platform
    from sqlite3 import dbapi2 as library

# Django imports sqlite3 by name, and never asks which one that is.
sys.modules["sqlite3"] = sys.modules[library.__package__]
sys.modules["sqlite3.dbapi2"] = library

SAFE_IN_WAL = (3, 51, 3)


def journal_mode(version: tuple[int, ...] = library.sqlite_version_info) -> str:
    return "WAL" if version >= SAFE_IN_WAL else "DELETE"
