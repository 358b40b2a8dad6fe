"""People with an app that shows codes, and their browsers."""

from __future__ import annotations

import time
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from assessments.services.accounts import second
from tests.factories import PASSWORD

TO_TYPE = 1.5  # seconds
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"


class App:
    """On a phone whose clock runs ahead by half a minute for each code: no test waits for the next."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user, self.seed = user, second.new_seed()
        self.codes = second.add(user, self.seed, self.shown(-10), now() - 10 * timedelta(seconds=30)) or []

    def shown(self, steps: int = 0) -> str:
        """For long enough to be typed in."""
        if (left := 30 - time.time() % 30) < TO_TYPE:
            time.sleep(left)
        then = now() + steps * timedelta(seconds=30)
        return second.counter(self.seed).generate(int(then.timestamp())).decode()


def by_password(client: Client, name: str, following: str = "") -> HttpResponse:
    return client.post(LOGIN, {"username": name, "password": PASSWORD, "next": following})


def by_code(client: Client, code: str) -> HttpResponse:
    return client.post(CODE, {"code": code})
