"""What is secret, or names somebody, is in no log and on no page of an error, whatever is sent and whatever breaks."""

from __future__ import annotations

import io
import logging
import logging.config
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as now_set
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache, caches
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from assessments import logs
from tests.factories import PASSWORD, a_published_item, a_started_attempt
from tests.routes import addresses, all_of
from tests.test_every_route import programs
from tests.test_staff_authorisation import OWN, PAGES, a_world, its, model_routes

pytestmark = pytest.mark.django_db

SECRET = f"canary-{uuid4().hex}"
FIELDS = ("raw", "password", "old_password", "new_password1", "id_token", "state", "code", "draft", "old", "title")
UNBROKEN = {  # asks the database nothing before it answers
    *("/admin/jsi18n/", "/admin/autocomplete/", "/admin/password_change/", "/admin/password_change/done/"),
}


@pytest.fixture
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the service says to stderr."""
    stream, before = io.StringIO(), logging.root.handlers[:]
    monkeypatch.setattr(sys, "stderr", stream)
    logging.config.dictConfig(logs.lines("DEBUG", request.param))
    yield stream
    logging.config.dictConfig(now_set.LOGGING)
    logging.root.handlers[:] = before


@pytest.fixture
def paths(alice: AbstractBaseUser, tess: AbstractBaseUser) -> list[str]:
    """Every page there is, of learners, of staff and of programs; alice and tess have names that would be seen."""
    for user in (alice, tess):
        user.email, user.last_name = f"{SECRET}@zoo.example", SECRET
        user.save()
    a_world(OWN)
    staff = [
        reverse(f"admin:{pattern.name}", args=[its(model, OWN)] if page in PAGES else [])
        for pattern, model, page in model_routes()
    ]
    learners = addresses(a_started_attempt(alice, a_published_item())).values()
    return [*learners, *staff, "/admin/", "/admin/login/", *programs()]


def breaking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as it is, while the database says no, with the values that it was asked for, as databases do."""

    def no(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise DatabaseError("the database is away")

    @wraps(view)
    def broken(*args: Any, **kwargs: Any) -> HttpResponse:
        with connection.execute_wrapper(no):
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return broken


def sent(client: Client, path: str) -> list[HttpResponse]:
    """Secrets in every way that they come."""
    bearer = {"Authorization": f"Bearer {SECRET}"}
    form = dict.fromkeys(FIELDS, SECRET)
    return [client.get(f"{path}?token={SECRET}&invitation={SECRET}", headers=bearer), client.post(path, form)]


def lines_with(told: io.StringIO, *secrets: str) -> list[str]:
    return [line[:300] for line in told.getvalue().splitlines() if any(secret in line for secret in secrets)]


@pytest.mark.once
@pytest.mark.parametrize("told", ["plain"], indirect=True)
def test_no_line_of_the_log_holds_a_secret_or_a_name(paths: list[str], told: io.StringIO) -> None:
    """Right and wrong, to every route; nor does the service's own cache."""
    cache.clear()
    for name in ("alice", "tess"):
        client = Client(raise_request_exception=False)
        client.post("/accounts/login/", {"username": name, "password": SECRET})
        client.post("/accounts/login/", {"username": SECRET, "password": PASSWORD})
        for path in paths:
            sent(client, path)
        client.post("/accounts/login/", {"username": name, "password": PASSWORD})
        kept = client.session.session_key
        for path in paths:
            if "logout" not in path:
                sent(client, path)
        assert lines_with(told, kept) == []

    assert "request" in told.getvalue()
    assert lines_with(told, SECRET, "alice", PASSWORD, now_set.SECRET_KEY) == []
    cached = caches["default"]._cache
    assert [name for name in cached if "statistics" in name] != []
    names = [word.encode() for word in (SECRET, "alice", f"{OWN}-learner")]
    assert [name for name, kept in cached.items() if any(word in kept for word in names)] == []


@pytest.mark.once
@pytest.mark.parametrize("told", ["json"], indirect=True)
def test_what_breaks_tells_no_secret(
    paths: list[str], told: io.StringIO, tess: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(tess)
    for pattern in all_of(get_resolver().url_patterns):
        monkeypatch.setattr(pattern, "callback", breaking(pattern.callback))

    answers = {path: sent(client, path) for path in paths}

    broken = {path for path, both in answers.items() if any(one.status_code >= 500 for one in both)}
    staff = {path for path in paths if path.startswith("/admin/")}
    assert staff - broken <= UNBROKEN
    assert len(broken) > 100
    assert [path for path in broken if any(SECRET in one.text for one in answers[path] if one.status_code >= 500)] == []
    assert "the database is away" in told.getvalue()
    assert lines_with(told, SECRET, "alice", client.session.session_key, now_set.SECRET_KEY) == []
