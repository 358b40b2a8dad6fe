import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.assessments.sqlite.apart import counter, execute
from tests.run import ROOT

# With the service's own database and nothing else of it, which would take seconds to read.
BEGIN = """
import sys, threading, time
from pathlib import Path
import django
from django.conf import settings
from assessments import databases

path = Path(sys.argv[1])
settings.configure(DATABASES={"default": databases.sqlite(path)})
django.setup()

from django.db import connection, transaction
print("ready", flush=True)
"""

WRITERS = """
def increment():
    for _ in range(int(sys.argv[3])):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT n FROM counter")
            cursor.execute("UPDATE counter SET n = %s", [cursor.fetchone()[0] + 1])
        print("+", flush=True)
    connection.close()

input()
threads = [threading.Thread(target=increment) for _ in range(int(sys.argv[2]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""

OPENERS = """
start = float(input())
for n in range(40):
    connection.settings_dict["NAME"] = path.with_name(f"new-{n}.sqlite3")
    time.sleep(max(0, start + n * 0.02 - time.time()))
    connection.ensure_connection()
    connection.close()
"""


def script(path: Path, code: str, *arguments: int) -> "subprocess.Popen[str]":
    """Another process with that database, waiting for a line on its standard input."""
    command = [sys.executable, "-c", BEGIN + code, str(path), *map(str, arguments)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def say(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


@pytest.mark.once
def test_several_processes_may_open_a_new_database_at_once(path: Path) -> None:
    crowd = [script(path, OPENERS) for _ in range(4)]
    start = str(time.time() + 0.1)

    for process in crowd:
        say(process, start)
    errors = [process.communicate()[1] for process in crowd]

    assert errors == [""] * 4


@pytest.mark.once
def test_sixteen_writers_in_four_processes_lose_nothing(database: BaseDatabaseWrapper, path: Path) -> None:
    database.close()
    crowd = [script(path, WRITERS, 4, 100) for _ in range(4)]

    for process in crowd:
        say(process, "go")
    errors = [process.communicate()[1] for process in crowd]

    assert errors == [""] * 4
    assert counter() == 16 * 100


@pytest.mark.once
def test_killed_writers_lose_nothing_they_were_told_is_written(database: BaseDatabaseWrapper, path: Path) -> None:
    database.close()
    acknowledged = 0
    for kills in range(5):
        crowd = [script(path, WRITERS, 4, 1000) for _ in range(2)]
        for process in crowd:
            say(process, "go")
        threading.Event().wait(0.1 + 0.03 * kills)
        for process in crowd:
            process.kill()
        acknowledged += sum(process.communicate()[0].count("+") for process in crowd)

    written = counter()
    execute("UPDATE counter SET n = n + 1")

    assert acknowledged > 0
    assert acknowledged <= written <= acknowledged + 5 * 8
