"""How many launches one place may make, and how much of what is turned away is written down."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from assessments.lti.launching import budget, refusal
from assessments.models import Deployment, Launch
from tests.assessments.lti.platforms import a_deployment, a_registration, launched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _full_budgets() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_one_deployment_makes_so_many_launches_a_minute_and_keeps_no_other_waiting(
    client: Client, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "LAUNCHES", 2)
    other = a_deployment(registration=a_registration(issuer=deployment.registration.issuer))

    got = [launched(client, deployment.registration).status_code for _ in range(3)]

    assert got == [303, 303, 429]
    assert launched(client, other.registration).status_code == 303


def test_of_launches_turned_away_so_many_are_written_down_and_all_of_them_told(
    client: Client, deployment: Deployment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(refusal, "WRITTEN", 2)
    caplog.set_level(logging.WARNING)

    pages = [client.post("/lti/launch/", {"id_token": "x", "state": "x"}, secure=True) for _ in range(4)]

    assert [page.status_code for page in pages] == [400] * 4
    assert Launch.objects.count() == 2
    references = [page.context["launch"].reference for page in pages]
    assert len(set(references)) == 4
    assert [reference for reference in references if reference not in caplog.text] == []
    launched(client, deployment.registration, nonce="another")
    assert Launch.objects.count() == 3
