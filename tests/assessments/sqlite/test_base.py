import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files import locks
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.sqlite.gate import Gate
from tests.assessments.sqlite.apart import ALIAS, counter, execute


def is_free(path: Path) -> bool:
    with Path(f"{path}.gate").open("ab") as file:
        return locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)


def in_another_thread(act: Callable[[], None]) -> list[OperationalError]:
    errors = []

    def run() -> None:
        try:
            act()
        except OperationalError as error:
            errors.append(error)
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return errors


def test_a_transaction_holds_the_gate_until_it_is_over(database: BaseDatabaseWrapper, path: Path) -> None:
    seen = [is_free(path)]

    with transaction.atomic(using=ALIAS):
        seen.append(is_free(path))
    seen.append(is_free(path))

    assert seen == [True, False, True]


def test_a_nested_transaction_ends_without_leaving_the_gate(database: BaseDatabaseWrapper, path: Path) -> None:
    with transaction.atomic(using=ALIAS):
        with transaction.atomic(using=ALIAS):
            execute("UPDATE counter SET n = 1")

        assert not is_free(path)


def test_a_rollback_leaves_the_gate(database: BaseDatabaseWrapper, path: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=ALIAS):
        1 / 0  # noqa: B018 -- raises

    assert is_free(path)


def test_closing_amid_a_transaction_leaves_the_gate(database: BaseDatabaseWrapper, path: Path) -> None:
    with transaction.atomic(using=ALIAS):
        database.close()

    assert is_free(path)


def test_a_closed_connection_has_nothing_to_commit(database: BaseDatabaseWrapper) -> None:
    database.close()

    database.commit()

    assert not database.gate.held


def test_a_begin_that_fails_leaves_the_gate(database: BaseDatabaseWrapper) -> None:
    held = []

    def begin() -> None:
        with pytest.raises(OperationalError, match="database is locked"):
            transaction.atomic(using=ALIAS).__enter__()
        held.append(connections[ALIAS].gate.held)

    execute("BEGIN IMMEDIATE")  # past the gate, as a shell beside the service would
    in_another_thread(begin)
    execute("ROLLBACK")

    assert held == [False]


def test_a_commit_that_fails_keeps_the_gate_for_the_rollback(database: BaseDatabaseWrapper, path: Path) -> None:
    execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    execute("CREATE TABLE child (p INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
    held = []

    with transaction.atomic(using=ALIAS):
        execute("INSERT INTO child VALUES (1)")
        with pytest.raises(IntegrityError, match="FOREIGN KEY constraint failed"):
            database._commit()
        held.append(database.gate.held)
        transaction.set_rollback(True, using=ALIAS)
    held.append(database.gate.held)

    assert held == [True, False]


def test_a_writer_whose_turn_never_comes_is_told_that_the_database_is_locked(
    database: BaseDatabaseWrapper, path: Path
) -> None:
    with transaction.atomic(using=ALIAS):
        errors = in_another_thread(lambda: transaction.atomic(using=ALIAS).__enter__())

    assert [str(error) for error in errors] == ["database is locked: no turn to write within 0.2 s"]


@pytest.mark.parametrize(
    ("statement", "waits"),
    [
        ("UPDATE counter SET n = 7", True),
        ("  insert into counter values (7)", True),
        ("DELETE FROM counter", True),
        ("CREATE TABLE another (n INTEGER)", True),
        ("SELECT n FROM counter", False),
        ("PRAGMA user_version", False),
    ],
)
def test_a_single_statement_waits_its_turn_if_it_writes(
    database: BaseDatabaseWrapper, path: Path, statement: str, waits: bool
) -> None:
    gate = Gate(f"{path}.gate", timeout=0)
    gate.enter()

    errors = in_another_thread(lambda: execute(statement))

    assert bool(errors) == waits
    gate.leave()


def test_a_single_statement_leaves_the_gate(database: BaseDatabaseWrapper, path: Path) -> None:
    execute("UPDATE counter SET n = 7")

    assert is_free(path)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_a_thread_that_ends_amid_a_transaction_leaves_the_gate(database: BaseDatabaseWrapper, path: Path) -> None:
    thread = threading.Thread(target=lambda: transaction.atomic(using=ALIAS).__enter__())
    thread.start()
    thread.join()
    gc.collect()

    assert is_free(path)


def test_a_database_in_memory_has_no_gate(database: BaseDatabaseWrapper) -> None:
    database.close()
    database.settings_dict["NAME"] = "file:nowhere?mode=memory&cache=shared"

    with transaction.atomic(using=ALIAS):
        assert not database.gate.held

    BaseDatabaseWrapper.close(database)


def test_reading_waits_for_nobody(database: BaseDatabaseWrapper) -> None:
    with transaction.atomic(using=ALIAS):
        execute("UPDATE counter SET n = 7")
        seen: list[int] = []

        in_another_thread(lambda: seen.append(counter()))

    assert seen == [0]


@pytest.mark.parametrize("given", [["50%", 2], {"said": "50%", "n": 2}])
def test_placeholders_and_percent_signs(database: BaseDatabaseWrapper, given: object) -> None:
    places = ("%s", "%s") if isinstance(given, list) else ("%(said)s", "%(n)s")
    query = "SELECT {}, {} %% 2, '%%s', 7 %% 4".format(*places)

    for _ in range(2):  # made, and known
        with connections[ALIAS].cursor() as cursor:
            assert cursor.execute(query, given).fetchone() == ("50%", 0, "%s", 3)
