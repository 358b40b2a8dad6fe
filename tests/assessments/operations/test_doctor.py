from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.checks.async_checks import check_async_unsafe
from django.core.checks.registry import registry
from django.core.management import CommandError, call_command

from assessments.models import Attempt
from assessments.operations import doctor
from assessments.operations.copies import Copy
from assessments.operations.doctor import LOOK, OK, WRONG
from tests.assessments.web.accounts.factors import App
from tests.factories import a_learner, a_session, answered, right

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
Examination = Callable[[datetime], Any]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static")
    # A browser test before these leaves an event loop in the thread, and what it needs is what this check is against.
    monkeypatch.setattr(registry, "deployment_checks", registry.deployment_checks - {check_async_unsafe})


def states(examination: Examination) -> list[str]:
    return [state for state, _ in examination(NOW)]


def text(examination: Examination) -> str:
    ((_, told),) = examination(NOW)
    return str(told)


def test_settings_that_a_deployment_should_have_are_named() -> None:
    told = [told for _, told in doctor.settings_in_force(NOW)]

    assert "Your SECURE_SSL_REDIRECT setting is not set to True (security.W008)" in told


def test_a_slow_disk_under_sqlite_is_worth_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "fsync_time", lambda: 9.0)
    monkeypatch.setattr(doctor.connection, "vendor", "sqlite")

    assert states(doctor.disk) == [LOOK]
    assert "use PostgreSQL" in text(doctor.disk)


def test_a_disk_is_written_to() -> None:
    assert 0 < doctor.fsync_time() < 10_000


def test_a_clock_behind_the_newest_answer_was_put_back() -> None:
    assert states(doctor.clock) == [OK]

    session = a_session()
    answered(session, right(session), now=NOW + timedelta(seconds=90))

    assert states(doctor.clock) == [WRONG]
    assert "90 s ahead" in text(doctor.clock)


def test_overdue_attempts_ask_for_the_worker() -> None:
    assert states(doctor.queue) == [OK]

    a_session()
    Attempt.objects.update(deadline=NOW - timedelta(minutes=2))

    assert text(doctor.queue) == "1 attempts wait to be submitted: is manage.py worker running?"


def test_a_secret_key_that_others_may_read_is_wrong(tmp_path: Path) -> None:
    kept = tmp_path / "secret-key"
    kept.touch(mode=0o600)
    assert states(doctor.keys) == [OK]

    kept.chmod(0o644)

    assert states(doctor.keys) == [WRONG]


def test_who_has_to_have_a_second_factor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    a_learner()
    App(a_learner(is_staff=True))
    a_learner(is_staff=True)
    assert states(doctor.second_factor) == [LOOK]

    monkeypatch.setattr(settings, "SECOND_FACTOR", "staff")
    assert text(doctor.second_factor).startswith("asked of staff: 1 of 2 have one")

    monkeypatch.setattr(settings, "SECOND_FACTOR", "everyone")
    assert text(doctor.second_factor).startswith("asked of everyone: 1 of 3 have one")


@pytest.mark.parametrize(("days", "state"), [(1, OK), (3, LOOK)])
def test_the_newest_copy_must_be_fresh(tmp_path: Path, days: int, state: str) -> None:
    assert states(doctor.backups) == [LOOK]

    (tmp_path / "backups").mkdir()
    Copy(tmp_path / "backups" / "assessments-1.sqlite3", NOW - timedelta(days=days), "sqlite", "", {}).keep()

    assert states(doctor.backups) == [state]


def test_a_cache_that_fails_loses_nothing_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(doctor.shared_cache) == [OK]

    def refuse(*_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", refuse)

    assert text(doctor.shared_cache) == "does not answer (ConnectionError): slower, and nothing is lost"


def test_processes_without_a_common_cache_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PROCESSES", 2)

    assert text(doctor.shared_cache) == "each process has its own: set REDIS_URL"


def test_it_fails_where_something_is_wrong_and_not_before(tmp_path: Path) -> None:
    told = StringIO()
    with pytest.raises(CommandError, match=r"^1 wrong, \d+ to look at$"):
        call_command("doctor", stdout=told)
    assert "wrong  static files: not collected: run manage.py collectstatic" in told.getvalue()

    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    call_command("doctor", stdout=told)

    assert told.getvalue().splitlines()[-1].startswith("nothing wrong")
