from __future__ import annotations

import pytest
from django.test import Client

from assessments.lti.launching import budget
from assessments.models import Launch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/lti/login/", "/lti/launch/"])
def test_one_address_fills_the_list_of_launches_only_so_far(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(budget, "REQUESTS", 3)

    pages = [client.post(path) for _ in range(6)]
    elsewhere = client.post(path, REMOTE_ADDR="198.51.100.1")

    assert [page.status_code for page in (*pages, elsewhere)] == [400] * 3 + [429] * 3 + [400]
    assert 0 < int(pages[-1]["Retry-After"]) <= 60
    assert Launch.objects.count() == 4
