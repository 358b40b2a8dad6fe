from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings

from assessments.models import Attempt
from tests.factories import NOW, a_session

pytestmark = pytest.mark.django_db


def test_requests_and_what_waits_are_told(client: Client) -> None:
    client.get("/livez")
    a_session()
    Attempt.objects.update(deadline=NOW - timedelta(minutes=1))

    told = client.get("/metrics").content.decode()

    assert "waiting_attempts 1.0" in told.splitlines()
    assert 'request_seconds_count{method="GET",route="livez",status="200"}' in told


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_nobody_else_is_told(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/metrics", **asked).status_code == 404


@override_settings(METRICS_TOKEN="a long one")
def test_the_token_opens_and_nothing_else(client: Client) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    away = {"REMOTE_ADDR": "192.0.2.1", "HTTP_AUTHORIZATION": f"Bearer {settings.METRICS_TOKEN}"}
    assert client.get("/metrics", **away).status_code == 200
