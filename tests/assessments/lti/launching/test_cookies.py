from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
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
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")  # no server hands them on in a header


def test_with_a_damaged_cookie_nobody_is_let_in(
    deployment: Deployment, pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> None:
    asked = begun(Client(), deployment.registration)
    form = {"id_token": minted(claims(deployment.registration, asked["nonce"])), "state": asked["state"]}
    name, count = name_of(asked["state"]), -(-pytestconfig.getoption("mutations") // SHARE)
    record_property("damaged cookies", count)
    found = Counter[int]()

    def launch(cookie: str) -> int:
        cache.clear()  # nobody asks too often
        return Client().post(reverse("lti_launch"), form, secure=True, HTTP_COOKIE=cookie).status_code

    for number in range(count):
        chance = Random(number)  # noqa: S311 -- which of them
        data = chance.choice(MUTATIONS)(f"other=1; {name}={asked['state']}".encode(), chance)
        cookie = CONTROLS.sub("", data.decode("latin-1"))
        if parse_cookie(cookie).get(name) != asked["state"]:
            found[launch(cookie)] += 1

    assert set(found) == {200}  # asked for the state in another way
    assert launch(f"{name}={asked['state']}") == 303
