from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.services.accounts import sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice: AbstractBaseUser) -> list[Client]:
    """Of alice."""
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.force_login(alice)
    return clients


def key(client: Client) -> str:
    return client.session.session_key


def test_somebodys_sessions_are_listed_and_nobody_elses(
    alice: AbstractBaseUser, bob: AbstractBaseUser, three: list[Client]
) -> None:
    Client().force_login(bob)

    assert {one.session_key for one in sessions.of(alice)} == {key(client) for client in three}


def test_all_but_one_end(alice: AbstractBaseUser, three: list[Client]) -> None:
    assert sessions.end(alice, besides=key(three[0])) == 2
    assert [client.get("/history/").status_code for client in three] == [200, 302, 302]


def test_one_ends(alice: AbstractBaseUser, three: list[Client]) -> None:
    (handle,) = (one.handle for one in sessions.of(alice) if one.session_key == key(three[1]))

    assert sessions.end(alice, handle=handle) == 1
    assert [client.get("/history/").status_code for client in three] == [200, 302, 200]


def test_nobody_ends_the_session_of_another(
    alice: AbstractBaseUser, bob: AbstractBaseUser, three: list[Client]
) -> None:
    assert sessions.end(bob, handle=sessions.of(alice).first().handle) == 0


def test_a_handle_is_not_the_key(alice: AbstractBaseUser, three: list[Client]) -> None:
    assert [one for one in sessions.of(alice) if one.session_key in one.handle or one.handle in one.session_key] == []
