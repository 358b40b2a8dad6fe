from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import Event
from assessments.services.accounts import helping, second, sessions
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def test_everywhere_is_where_one_is_logged_out(
    alice: AbstractBaseUser, bob: AbstractBaseUser, tess: AbstractBaseUser
) -> None:
    clients = [Client() for _ in range(3)]
    for client, user in zip(clients, (alice, alice, bob), strict=True):
        client.force_login(user)

    assert helping.log_out(alice, tess, NOW) == 2
    assert [client.get("/history/").status_code for client in clients] == [302, 302, 200]
    assert verbs() == ["log out"]


def test_taking_the_second_factor_away_logs_out(alice: AbstractBaseUser, tess: AbstractBaseUser) -> None:
    assert not helping.reset_second_factor(alice, tess, NOW)
    seed = second.new_seed()
    second.add(alice, seed, second.counter(seed).generate(int(NOW.timestamp())).decode(), NOW)
    Client().force_login(alice)

    assert helping.reset_second_factor(alice, tess, NOW)
    assert (second.is_added(alice), sessions.of(alice).count()) == (False, 0)
    assert verbs() == ["add second factor", "remove second factor"]
