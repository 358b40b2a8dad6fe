from __future__ import annotations

import json
from io import StringIO

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.services.accounts import second
from tests.assessments.web.accounts.factors import App, by_password

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("account", *arguments, stdout=out)
    return out.getvalue()


def test_an_address_for_a_new_password(client: Client, alice: AbstractBaseUser) -> None:
    address = said("alice", "--new-password").split(": ")[1].strip()

    assert "Choose one; then log in with it." in client.get(address, follow=True).text


def test_a_second_factor_is_reset(client: Client, alice: AbstractBaseUser) -> None:
    App(alice)

    assert "is gone" in said("alice", "--reset-second-factor")
    assert not second.is_added(alice)
    assert by_password(client, "alice")["Location"] == "/"

    with pytest.raises(CommandError, match="alice has no second factor"):
        said("alice", "--reset-second-factor")


def test_sessions_are_ended(client: Client, alice: AbstractBaseUser) -> None:
    by_password(client, "alice")

    assert said("alice", "--log-out") == "sessions ended: 1\n"
    assert client.get("/history/").status_code == 302


def test_what_is_kept_is_printed_and_goes(alice: AbstractBaseUser) -> None:
    assert json.loads(said("alice", "--export"))["account"]["username"] == "alice"
    assert said("alice", "--erase").startswith("erased; what they answered is now of erased-")

    alice.refresh_from_db()
    assert not alice.is_active


def test_nobody_is_nobody(db: None) -> None:
    with pytest.raises(CommandError, match="nobody is called mallory"):
        said("mallory", "--log-out")
