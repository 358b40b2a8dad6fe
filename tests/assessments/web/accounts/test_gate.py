from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from tests.assessments.web.accounts.factors import App, by_code, by_password
from tests.factories import a_course, a_member

pytestmark = pytest.mark.django_db

ADD = "/accounts/second-factor/"


@pytest.fixture
def staff(settings: Any) -> None:
    settings.SECOND_FACTOR = "staff"


@pytest.mark.parametrize("role", ["owner", "instructor", "assistant"])
def test_who_teaches_gets_no_further_without_one(client: Client, staff: None, role: str) -> None:
    client.force_login(a_member(a_course(), role))

    for path in ("/", "/admin/", "/admin/assessments/course/", "/history/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, f"{ADD}?next={path.replace('/', '%2F')}")


def test_learners_are_not_asked(client: Client, staff: None, alice: AbstractBaseUser) -> None:
    client.force_login(alice)

    assert client.get("/history/").status_code == 200


def test_everyone_is_asked_where_that_is_said(client: Client, settings: Any, alice: AbstractBaseUser) -> None:
    settings.SECOND_FACTOR = "everyone"
    client.force_login(alice)

    assert client.get("/history/")["Location"].startswith(ADD)


def test_nobody_is_asked_by_default(client: Client, tess: AbstractBaseUser) -> None:
    client.force_login(tess)

    assert client.get("/admin/").status_code == 200


def test_whoever_comes_without_one_adds_it_and_goes_on(client: Client, staff: None, tess: AbstractBaseUser) -> None:
    by_password(client, "tess")
    add = client.get("/admin/")["Location"]
    page = client.get(add)
    seed = page.context["seed"].replace(" ", "")

    app = App.__new__(App)
    app.seed = seed
    shown = client.post(add, {"code": app.shown(), "next": "/admin/"})

    assert (len(shown.context["codes"]), shown.context["next"]) == (10, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_proves_itself(client: Client, staff: None, tess: AbstractBaseUser) -> None:
    client.force_login(tess)
    App(tess)

    assert client.get("/admin/")["Location"] == "/accounts/prove/?next=%2Fadmin%2F"


def test_with_both_factors_one_is_in(client: Client, staff: None, tess: AbstractBaseUser) -> None:
    app = App(tess)
    by_password(client, "tess", "/admin/")
    by_code(client, app.shown())

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["/livez", "/accounts/", "/lti/jwks/", "/api/v1/openapi.json", "/accounts/password/"])
def test_some_things_stay_open(client: Client, staff: None, tess: AbstractBaseUser, path: str) -> None:
    client.force_login(tess)

    assert client.get(path).status_code == 200
