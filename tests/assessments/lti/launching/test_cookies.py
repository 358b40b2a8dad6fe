from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

import pytest
from django.core.cache import cache
from django.http import parse_cookie
from django.test import Client
from django.urls import reverse

from assessments.lti.launching.cookies import name_of
from assessments.models import Deployment
from tests.assessments.interchange.mutants import MUTATIONS
from tests.assessments.lti.platforms import begun, claims, minted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SHARE = 4  # of the damaged inputs, one in so many is such a cookie
AT_ONE_LOGIN = 1000  # cookies; a login is forgotten after ten minutes
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")  # no server hands them on in a header


def test_with_a_damaged_cookie_nobody_is_let_in(
    deployment: Deployment, pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> None:
    count = -(-pytestconfig.getoption("mutations") // SHARE)
    record_property("damaged cookies", count)
    found = Counter[int]()

    for first in range(0, count, AT_ONE_LOGIN):
        launch = launching(deployment)
        for number in range(first, min(first + AT_ONE_LOGIN, count)):
            chance = Random(number)  # noqa: S311 -- which of them
            data = chance.choice(MUTATIONS)(f"other=1; {launch.cookie}".encode(), chance)
            cookie = CONTROLS.sub("", data.decode("latin-1"))
            if parse_cookie(cookie).get(launch.name) != launch.state:
                found[launch.status(cookie)] += 1
        assert launch.status(launch.cookie) == 303  # the whole one is let in

    assert set(found) == {200}  # asked for the state in another way


@dataclass(frozen=True)
class Launching:
    """A login that waits for its launch."""

    name: str  # of the cookie
    state: str
    form: Mapping[str, str]

    @property
    def cookie(self) -> str:
        return f"{self.name}={self.state}"

    def status(self, cookie: str) -> int:
        cache.clear()  # nobody asks too often
        return Client().post(reverse("lti_launch"), self.form, secure=True, HTTP_COOKIE=cookie).status_code


def launching(deployment: Deployment) -> Launching:
    asked = begun(Client(), deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"]))
    return Launching(name_of(asked["state"]), asked["state"], {"id_token": token, "state": asked["state"]})
