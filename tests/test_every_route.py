"""Headers, policy and silence of every route that the resolver knows: pages, teachers' pages, LTI, API, operations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.factories import a_published_item, a_started_attempt
from tests.routes import addresses
from tests.test_authorisation import everything
from tests.test_staff_authorisation import OWN, PAGES, a_world, its, model_routes

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
POLICY = ("default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors")
ANSWERS: list[tuple[str, HttpResponseBase]] = []
# Which language is nobody's secret; platforms send forms of their own, which are signed.
ELSEWHERE_FROM = {"language", "lti_login", "lti_login_at", "lti_launch", "lti_deep_link", "lti_register"}
WITHOUT_A_WAY_OUT = {"/cell/run", "/lti/handover/"}  # a part of a page, and a page that leads on by itself
PUBLIC = {"/lti/jwks/", "/cell/run", "/api/v1/openapi.json"}  # the same for everyone


@pytest.fixture
def _behind_https(settings: Any) -> None:
    """As a deployment runs."""
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


@pytest.fixture
def asked(request: pytest.FixtureRequest) -> list[tuple[str, HttpResponseBase]]:
    """Once for all tests, which only look at the answers."""
    if not ANSWERS:
        ANSWERS.extend(request.getfixturevalue("answers"))
    return ANSWERS


@pytest.fixture
def answers(alice: AbstractBaseUser, tess: AbstractBaseUser, _behind_https: None) -> list[tuple[str, HttpResponseBase]]:
    """(address, answer) for every route, as a learner, as a teacher who may do all, and as nobody."""
    a_world(OWN)
    paths = [*addresses(a_started_attempt(alice, a_published_item())).values(), *staff(), *programs(), "/no/such/page"]
    found = []
    for user in (alice, tess, None):
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        found += [(path, client.get(path, secure=True)) for path in paths]
    return found


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


def test_what_is_done_is_done_by_a_form_with_a_token(alice: AbstractBaseUser, tess: AbstractBaseUser) -> None:
    a_world(OWN)
    paths = addresses(a_started_attempt(alice, a_published_item())) | {path: path for path in staff()}
    taken = set()
    for user in (alice, tess):
        careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
        careful.force_login(user)
        taken |= {name for name, path in paths.items() if careful.post(path).status_code != 403}

    assert taken == ELSEWHERE_FROM


def test_looking_changes_nothing(alice: AbstractBaseUser, tess: AbstractBaseUser) -> None:
    a_world(OWN)
    paths = [*addresses(a_started_attempt(alice, a_published_item())).values(), *staff()]
    before = everything()
    for user in (alice, tess):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        for path in paths:
            client.get(path)
            client.options(path)

    assert everything() == before


def test_every_page_has_a_way_out(asked: list[tuple[str, HttpResponseBase]]) -> None:
    pages = [(path, answer) for path, answer in asked if is_page(answer) and "_auth_user_id" in answer.client.session]

    assert {
        path for path, answer in pages if not re.search(r'action="/(accounts|admin)/logout/"', answer.text)
    } <= WITHOUT_A_WAY_OUT
    assert len(pages) > 100


def is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and not answer.streaming


@pytest.mark.parametrize("folder", ["", "assessments/", "assessments/js/", "admin/"])
def test_no_folder_lists_what_is_in_it(client: Client, folder: str) -> None:
    assert client.get(f"/static/{folder}").status_code == 404
