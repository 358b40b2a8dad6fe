"""Guessing at passwords, as a bot and as a classroom would."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client

from assessments.models import Tally
from assessments.services.accounts.guesses import WINDOW
from tests.factories import PASSWORD, a_learner

pytestmark = pytest.mark.django_db

LOGIN, ADMIN, SIGNUP = "/accounts/login/", "/admin/login/", "/accounts/signup/"
WRONG = "wrong"
BOTH = pytest.mark.parametrize("path", [LOGIN, ADMIN])


def guess(client: Client, path: str = LOGIN, name: str = "alice", password: str = WRONG, **more: Any) -> HttpResponse:
    return client.post(path, {"username": name, "password": password}, **more)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were really looked at."""
    seen: list[str] = []
    real = ModelBackend.authenticate

    def authenticate(self: ModelBackend, request: Any, username: str, password: str) -> Any:
        seen.append(password)
        return real(self, request, username, password)

    monkeypatch.setattr(ModelBackend, "authenticate", authenticate)
    return seen


@BOTH
@pytest.mark.parametrize("name", ["alice", "nobody"])
def test_a_bot_has_eight_guesses_at_a_name_that_is_one_and_at_a_name_that_is_none(
    client: Client, alice: AbstractBaseUser, checked: list[str], path: str, name: str
) -> None:
    statuses = [guess(client, path, name, f"guess-{number}").status_code for number in range(60)]

    assert len(checked) == 8
    assert statuses == [200] * 8 + [429] * 52


def test_both_doors_count_together(client: Client, alice: AbstractBaseUser, checked: list[str]) -> None:
    for path in (LOGIN, ADMIN) * 10:
        guess(client, path)

    assert len(checked) == 8


def test_whoever_waits_is_told_how_long(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(8):
        guess(client)
    page = guess(client, password=PASSWORD)

    assert (page.status_code, 0 < int(page["Retry-After"]) <= WINDOW.total_seconds()) == (429, True)
    assert "Wait 15 minutes, then try again." in page.text
    assert not page.wsgi_request.user.is_authenticated


def test_it_is_told_in_german_too(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(8):
        guess(client)

    page = guess(client, headers={"Accept-Language": "de"})

    assert "15 Minuten" in page.text


def test_the_others_in_the_room_get_in(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(9):
        guess(client)

    for number in range(30):
        name = a_learner(f"pupil-{number}").get_username()
        assert guess(Client(), name=name, password=PASSWORD).status_code == 302


def test_alice_gets_in_from_elsewhere_meanwhile(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(9):
        guess(client)

    assert guess(client, password=PASSWORD, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_one_connection_of_ipv6_is_one_place(client: Client, alice: AbstractBaseUser) -> None:
    statuses = {guess(client, REMOTE_ADDR=f"2001:db8::{number:x}").status_code for number in range(9)}

    assert statuses == {200, 429}


def test_what_a_client_claims_to_be_makes_it_nobody_else(client: Client, alice: AbstractBaseUser) -> None:
    statuses = {guess(client, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code for number in range(9)}

    assert statuses == {200, 429}


def test_mistyping_now_and_then_locks_nobody_out(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(7):
        guess(client)

    for _ in range(5):
        assert guess(Client(), password=PASSWORD).status_code == 302


def test_an_empty_form_is_no_guess(client: Client, alice: AbstractBaseUser) -> None:
    for _ in range(20):
        guess(client, password="")

    assert guess(client, password=PASSWORD).status_code == 302


def test_no_cache_is_needed(client: Client, alice: AbstractBaseUser, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert [guess(client).status_code for _ in range(9)] == [200] * 8 + [429]


# Signing up


def sign_up(client: Client, name: str) -> int:
    new = {"username": name, "password1": "gates-and-cells-7", "password2": "gates-and-cells-7"}
    return client.post(SIGNUP, new).status_code


def test_signing_up_does_not_tell_who_exists_for_long(client: Client, alice: AbstractBaseUser) -> None:
    assert [sign_up(client, "alice") for _ in range(62)] == [200] * 60 + [429] * 2


def test_a_class_signs_up_together(db: None) -> None:
    assert {sign_up(Client(), f"pupil-{number}") for number in range(100)} == {302}


def test_thousands_do_not_sign_up_from_one_address(client: Client) -> None:
    sign_up(client, "first")
    Tally.objects.filter(count=1).update(count=400)

    assert sign_up(Client(), "second") == 429
