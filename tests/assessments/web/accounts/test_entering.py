from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from structlog.testing import capture_logs

from tests.assessments.web.accounts.factors import CODE, LOGIN, App, by_code, by_password
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def app(alice: AbstractBaseUser) -> App:
    return App(alice)


def is_in(client: Client) -> bool:
    return client.get("/history/").status_code == 200


def test_a_password_alone_gets_as_far_as_the_code(client: Client, app: App) -> None:
    response = by_password(client, "alice")

    assert (response.status_code, response["Location"]) == (302, CODE)
    assert "Your password was right" in client.get(CODE).text
    assert not is_in(client)


def test_password_and_code_get_in_and_on(client: Client, app: App) -> None:
    by_password(client, "alice", "/learning/")
    response = by_code(client, app.shown())

    assert (response.status_code, response["Location"]) == (302, "/learning/")
    assert is_in(client)
    assert client.session["factors"] == 2


def test_a_code_gets_nobody_in_again(app: App) -> None:
    code, clients = app.shown(), (Client(), Client())
    for client in clients:
        by_password(client, "alice")
        by_code(client, code)

    assert [is_in(client) for client in clients] == [True, False]


def test_a_recovery_code_gets_in(client: Client, app: App) -> None:
    by_password(client, "alice")
    by_code(client, app.codes[0])

    assert is_in(client)


def test_a_wrong_code_says_so(client: Client, app: App) -> None:
    by_password(client, "alice")

    assert "This code is not, or no longer, a right one." in by_code(client, "000000").text
    assert not is_in(client)


def test_codes_cannot_be_guessed_at_for_long(client: Client, app: App) -> None:
    by_password(client, "alice")
    statuses = [by_code(client, "000000").status_code for _ in range(9)]
    by_password(other := Client(REMOTE_ADDR="198.51.100.1"), "alice")

    assert statuses == [200] * 8 + [429]
    assert by_code(other, app.shown()).status_code == 429
    assert not is_in(other)


def test_without_a_password_there_is_no_code_to_give(client: Client, app: App) -> None:
    response = by_code(client, app.shown())

    assert (response.status_code, response["Location"]) == (302, LOGIN)


def test_the_password_is_forgotten_after_a_while(client: Client, app: App) -> None:
    by_password(client, "alice")
    session = client.session
    session["half"] |= {"at": session["half"]["at"] - 601}
    session.save()

    assert by_code(client, app.shown())["Location"] == LOGIN


def test_who_is_barred_meanwhile_stays_outside(client: Client, alice: AbstractBaseUser, app: App) -> None:
    by_password(client, "alice")
    alice.is_active = False
    alice.save()

    assert by_code(client, app.shown())["Location"] == LOGIN


def test_the_session_is_another_after_each_step(client: Client, app: App) -> None:
    client.get(LOGIN)
    keys = [client.session.session_key]
    by_password(client, "alice")
    by_code(client, app.shown())
    keys.append(client.session.session_key)

    assert keys[0] != keys[1]
    assert "half" not in client.session


def test_the_admin_asks_for_the_code_too(client: Client, tess: AbstractBaseUser) -> None:
    app = App(tess)
    response = client.post("/admin/login/", {"username": "tess", "password": PASSWORD})

    assert (response["Location"], client.get("/admin/").status_code) == (CODE, 302)
    assert by_code(client, app.shown())["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_logging_in_and_out_is_logged_without_names(client: Client, alice: AbstractBaseUser, app: App) -> None:
    with capture_logs() as lines:
        client.post(LOGIN, {"username": "alice", "password": "mistyped"})
        by_password(client, "alice")
        by_code(client, "000000")
        by_code(client, app.shown())
        client.post("/accounts/logout/")

    said: list[Any] = [
        {name: line[name] for name in ("event", "user", "factors") if name in line}
        for line in lines
        if line["event"] != "request"
    ]
    assert said == [
        {"event": "password refused"},
        {"event": "password accepted", "user": alice.pk},
        {"event": "code refused", "user": alice.pk},
        {"event": "logged in", "user": alice.pk, "factors": 2},
        {"event": "logged out", "user": alice.pk},
    ]
