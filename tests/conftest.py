import gc
import os
import shutil
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import Client, override_settings
from django.utils import translation

from assessments.models import ItemSession
from assessments.services.lti import keys
from tests.factories import a_learner, a_session

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first is the lightest
TESTS = Path(__file__).parent
# Services and queries alone speak to the database: what is built on them is tried on one.
ON_ONE_DATABASE = {
    *(TESTS / room for room in ("lstm_reference", "faults", "flows", "deploy", "bench")),
    *(
        TESTS / "assessments" / room
        for room in ("engine", "interchange", "outbound", "content", "web", "admin", "lti", "api")
    ),
}
DATABASE = "assessments.sqlite3"  # in a folder of data
KEYS = 6  # more than any test has at once
CHROMIUM = next(filter(None, map(shutil.which, CHROMIUMS)), None)


hypothesis.settings.register_profile("tests", deadline=None, print_blob=True, max_examples=30)  # however busy
hypothesis.settings.register_profile("faults", hypothesis.settings.get_profile("tests"), max_examples=300)
hypothesis.settings.load_profile("tests")


def pytest_configure() -> None:
    # Playwright keeps an event loop in the tests' own thread, and Django would refuse that thread its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="what each database has to show",
    )
    parser.addoption("--mutations", type=int, default=200, help="how many damaged inputs of each kind")
    parser.addoption("--histories", type=int, default=25, help="of an attempt: how many are lived through")
    parser.addoption("--scores", type=int, default=200, help="how many go to an LMS while their senders are killed")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected is kept: to look through it for rubbish, then and ever after, took a tenth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("database_only"):
        config.hook.pytest_deselected(items=[item for item in items if not is_for_each_database(item)])
        items[:] = [item for item in items if is_for_each_database(item)]
    if CHROMIUM:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"no browser: none of {', '.join(CHROMIUMS)} is on PATH"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return (config.getoption("database_only") and collection_path in ON_ONE_DATABASE) or None


def is_for_each_database(item: pytest.Item) -> bool:
    """A browser sees nothing of the database that the pages' own tests do not see sooner."""
    marks = ("once", "slow", "browser")
    return touches_the_database(item) and not any(map(item.get_closest_marker, marks))


def touches_the_database(item: pytest.Item) -> bool:
    """Any other test that tried would fail: pytest-django does not let it."""
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & {"db", "transactional_db", "live_server"})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # Containers seldom allow the sandbox; these tests only ever open our own pages.
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", *quiet]}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, as it is served: threads queue at the gate, and the journal is the real one."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "assessments.sqlite":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def migrated(django_db_setup: None) -> Callable[[Path], Path]:
    """Puts a database into a folder of data, for another process: a copy of the tests' own, sooner than migrated."""

    def into(directory: Path) -> Path:
        database = settings.DATABASES["default"]
        if database["ENGINE"] != "assessments.sqlite":
            pytest.skip("it copies the tests' database, which is no SQLite")
        with closing(sqlite3.connect(database["NAME"])) as ours, closing(sqlite3.connect(directory / DATABASE)) as copy:
            ours.backup(copy)
        return directory

    return into


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Static files straight from their source, and passwords hashed for nobody."""
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        SECRET_KEY="decides which variants are drawn, so that every run of the tests draws the same",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=storages,
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _ready_keys() -> Iterator[None]:
    """To make the key of a tool takes a third of a second: a few are made, and every test has them anew."""
    made = keys.generate_private_key
    ready: deque[RSAPrivateKey] = deque()

    def taken(**size: int) -> RSAPrivateKey:
        ready.append(made(**size) if len(ready) < KEYS else ready.popleft())
        return ready[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "generate_private_key", taken)
        yield


@pytest.fixture(scope="session", autouse=True)
def _flushing() -> Iterator[None]:
    """Between tests all tables are emptied, and SQLite would ask the triggers even then."""
    emptied = DatabaseOperations.sql_flush

    def without_triggers(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drop, make = [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]
        return [*drop, *emptied(self, *args, **kwargs), *make]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def alice(db: None) -> AbstractBaseUser:
    return a_learner("alice")


@pytest.fixture
def bob(db: None) -> AbstractBaseUser:
    return a_learner("bob")


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    """A question that Alice has before her; one try, nothing sent."""
    return a_session(alice)


@pytest.fixture
def tess(db: None) -> AbstractBaseUser:
    """Who teaches."""
    return a_learner("tess", is_staff=True, is_superuser=True)


@pytest.fixture
def as_alice(client: Client, alice: AbstractBaseUser) -> Client:
    client.force_login(alice)
    return client
