from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.services.accounts import second
from tests.assessments.web.accounts.factors import App, by_password
from tests.factories import a_course, a_member

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/auth/user/"


@pytest.fixture
def as_tess(client: Client, tess: AbstractBaseUser) -> Client:
    client.force_login(tess)
    return client


def done(client: Client, act: str, *people: AbstractBaseUser) -> Any:
    return client.post(PEOPLE, {"action": act, "_selected_action": [one.pk for one in people]}, follow=True)


def test_one_hand_moves_the_focus(as_tess: Client) -> None:
    page = as_tess.get(f"{PEOPLE}add/").text

    assert 'name="username"' in page
    assert "autofocus" not in page


def test_superusers_end_sessions(as_tess: Client, alice: AbstractBaseUser) -> None:
    by_password(hers := Client(), "alice")

    assert "Sessions ended: 1." in done(as_tess, "log_out", alice).text
    assert hers.get("/history/").status_code == 302


def test_superusers_take_a_second_factor_away(as_tess: Client, alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    App(alice)

    assert "Second factors taken away: 1." in done(as_tess, "reset_second_factor", alice, bob).text
    assert not second.is_added(alice)


def test_superusers_hand_out_an_address_for_a_new_password(as_tess: Client, alice: AbstractBaseUser) -> None:
    page = done(as_tess, "new_password", alice)

    assert page.context["address"] in page.text
    assert "Choose one" in Client().get(page.context["address"], follow=True).text


def test_an_address_is_for_one(as_tess: Client, alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    assert "Select one person." in done(as_tess, "new_password", alice, bob).text


@pytest.mark.parametrize("role", ["owner", "instructor", "assistant"])
@pytest.mark.parametrize("act", ["log_out", "reset_second_factor", "new_password"])
def test_who_teaches_does_none_of_it(client: Client, role: str, act: str) -> None:
    course = a_course()
    client.force_login(a_member(course, role))
    learner = a_member(course)
    by_password(theirs := Client(), learner.get_username())

    done(client, act, learner)

    assert theirs.get("/history/").status_code == 200
