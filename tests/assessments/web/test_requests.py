import re
from typing import Any

import pytest
from django.test import Client
from prometheus_client import REGISTRY
from structlog.testing import capture_logs


def counted(**labels: str) -> float:
    return REGISTRY.get_sample_value("request_seconds_count", labels) or 0


def test_a_response_says_the_id_of_its_request(client: Client) -> None:
    assert re.fullmatch("[0-9a-f]{32}", client.get("/livez").headers["X-Request-ID"])


def test_the_id_of_a_proxy_is_kept(client: Client) -> None:
    assert client.get("/livez", headers={"X-Request-ID": "proxy-4711"}).headers["X-Request-ID"] == "proxy-4711"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with spaces", 'quoted"4711'])
def test_another_id_is_not_taken_over(client: Client, given: str) -> None:
    assert client.get("/livez", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


def test_a_line_tells_the_route_and_neither_address_nor_query(client: Client) -> None:
    with capture_logs() as lines:
        client.get("/lesson/no-such-lesson/?name=ada")

    (line,) = [one for one in lines if one["event"] == "request"]
    assert line.pop("ms") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "lesson/<slug:slug>/",
        "status": 404,
    }


def test_requests_are_counted_by_route(client: Client) -> None:
    labels = {"method": "GET", "route": "livez", "status": "200"}
    before = counted(**labels)

    client.get("/livez")

    assert counted(**labels) == before + 1


def test_an_invented_method_or_address_makes_no_label_of_its_own(client: Client) -> None:
    labels: dict[str, Any] = {"method": "other", "route": "none", "status": "404"}
    before = counted(**labels)

    client.generic("BREW", "/no/such/page")

    assert counted(**labels) == before + 1
