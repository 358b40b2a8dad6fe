from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from assessments.lti.launching.checks import CHECKS
from assessments.models import Deployment, Launch, LtiUser
from tests.assessments.lti.launching.forging import an_arrival, turned_away
from tests.assessments.lti.platforms import begun, claims, minted, posted

REPLAYS = int(os.environ.get("REPLAYS", "64"))
MOST = 50_000


def test_no_forged_message_is_let_in(pytestconfig: pytest.Config, record_property: Callable[[str, int], None]) -> None:
    """As `python -m tests.assessments.lti.launching.forging 50000`."""
    count = min(pytestconfig.getoption("mutations"), MOST)
    record_property("forged messages", count)
    arrival = an_arrival()
    assert all(check.holds(arrival) for check in CHECKS)

    found = turned_away(arrival, count)

    assert found[""] == 0
    assert {"parts", "signature", "key-known", "algorithm"} <= found.keys()


@pytest.mark.django_db(transaction=True)
def test_of_many_replays_at_once_one_is_let_in(client: Client, deployment: Deployment) -> None:
    """All of them hold the same cookie, message and state; 1,000 were tried as well."""
    asked = begun(client, deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"]))
    together = threading.Barrier(8)

    def replay(_: int) -> list[int]:
        browser = Client()
        browser.cookies.update(client.cookies)
        together.wait()
        try:
            found = []
            for _ in range(REPLAYS // 8):
                browser.cookies.update(client.cookies)
                found.append(posted(browser, token, asked["state"]).status_code)
            return found
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        statuses = [status for found in pool.map(replay, range(8)) for status in found]

    assert sorted(statuses) == [303] + [400] * (REPLAYS - 1)
    assert Launch.objects.filter(refusal="").count() == LtiUser.objects.count() == 1
