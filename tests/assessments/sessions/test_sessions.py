"""How long a session lasts, for both of the stores that it may be kept in."""

from __future__ import annotations

import secrets
import time
from datetime import timedelta
from random import SystemRandom
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.utils.timezone import now

from assessments.models import Session
from assessments.sessions import IDLE, SELDOM
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

HOUR = 60 * 60


@pytest.fixture(autouse=True, params=["db", "cached_db"])
def _engine(request: pytest.FixtureRequest, settings: Any) -> None:
    settings.SESSION_ENGINE = f"assessments.sessions.{request.param}"


@pytest.fixture
def logged_in(client: Client, alice: AbstractBaseUser) -> Client:
    client.post("/accounts/login/", {"username": "alice", "password": PASSWORD})
    return client


def ago(client: Client, **seconds: int) -> None:
    """As if it had begun, or been used, so many seconds before."""
    session = client.session
    for name, number in seconds.items():
        session[name] = time.time() - number
    session.save()


def left(client: Client) -> int:
    """Seconds, by the database."""
    return round((Session.objects.get(session_key=client.session.session_key).expire_date - now()).total_seconds())


def near(seconds: int) -> Any:
    return pytest.approx(seconds, abs=20)


def is_in(client: Client) -> bool:
    return client.get("/history/").status_code == 200


def test_a_session_knows_whose_it_is_and_since_when(logged_in: Client, alice: AbstractBaseUser) -> None:
    row = Session.objects.get(user=alice)

    assert row.session_key == logged_in.session.session_key
    assert now() - row.began_at < timedelta(minutes=1)
    assert row.used_at == row.began_at


def test_unused_it_ends_after_two_hours(logged_in: Client) -> None:
    assert (IDLE, left(logged_in)) == (2 * HOUR, near(IDLE))


def test_each_use_gives_it_two_hours_more(logged_in: Client) -> None:
    ago(logged_in, began=HOUR, used=SELDOM + 1)
    Session.objects.update(expire_date=now() + timedelta(minutes=50))

    assert is_in(logged_in)
    assert left(logged_in) == near(IDLE)


def test_not_every_page_writes_that_down(logged_in: Client) -> None:
    ago(logged_in, used=SELDOM - 60)
    Session.objects.update(expire_date=now() + timedelta(minutes=50))

    assert is_in(logged_in)
    assert left(logged_in) == near(50 * 60)


def test_after_eight_hours_it_ends_however_much_it_is_used(logged_in: Client) -> None:
    ago(logged_in, began=8 * HOUR - 60, used=HOUR)
    is_in(logged_in)

    assert left(logged_in) == near(60)

    ago(logged_in, began=8 * HOUR, used=HOUR)

    assert not is_in(logged_in)


def test_who_is_barred_is_out_at_once_and_who_is_deleted_leaves_no_session(
    logged_in: Client, alice: AbstractBaseUser
) -> None:
    alice.is_active = False
    alice.save()
    assert not is_in(logged_in)

    alice.delete()
    assert Session.objects.exclude(user=None).count() == 0


def test_logging_in_anew_begins_anew(logged_in: Client) -> None:
    before = logged_in.session.session_key
    ago(logged_in, began=7 * HOUR)
    logged_in.post("/accounts/logout/")

    logged_in.post("/accounts/login/", {"username": "alice", "password": PASSWORD})

    assert left(logged_in) == near(IDLE)
    assert not Session.objects.filter(session_key=before).exists()


def test_nobody_is_in_after_that(logged_in: Client) -> None:
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    cache.clear()

    assert not is_in(logged_in)


def test_a_key_is_drawn_by_the_systems_generator_from_165_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    monkeypatch.setattr(secrets, "choice", lambda signs: drawn.append(len(signs)) or SystemRandom().choice(signs))

    keys = {Session.get_session_store_class()()._get_new_session_key() for _ in range(100)}

    assert len(keys) == 100
    assert drawn == [36] * 32 * 100


def test_a_database_that_does_not_answer_is_no_deleted_session(logged_in: Client) -> None:
    def silent(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and Session._meta.db_table in sql:
            raise OperationalError("the server has gone")
        return execute(sql, *rest)

    session = logged_in.session
    session["anything"] = 1

    with connection.execute_wrapper(silent), pytest.raises(OperationalError):
        session.save()


def test_a_deleted_session_is_not_made_again(logged_in: Client) -> None:
    session = logged_in.session
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()
