from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from assessments import databases
from tests.assessments.sqlite.apart import ALIAS, execute


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "assessments.sqlite3"


@pytest.fixture
def database(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    connections.settings[ALIAS] = connections.configure_settings({"default": {}, ALIAS: databases.sqlite(path)})[ALIAS]
    connections.settings[ALIAS]["OPTIONS"]["timeout"] = 0.2
    with django_db_blocker.unblock():
        execute("CREATE TABLE counter (n INTEGER NOT NULL)")
        execute("INSERT INTO counter VALUES (0)")
        yield connections[ALIAS]
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]
