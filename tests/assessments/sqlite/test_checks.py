import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from assessments.checks import check_sqlite
from tests.assessments.sqlite.apart import execute


@pytest.mark.parametrize(
    ("pragma", "value", "message"),
    [
        ("journal_mode", "DELETE", "SQLite runs with journal_mode=delete, not wal: answers could be lost."),
        ("synchronous", "NORMAL", "SQLite runs with synchronous=1, not 2: answers could be lost."),
        ("busy_timeout", "5000", "SQLite runs with busy_timeout=5000, not 200: answers could be lost."),
        ("mmap_size", "1048576", "SQLite runs with mmap_size=1048576, not 0: answers could be lost."),
    ],
)
def test_a_setting_that_took_no_effect_is_named(
    database: BaseDatabaseWrapper, pragma: str, value: str, message: str
) -> None:
    execute(f"PRAGMA {pragma}={value}")

    assert [error.msg for error in check_sqlite(database)] == [message]


@pytest.mark.parametrize(
    ("journal", "found"), [("WAL", ["assessments.W001", "assessments.E001"]), ("DELETE", ["assessments.W001"])]
)
def test_an_old_sqlite_is_warned_of_and_must_not_run_in_wal_mode(
    database: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch, journal: str, found: list[str]
) -> None:
    monkeypatch.setattr(database.Database, "sqlite_version_info", (3, 40, 1))
    execute(f"PRAGMA journal_mode={journal}")

    assert [message.id for message in check_sqlite(database)] == found
