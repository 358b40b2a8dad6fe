from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.services.accounts import helping
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db

LOGIN, SIGNUP, LOGOUT = "/accounts/login/", "/accounts/signup/", "/accounts/logout/"
NEW = {"username": "nora", "password1": "gates-and-cells-7", "password2": "gates-and-cells-7"}
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "http:evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "http://testserver.evil.example/",
    " //evil.example",
    "\t//evil.example",
]


def signed_up(client: Client, **fields: Any) -> HttpResponse:
    return client.post(SIGNUP, NEW | fields)


def faults(response: HttpResponse) -> dict[str, list[str]]:
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


# Signing up


def test_signing_up_logs_in_and_leads_home(client: Client) -> None:
    response = signed_up(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").context["user"] == get_user_model().objects.get(username="nora")


def test_whoever_signs_up_is_a_learner_whatever_the_form_says(client: Client) -> None:
    signed_up(client, is_staff="on", is_superuser="on", is_active="", id="1", password="chosen-otherwise-1")

    user = get_user_model().objects.get(username="nora")
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.check_password("gates-and-cells-7")


@pytest.mark.parametrize(
    ("fields", "field", "fault"),
    [
        ({"username": ""}, "username", "This field is required."),
        ({"username": "nora!"}, "username", "Enter a valid username."),
        ({"username": "n" * 151}, "username", "at most 150 characters"),
        ({"username": "alice"}, "username", "Somebody has this name already."),
        ({"username": "ALICE"}, "username", "Somebody has this name already."),
        ({"username": "nora\x00"}, "username", "Null characters are not allowed."),
        ({"password2": "something-else-7"}, "password2", "match"),
        ({"password1": "short-7", "password2": "short-7"}, "password2", "too short"),
        ({"password1": "password123", "password2": "password123"}, "password2", "too common"),
        ({"password1": "nora-nora-1", "username": "nora-nora", "password2": "nora-nora-1"}, "password2", "too similar"),
        ({"password1": "", "password2": ""}, "password1", "This field is required."),
    ],
)
def test_what_is_wrong_with_a_sign_up_stands_by_its_field(
    client: Client, alice: AbstractBaseUser, fields: dict[str, str], field: str, fault: str
) -> None:
    response = signed_up(client, **fields)

    assert response.status_code == 200
    assert fault in " ".join(faults(response)[field])
    assert get_user_model().objects.count() == 1


def test_a_field_and_its_fault_belong_together_for_every_reader(client: Client) -> None:
    page = signed_up(client, username="").text

    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_username_helptext id_username_error"' in page
    assert 'id="id_username_error"' in page


def test_no_password_comes_back_in_the_page(client: Client) -> None:
    assert "gates-and-cells-7" not in signed_up(client, username="").text


# Logging in and out


def test_logging_in_leads_to_the_page_that_was_asked_for(client: Client, alice: AbstractBaseUser) -> None:
    asked = client.get("/history/")["Location"]

    response = client.post(asked, {"username": "alice", "password": PASSWORD, "next": "/history/"})

    assert (asked, response["Location"]) == ("/accounts/login/?next=/history/", "/history/")


@pytest.mark.parametrize("credentials", [("alice", "wrong"), ("nobody", PASSWORD), ("alice", ""), ("alice\x00", "x")])
def test_a_wrong_name_or_password_lets_nobody_in(
    client: Client, alice: AbstractBaseUser, credentials: tuple[str, str]
) -> None:
    username, password = credentials

    response = client.post(LOGIN, {"username": username, "password": password})

    assert response.status_code == 200
    assert not response.context["user"].is_authenticated


def test_a_failed_login_does_not_tell_who_exists(client: Client, alice: AbstractBaseUser) -> None:
    told = [
        faults(client.post(LOGIN, {"username": name, "password": "wrong"})) for name in ("alice", "nobody", "ALICE")
    ]

    assert told == [told[0]] * 3
    assert list(told[0]) == ["__all__"]


def test_who_was_barred_does_not_get_in(client: Client, alice: AbstractBaseUser) -> None:
    get_user_model().objects.update(is_active=False)

    response = client.post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert not response.context["user"].is_authenticated


def test_logging_in_begins_a_new_session(client: Client, alice: AbstractBaseUser) -> None:
    client.get(LOGIN)
    before = client.session.session_key

    client.post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert client.session.session_key != before


def test_logging_out_ends_the_session(as_alice: Client) -> None:
    response = as_alice.post(LOGOUT)

    assert (response["Location"], response["Clear-Site-Data"]) == ("/", '"cache", "storage"')
    assert as_alice.get("/history/").status_code == 302


def test_a_link_alone_logs_nobody_out(as_alice: Client) -> None:
    assert as_alice.get(LOGOUT).status_code == 405
    assert as_alice.get("/history/").status_code == 200


# Where to next


@pytest.mark.parametrize("path", [LOGIN, SIGNUP])
@pytest.mark.parametrize("ours", ["/history/", "/lesson/lstm-architecture/?input_size=3", "http://testserver/history/"])
@pytest.mark.parametrize("place", ["address", "form"])
def test_a_page_of_ours_is_where_one_goes_on(
    client: Client, alice: AbstractBaseUser, path: str, ours: str, place: str
) -> None:
    who = {"username": "alice", "password": PASSWORD} if path == LOGIN else NEW
    in_address, in_form = (f"?next={quote(ours)}", {}) if place == "address" else ("", {"next": ours})

    assert client.post(path + in_address, who | in_form)["Location"] == ours


@pytest.mark.parametrize("path", [LOGIN, SIGNUP])
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("place", ["address", "form"])
def test_nobody_is_led_off_the_site(
    client: Client, alice: AbstractBaseUser, path: str, elsewhere: str, place: str
) -> None:
    who = {"username": "alice", "password": PASSWORD} if path == LOGIN else NEW
    address, form = (
        (f"{path}?next={quote(elsewhere)}", who) if place == "address" else (path, who | {"next": elsewhere})
    )

    assert client.post(address, form)["Location"] == "/"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_who_is_logged_in_is_led_off_the_site(as_alice: Client, elsewhere: str) -> None:
    there = [as_alice.get(path, {"next": elsewhere})["Location"] for path in (LOGIN, SIGNUP)]

    assert there == ["/", "/"]


def test_logging_out_leads_nowhere_else(as_alice: Client) -> None:
    assert as_alice.post(LOGOUT, {"next": "https://evil.example/"})["Location"] == "/"


@pytest.mark.parametrize("path", [LOGIN, SIGNUP])
def test_the_way_on_is_kept_between_logging_in_and_signing_up(client: Client, path: str) -> None:
    other = reverse("signup" if path == LOGIN else "login")

    page = client.get(path, {"next": "/history/?a=1&b=2"}).text

    assert f'href="{other}?next=/history/%3Fa%3D1%26b%3D2"' in page


@pytest.mark.parametrize("path", [LOGIN, SIGNUP])
def test_the_way_on_survives_a_fault(client: Client, path: str) -> None:
    response = client.post(f"{path}?next=/history/", {"username": "", "next": "/history/"})

    assert 'name="next" value="/history/"' in response.text


# What is asked


@pytest.mark.parametrize("other", [PASSWORD.upper(), PASSWORD[:-1], f"{PASSWORD} ", f" {PASSWORD}", PASSWORD + "\0"])
def test_a_password_is_taken_as_it_is(client: Client, alice: AbstractBaseUser, other: str) -> None:
    client.post(LOGIN, {"username": "alice", "password": other})
    assert client.get("/history/").status_code == 302

    client.post(LOGIN, {"username": "alice", "password": PASSWORD})
    assert client.get("/history/").status_code == 200


def test_nobody_is_asked_for_a_hint_or_for_their_first_pet(client: Client, alice: AbstractBaseUser) -> None:
    pages = {LOGIN: {"username", "password"}, SIGNUP: {"username", "password1", "password2"}}
    pages["/admin/login/"] = pages[LOGIN]
    pages[helping.password_address(alice, None, NOW)] = {"new_password1", "new_password2"}

    for path, fields in pages.items():
        form = client.get(path, follow=True).context["form"]
        assert set(form.fields) == fields

    kept = {field.name for field in get_user_model()._meta.concrete_fields}
    assert [name for name in kept if re.search("hint|question|secret", name)] == []


def test_there_is_no_account_until_someone_makes_one() -> None:
    assert get_user_model().objects.count() == 0
