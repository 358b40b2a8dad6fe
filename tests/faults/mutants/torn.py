"""A copy is a copy of the database's file, whatever lies in the log beside it."""

import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.operations import sqlite


def take(connection: BaseDatabaseWrapper, target: Path) -> Mapping[str, int]:
    shutil.copy(sqlite.path_of(connection), target)
    with closing(sqlite.opened(connection, target)) as copy:
        return sqlite.counted(copy)


sqlite.take = take
