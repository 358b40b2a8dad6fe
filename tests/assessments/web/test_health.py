import shutil
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from assessments.operations import probes


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_alive_asks_no_database(client: Client) -> None:
    response = client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready_is_said_when_all_is_well(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_asking_leaves_nothing_behind(client: Client) -> None:
    client.get("/readyz")

    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_asking_costs_few_queries(client: Client, django_assert_num_queries: Callable[[int], Any]) -> None:
    client.get("/readyz")

    with django_assert_num_queries(6):  # savepoint, insert, rollback, release; is there a table, what is in it
        client.get("/readyz")


@pytest.mark.django_db
def test_a_migration_not_applied_is_counted(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["faults"] == {"migrations": "1 not applied: run manage.py migrate"}


@pytest.mark.django_db
def test_a_full_disk_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 5 * 2**20, 5 * 2**20))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["faults"] == {"disk": "5 MB free, 100 MB needed"}


def test_a_database_that_cannot_be_written_is_told_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        raise DatabaseError("connection to db.example as ada failed")

    monkeypatch.setattr(probes, "PROBES", {"database": fail})

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "faults": {"database": "failed; the log says why"}}
    assert "db.example" in caplog.text


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_nobody_posts_to_a_probe(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
