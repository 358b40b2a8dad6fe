"""Headers, policy and silence of every route that the resolver knows: pages, teachers' pages, LTI, API, operations."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, a_published_item, a_started_attempt
from tests.routes import addresses
from tests.test_staff_authorisation import OWN, PAGES, a_world, its, model_routes

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
POLICY = ("default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors")
PUBLIC = {"/lti/jwks/", "/cell/run", "/api/v1/openapi.json"}  # the same for everyone


@pytest.fixture
def _behind_https(settings: Any) -> None:
    """As a deployment runs."""
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


@pytest.fixture
def asked(alice: AbstractBaseUser, tess: AbstractBaseUser, _behind_https: None) -> list[tuple[str, HttpResponseBase]]:
    """(address, answer) for every route, as a learner, as a teacher who may do all, and as nobody."""
    a_world(OWN)
    paths = [*addresses(a_started_attempt(alice, a_published_item())).values(), *staff(), *programs(), "/no/such/page"]
    answers = []
    for user in (alice, tess, None):
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        answers += [(path, client.get(path, secure=True)) for path in paths]
    return answers


def staff() -> Iterator[str]:
    for pattern, model, page in model_routes():
        yield reverse(f"admin:{pattern.name}", args=[its(model, OWN)] if page in PAGES else [])


def programs() -> list[str]:
    return ["/api/v1/", "/api/v1/course", "/api/v1/banks", "/api/v1/openapi.json", "/api/v1/assessments/x/results"]


def test_every_answer_carries_every_header(asked: list[tuple[str, HttpResponseBase]]) -> None:
    wrong = [(path, name) for path, answer in asked for name, value in ALWAYS.items() if answer.get(name) != value]

    assert wrong == []
    assert len(asked) > 300


def test_every_answer_carries_the_policy(asked: list[tuple[str, HttpResponseBase]]) -> None:
    wrong = [
        (path, part)
        for path, answer in asked
        for part in POLICY
        if part not in answer.get("Content-Security-Policy", "") and not is_framed(path, part)
    ]

    assert wrong == []


def is_framed(path: str, part: str) -> bool:
    """Where no platform is known yet, nothing is said of frames by name; see tests/assessments/lti."""
    return part == "frame-ancestors" and path.startswith("/lti/")


def test_nobody_elses_page_gets_at_an_answer(asked: list[tuple[str, HttpResponseBase]]) -> None:
    assert [path for path, answer in asked if "Access-Control-Allow-Origin" in answer] == []


def test_nothing_of_anyone_is_kept_by_a_cache(asked: list[tuple[str, HttpResponseBase]]) -> None:
    kept = {path.split("?")[0] for path, answer in asked if "no-store" not in answer.get("Cache-Control", "")}

    assert kept <= PUBLIC | {"/admin/jsi18n/"}


def test_every_answer_says_what_it_is_and_in_which_letters(asked: list[tuple[str, HttpResponseBase]]) -> None:
    texts = [(path, answer.get("Content-Type", "")) for path, answer in asked if answer.get("Content-Type", "")]

    assert [path for path, kind in texts if kind.startswith("text/") and "charset=utf-8" not in kind.lower()] == []
    said = [(path, answer) for path, answer in asked if not answer.streaming and answer.content]
    assert [path for path, answer in said if not answer.get("Content-Type")] == []


def test_no_route_breaks(asked: list[tuple[str, HttpResponseBase]]) -> None:
    assert [(path, answer.status_code) for path, answer in asked if answer.status_code >= 500] == []


def test_trace_is_no_method_of_ours(client: Client, alice: AbstractBaseUser) -> None:
    paths = addresses(a_started_attempt(alice, a_published_item())).values()

    assert {client.generic("TRACE", path).status_code for path in paths} <= {302, 401, 404, 405, 403}


def test_no_line_of_the_log_holds_a_secret_or_a_name(alice: AbstractBaseUser) -> None:
    """Secrets are sent in every way that they come, right and wrong, to every route."""
    secret, stream = f"canary-{uuid4().hex}", io.StringIO()
    alice.email, alice.last_name = f"{secret}@zoo.example", secret
    alice.save()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s %(args)s"))
    logging.root.addHandler(handler)
    before, logging.root.level = logging.root.level, logging.DEBUG
    try:
        paths = list(addresses(a_started_attempt(alice, a_published_item())).values())
        for client in (Client(raise_request_exception=False), Client(raise_request_exception=False)):
            client.post("/accounts/login/", {"username": "alice", "password": secret})
            client.post("/accounts/login/", {"username": secret, "password": PASSWORD})
            for path in [*paths, *programs()]:
                client.get(f"{path}?token={secret}", headers={"Authorization": f"Bearer {secret}"})
                client.post(path, dict.fromkeys(("raw", "password", "id_token", "state", "code", "draft"), secret))
            client.force_login(alice)
    finally:
        logging.root.removeHandler(handler)
        logging.root.level = before

    told = stream.getvalue()
    assert "request" in told
    assert [line[:200] for line in told.splitlines() if secret in line] == []
    assert [line[:200] for line in told.splitlines() if "alice" in line] == []
