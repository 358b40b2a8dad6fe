from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.utils.timezone import now

from assessments.models import RecoveryCode
from assessments.services.accounts import second
from tests.assessments.web.accounts.factors import App, by_code, by_password

pytestmark = pytest.mark.django_db

FACTOR = "/accounts/second-factor/"


@pytest.fixture
def as_new(client: Client, alice: AbstractBaseUser) -> Client:
    by_password(client, "alice")
    return client


@pytest.fixture
def app(alice: AbstractBaseUser) -> App:
    return App(alice)


@pytest.fixture
def as_known(client: Client, app: App) -> Client:
    by_password(client, "alice")
    by_code(client, app.shown())
    return client


def seed_of(client: Client) -> str:
    return client.get(FACTOR).context["seed"].replace(" ", "")


def code_of(seed: str) -> str:
    app = App.__new__(App)
    app.seed = seed
    return app.shown()


def test_the_seed_is_drawn_and_spelled_and_nowhere_else(as_new: Client) -> None:
    page = as_new.get(FACTOR)

    assert page.context["square"].path in page.text
    assert page.context["seed"] in page.text
    assert page.context["seed"].replace(" ", "") not in str(dict(as_new.session.items()))


def test_it_waits_for_a_code_and_stays_the_same_until_then(as_new: Client, alice: AbstractBaseUser) -> None:
    seed = seed_of(as_new)
    page = as_new.post(FACTOR, {"code": "000000"})

    assert "This is not what the app shows now." in page.text
    assert seed_of(as_new) == seed
    assert not second.is_added(alice)


def test_a_code_adds_it_and_shows_the_recovery_codes_once(as_new: Client, alice: AbstractBaseUser) -> None:
    page = as_new.post(FACTOR, {"code": code_of(seed_of(as_new))})

    assert [code for code in page.context["codes"] if code not in page.text] == []
    assert second.accept(alice, page.context["codes"][0], now())
    assert "recovery codes are left" in as_new.get(FACTOR).text
    assert page.context["codes"][1] not in as_new.get(FACTOR).text


def test_sessions_with_one_factor_end(as_new: Client) -> None:
    by_password(other := Client(), "alice")

    as_new.post(FACTOR, {"code": code_of(seed_of(as_new))})

    assert [one.get("/history/").status_code for one in (as_new, other)] == [200, 302]


def test_first_codes_cannot_be_guessed_for_long(as_new: Client) -> None:
    assert [as_new.post(FACTOR, {"code": "000000"}).status_code for _ in range(9)] == [200] * 8 + [429]


def test_recovery_codes_can_be_renewed(as_known: Client, app: App, alice: AbstractBaseUser) -> None:
    page = as_known.post(FACTOR, {"act": "renew"})

    assert set(page.context["codes"]) & set(app.codes) == set()
    assert RecoveryCode.objects.filter(user=alice).count() == 10


def test_it_can_be_taken_away(as_known: Client, alice: AbstractBaseUser) -> None:
    assert as_known.post(FACTOR, {"act": "remove"})["Location"] == "/accounts/"
    assert not second.is_added(alice)
    assert as_known.get("/history/").status_code == 200


def test_another_act_changes_nothing(as_known: Client, alice: AbstractBaseUser) -> None:
    assert as_known.post(FACTOR, {"act": "dance"}).status_code == 200
    assert second.is_added(alice)
