from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import Event
from assessments.services.accounts import helping, second
from tests.assessments.web.accounts.factors import App, by_code, by_password
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db

ACCOUNT, PROVE, CHANGE, SESSIONS = "/accounts/", "/accounts/prove/", "/accounts/password/", "/accounts/sessions/"
FACTOR = "/accounts/second-factor/"
NEW = "another one, and a long one"


def changed(client: Client, old: str = PASSWORD, new: str = NEW) -> Any:
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


def is_in(client: Client) -> bool:
    return client.get("/history/").status_code == 200


def aged(client: Client) -> None:
    """As if one had proved who one is eleven minutes ago."""
    session = client.session
    session["proved"] -= 660
    session.save()


@pytest.fixture
def two(alice: AbstractBaseUser) -> tuple[Client, Client]:
    """Browsers in which alice has logged in."""
    clients = Client(), Client()
    for client in clients:
        by_password(client, "alice")
    return clients


# The password


def test_a_new_password_takes_the_old_one(two: tuple[Client, Client], alice: AbstractBaseUser) -> None:
    refused = changed(two[0], "not the old one")
    alice.refresh_from_db()

    assert "This is not your password." in refused.text
    assert alice.check_password(PASSWORD)


def test_a_new_password_logs_out_everywhere_else(two: tuple[Client, Client], alice: AbstractBaseUser) -> None:
    before = two[0].session.session_key

    assert changed(two[0])["Location"] == ACCOUNT
    assert [is_in(client) for client in two] == [True, False]
    assert two[0].session.session_key != before
    assert Event.objects.get().verb == "change password"


@pytest.mark.parametrize("new", ["too short", "LSTM-quiz-2026!!"])
def test_a_new_password_is_as_good_as_a_first_one(two: tuple[Client, Client], new: str) -> None:
    assert changed(two[0], new=new).status_code == 200
    assert is_in(two[1])


def test_the_old_password_cannot_be_guessed_at_for_long_in_a_browser_left_open(two: tuple[Client, Client]) -> None:
    assert [changed(two[0], f"guess {number}").status_code for number in range(9)] == [200] * 8 + [429]


def test_passwords_are_hidden_and_may_be_pasted(two: tuple[Client, Client]) -> None:
    page = two[0].get(CHANGE).text

    assert page.count('type="password"') == 3
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


# Proving


@pytest.mark.parametrize("path", [FACTOR])
def test_a_browser_left_open_is_not_enough(two: tuple[Client, Client], path: str) -> None:
    assert two[0].get(path).status_code == 200
    aged(two[0])

    assert two[0].get(path)["Location"] == f"{PROVE}?next={path.replace('/', '%2F')}"
    assert two[0].post(path, {"act": "remove"})["Location"] == f"{PROVE}?next=%2Faccounts%2F"


def test_whoever_proves_goes_on_with_another_session(two: tuple[Client, Client]) -> None:
    aged(two[0])
    before = two[0].session.session_key

    wrong = two[0].post(PROVE, {"password": "wrong", "next": FACTOR})
    right = two[0].post(PROVE, {"password": PASSWORD, "next": FACTOR})

    assert (wrong.status_code, right["Location"]) == (200, FACTOR)
    assert two[0].get(FACTOR).status_code == 200
    assert two[0].session.session_key != before


def test_who_has_two_factors_proves_both(client: Client, alice: AbstractBaseUser) -> None:
    app = App(alice)
    by_password(client, "alice")
    by_code(client, app.shown())
    aged(client)

    assert "This field is required." in client.post(PROVE, {"password": PASSWORD}).text
    assert "not, or no longer" in client.post(PROVE, {"password": PASSWORD, "code": "000000"}).text
    assert client.post(PROVE, {"password": PASSWORD, "code": app.codes[0]})["Location"] == ACCOUNT


def test_proving_leads_nowhere_else(two: tuple[Client, Client]) -> None:
    assert two[0].post(PROVE, {"password": PASSWORD, "next": "https://evil.example/"})["Location"] == ACCOUNT


def test_proving_is_no_way_to_guess(two: tuple[Client, Client]) -> None:
    assert [two[0].post(PROVE, {"password": "x"}).status_code for _ in range(9)] == [200] * 8 + [429]


# Sessions


def test_one_sees_where_one_is_logged_in_and_ends_what_is_elsewhere(two: tuple[Client, Client]) -> None:
    page = two[0].get(ACCOUNT)

    assert len(page.context["sessions"]) == 2
    assert page.text.count('name="session"') == 1
    # Two dates of two sessions, each with a day and a time that never break: else three lines in a narrow window.
    assert page.text.count('<span class="whole">') == 8

    two[0].post(SESSIONS)
    assert [is_in(client) for client in two] == [True, False]


def test_one_session_can_be_ended_by_its_handle(two: tuple[Client, Client], alice: AbstractBaseUser) -> None:
    (other,) = (one for one in alice.sessions.all() if one.session_key == two[1].session.session_key)

    two[0].post(SESSIONS, {"session": other.handle})

    assert [is_in(client) for client in two] == [True, False]


def test_ending_sessions_has_to_be_proved(two: tuple[Client, Client]) -> None:
    aged(two[0])

    assert two[0].post(SESSIONS)["Location"] == f"{PROVE}?next=%2Faccounts%2F"
    assert is_in(two[1])


def test_no_key_of_a_session_is_in_the_page(two: tuple[Client, Client]) -> None:
    page = two[0].get(ACCOUNT).text

    assert [client.session.session_key for client in two if client.session.session_key in page] == []


# A new password by an address


@pytest.fixture
def address(alice: AbstractBaseUser) -> str:
    return helping.password_address(alice, None, NOW)


def chosen(client: Client, address: str, new: str = NEW) -> Any:
    form = client.get(address, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": new, "new_password2": new})


def test_an_address_sets_a_password_and_logs_nobody_in(
    client: Client, two: tuple[Client, Client], address: str
) -> None:
    # logging in ends the address: it was made before
    address = helping.password_address(two[0].get(ACCOUNT).context["user"], None, NOW)

    assert chosen(client, address)["Location"] == "/accounts/login/"
    assert [is_in(one) for one in (client, *two)] == [False, False, False]
    assert client.post("/accounts/login/", {"username": "alice", "password": NEW})["Location"] == "/"


def test_an_address_serves_once(client: Client, address: str) -> None:
    chosen(client, address)

    assert "was used already" in Client().get(address).text


def test_an_address_ends_when_its_person_logs_in(client: Client, alice: AbstractBaseUser, address: str) -> None:
    by_password(client, "alice")

    assert "was used already" in Client().get(address).text


def test_an_address_ends_after_a_day(client: Client, address: str, settings: Any) -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 60 * 60
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "was used already" in client.get(address).text


def test_an_address_does_not_lead_past_a_second_factor(client: Client, alice: AbstractBaseUser, address: str) -> None:
    App(alice)
    chosen(client, address)

    assert second.is_added(alice)
    assert (
        client.post("/accounts/login/", {"username": "alice", "password": NEW})["Location"] == "/accounts/login/code/"
    )


def test_the_address_does_not_stay_in_the_address_bar(client: Client, address: str) -> None:
    token = address.rstrip("/").rpartition("/")[2]

    assert token not in client.get(address)["Location"]
