"""Copies of a database in a file of its own, which other threads and processes use meanwhile."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from assessments import databases
from assessments.operations.copies import Unproven, back_up, restore
from assessments.operations.sqlite import Damaged, InUse, counted, tried, users_of
from assessments.sqlite.base import DatabaseWrapper

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
OPENS = "import sys, time; file = open(sys.argv[1]); print('open', flush=True); time.sleep(60)"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    settings = databases.sqlite(tmp_path / "answers.sqlite3") | {"TIME_ZONE": None, "AUTOCOMMIT": True}
    connection = DatabaseWrapper(settings | {"CONN_HEALTH_CHECKS": False})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE answer (number INTEGER PRIMARY KEY, text TEXT)")
    yield connection
    connection.close()


def acknowledged(database: Any, number: int) -> int:
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO answer VALUES (%s, %s)", [number, "x" * 2000])
    return number


def answers(database: Any) -> list[int]:
    with database.cursor() as cursor:
        cursor.execute("SELECT number FROM answer ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db  # the test's own database is left alone; a connection needs permission all the same
def test_what_was_acknowledged_before_a_copy_is_in_it(database: Any, tmp_path: Path) -> None:
    done, stop = [0], Event()

    def write() -> None:
        writer = DatabaseWrapper(database.settings_dict)
        while not stop.is_set():
            done.append(acknowledged(writer, done[-1] + 1))
        writer.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        before, taken = [], []
        try:
            while len(taken) < 5:
                before.append(done[-1])
                taken.append(back_up(database, tmp_path / "copies", NOW.replace(minute=len(taken))))
        finally:
            stop.set()
        writing.result()

    assert [copy.rows["answer"] >= known for copy, known in zip(taken, before, strict=True)] == [True] * 5


@pytest.mark.django_db
def test_what_is_restored_takes_the_place_and_the_former_is_kept(database: Any, tmp_path: Path) -> None:
    acknowledged(database, 1)
    copy = back_up(database, tmp_path / "copies", NOW)
    acknowledged(database, 2)

    _, former = restore(database, copy.file, NOW)

    assert answers(database) == [1]
    assert counted(database.Database.connect(former))["answer"] == 2


@pytest.mark.django_db
def test_nothing_is_restored_under_a_running_service(database: Any, tmp_path: Path) -> None:
    acknowledged(database, 1)
    copy = back_up(database, tmp_path / "copies", NOW)
    path = database.settings_dict["NAME"]
    with subprocess.Popen([sys.executable, "-c", OPENS, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            with pytest.raises(InUse, match=f"is open in process {other.pid}: stop the service first"):
                restore(database, copy.file, NOW)
        finally:
            other.kill()

    assert users_of(path) == []
    assert answers(database) == [1]


@pytest.mark.django_db
def test_a_damaged_copy_is_told(database: Any, tmp_path: Path) -> None:
    for number in range(20):
        acknowledged(database, number)
    copy = back_up(database, tmp_path / "copies", NOW)
    content = bytearray(copy.file.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    copy.file.write_bytes(content)

    with pytest.raises(Damaged):
        tried(database, copy.file)
    with pytest.raises(Unproven):
        restore(database, copy.file, NOW)
