from pathlib import Path

import pytest

from assessments.databases import postgresql, sqlite
from assessments.environment import Misconfigured


def test_sqlite_locks_at_once_and_waits() -> None:
    options = sqlite(Path("/data/a.sqlite3"))["OPTIONS"]

    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


@pytest.mark.parametrize(
    ("url", "name", "user", "password", "host", "port"),
    [
        ("postgresql://ada:secret@db.example:5433/quiz", "quiz", "ada", "secret", "db.example", "5433"),
        ("postgres://db.example/quiz", "quiz", "", "", "db.example", ""),
        ("postgresql:///quiz", "quiz", "", "", "", ""),
        ("postgresql://ada:p%40ss%2F@%2Fvar%2Frun/quiz", "quiz", "ada", "p@ss/", "/var/run", ""),
        ("postgresql://ada@[::1]:5432/quiz", "quiz", "ada", "", "::1", "5432"),
    ],
)
def test_an_address_is_taken_apart(url: str, name: str, user: str, password: str, host: str, port: str) -> None:
    read = postgresql(url, pool_size=8)

    assert [read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [name, user, password, host, port]


def test_options_of_the_address_reach_the_driver_beside_ours() -> None:
    """The last of two wins: they may change what is usual, and not what keeps answers."""
    options = postgresql("postgresql://db.example/quiz?sslmode=require&options=-c%20jit%3Don", pool_size=8)["OPTIONS"]

    assert options["sslmode"] == "require"
    assert options["options"].startswith("-c jit=off -c jit=on -c synchronous_commit=on ")


def test_a_pool_is_never_larger_than_asked() -> None:
    pool = postgresql("postgresql://db.example/quiz", pool_size=1)["OPTIONS"]["pool"]

    assert (pool["min_size"], pool["max_size"]) == (1, 1)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ada:secret@db.example/quiz",
        "postgresql://ada:secret@db.example",
        "postgresql://ada:secret@db.example/",
        "postgresql://ada:secret@db.example/quiz/more",
        "postgresql://ada:secret@db.example:port/quiz",
        "postgresql://ada:secret@db.example/quiz?sslmode",
        "postgresql://ada:secret@[db.example/quiz",
        "secret",
    ],
)
def test_an_address_that_makes_no_sense_is_refused_without_showing_its_password(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"^DATABASE_URL='.*' is not understood\. Allowed: postgresql://") as raised:
        postgresql(url, pool_size=8)

    assert "secret" not in str(raised.value)
