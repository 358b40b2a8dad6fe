from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from redis.exceptions import RedisError

from assessments.api import limits
from assessments.models import ApiReply, Course, Item
from assessments.services import budgets
from assessments.services.api import once, tokens
from tests.assessments.api.programs import Program

pytestmark = pytest.mark.django_db
NEW = {"slug": "new", "kind": "feed-forward-shape", "title": "New", "definition": {"domains": {"hidden_size": [2]}}}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/nowhere", 404), ("get", "/", 404), ("put", "/course", 405), ("get", "/banks/ours/items/no", 404)],
)
def test_every_refusal_is_a_problem(program: Program, method: str, path: str, status: int) -> None:
    response = program.ask(method, path)

    assert response.status_code == response.json()["status"] == status
    assert response["Content-Type"] == "application/problem+json"


def test_what_is_broken_is_a_problem_too(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.api.resources.people.granted.courses", lambda _: 1 / 0)

    response = program.get("/course")

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "division" not in response.text


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer cell_made-up", "Basic YTpi", "Bearer \udcff"])
def test_whoever_has_no_token_is_told_so(client: Client, db: None, sent: str) -> None:
    response = client.get("/api/v1/course", headers={"Authorization": sent})

    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_a_session_is_no_token(as_alice: Client) -> None:
    assert as_alice.get("/api/v1/course").status_code == 401


def test_a_token_ends(program: Program) -> None:
    row = program.row
    assert tokens.known(program.token, row.expires_at - timedelta(seconds=1)) == row
    assert tokens.known(program.token, row.expires_at) is None


def test_a_revoked_token_is_none(program: Program) -> None:
    tokens.revoke(program.row, program.row.user, program.row.created_at)

    assert program.get("/course").status_code == 401


def test_the_token_of_someone_barred_is_none(program: Program) -> None:
    type(program.row.user).objects.update(is_active=False)

    assert program.get("/course").status_code == 401


def test_the_token_itself_is_not_kept(program: Program) -> None:
    kept = [str(value) for value in type(program.row).objects.values().get().values()]

    assert [value for value in kept if program.token in value] == []


def test_a_scope_that_is_missing_is_named(program: Program, course: Course, item: Item) -> None:
    reader = Program(program.row.user, course, "read")

    response = reader.get("/banks/ours/items/shapes/draft")

    assert (response.status_code, response.json()["detail"]) == (403, "This takes a token with the scope “author”.")


def test_the_same_key_does_nothing_again(program: Program, item: Item) -> None:
    first, second = (program.post("/banks/ours/items", NEW, Idempotency_Key="k") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert Item.objects.filter(slug="new").count() == 1


def test_without_a_key_the_same_slug_is_a_conflict(program: Program, item: Item) -> None:
    assert [program.post("/banks/ours/items", NEW).status_code for _ in range(2)] == [201, 409]


def test_a_key_is_for_one_request(program: Program, item: Item) -> None:
    program.post("/banks/ours/items", NEW, Idempotency_Key="k")

    assert program.post("/banks/ours/items", NEW | {"slug": "other"}, Idempotency_Key="k").status_code == 422
    assert Item.objects.filter(slug="other").exists() is False


def test_a_key_whose_request_goes_on_has_to_wait(program: Program, item: Item) -> None:
    program.post("/banks/ours/items", NEW, Idempotency_Key="k")
    ApiReply.objects.update(status=None)

    assert program.post("/banks/ours/items", NEW, Idempotency_Key="k").status_code == 409


def test_a_key_whose_worker_died_is_taken_over(program: Program, item: Item) -> None:
    reply = once.begin(program.row, "k", "a request", program.row.created_at)

    assert once.begin(program.row, "k", "a request", reply.at + once.WORKED_ON) == reply


def test_a_key_is_forgotten_after_a_day(program: Program) -> None:
    first = once.begin(program.row, "k", "a request", program.row.created_at)
    once.finish(first, 200, {}, "")

    assert once.begin(program.row, "k", "another", first.at + once.KEPT + timedelta(seconds=1)).status is None


def test_what_failed_by_our_fault_may_be_tried_again(
    program: Program, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("assessments.api.resources.items.drafting.create", lambda *_: 1 / 0)
        assert program.post("/banks/ours/items", NEW, Idempotency_Key="k").status_code == 500

    assert program.post("/banks/ours/items", NEW, Idempotency_Key="k").status_code == 201


def test_a_request_too_large_is_refused(program: Program, item: Item) -> None:
    assert program.post("/banks/ours/items", NEW | {"title": "x" * 300_000}).status_code == 413


def test_a_token_has_so_many_requests_a_minute(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REQUESTS", 2)
    monkeypatch.setattr(budgets.time, "time", lambda: 1_000_000_015)

    told = [program.get("/course") for _ in range(3)]

    assert [one.status_code for one in told] == [200, 200, 429]
    assert [one["RateLimit"] for one in told] == ['"minute";r=1;t=5', '"minute";r=0;t=5', '"minute";r=0;t=5']
    assert told[2]["Retry-After"] == "5"


def test_tokens_that_are_none_are_soon_not_looked_at(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STRANGERS", 2)
    monkeypatch.setattr(budgets.time, "time", lambda: 1_000_000_015)

    def asked(**headers: str) -> int:
        return client.get("/api/v1/course", headers=headers).status_code

    assert [asked(Authorization=f"Bearer cell_{number}") for number in range(3)] == [401, 401, 429]
    assert asked() == 401  # without any


def test_a_token_over_plain_http_is_refused_and_not_sent_on(program: Program, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert program.get("/course").status_code == 403
    assert program.client.get("/api/v1/openapi.json", secure=True).status_code == 200


def test_a_cache_that_is_away_stops_nobody(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise RedisError

    monkeypatch.setattr(budgets.cache, "add", away)

    assert program.get("/course").status_code == 200
