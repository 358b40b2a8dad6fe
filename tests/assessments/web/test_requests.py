import re
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from assessments.models import ApiToken
from tests.assessments.api.programs import Program
from tests.factories import a_course, a_member, a_started_attempt


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


def asked(client: Client, path: str, **more: Any) -> dict[str, Any]:
    with capture_logs() as lines:
        client.get(path, **more)
    (line,) = [one for one in lines if one["event"] == "request"]
    return {name: line[name] for name in ("status", "user", "token") if name in line}


def test_whoever_is_refused_something_stands_in_the_line_by_number(
    as_alice: Client, alice: AbstractBaseUser, bob: AbstractBaseUser
) -> None:
    hers, his = (f"/attempts/{a_started_attempt(user).pk}/" for user in (alice, bob))

    assert asked(as_alice, his) == {"status": 404, "user": alice.pk}
    assert asked(as_alice, hers) == {"status": 302}
    assert asked(Client(), "/no/such/page") == {"status": 404}


@pytest.mark.django_db
def test_a_token_that_is_refused_something_stands_there_too() -> None:
    course = a_course()
    program = Program(a_member(course, "owner"), course, "read")

    with capture_logs() as lines:
        assert program.post("/banks/ours/items", {}).status_code == 403

    assert [line["token"] for line in lines if line["event"] == "request"] == [ApiToken.objects.get().pk]


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
