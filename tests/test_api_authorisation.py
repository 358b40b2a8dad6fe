"""Whose token gets where, for every operation of the API; one that nobody has classified fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from assessments.api.urls import service
from assessments.models import (
    ApiReply,
    Attempt,
    Course,
    Endpoint,
    Event,
    Item,
    Membership,
    Notice,
    Proving,
    Response,
    Revision,
)
from assessments.services.api import variants
from tests.assessments.api.programs import Program
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_member,
    a_published_item,
    a_started_attempt,
    answered,
    place,
    transposed,
)
from tests.routes import api_routes

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What each scope opens. Lists name nothing of a course in their address.
LISTS = {"get_course", "list_banks", "list_assessments", "list_attempts", "list_roster"}
RESULTS = {"get_assessment", "list_results", "get_statistics", "get_attempt"}
READ = LISTS | RESULTS | {"get_bank", "get_item", "list_items", "list_revisions"}
AUTHOR = {"export_bank", "create_item", "get_draft", "edit_draft", "get_revision", "verify_item", "publish_item"}
AUTHOR |= {"list_left_out", "get_proving"}
GRADE = {"draw_variant", "judge_response"}
HOOK_LISTS = {"list_webhooks"}
HOOKS = HOOK_LISTS | {"make_webhook", "get_webhook", "remove_webhook", "rotate_webhook_secret", "enable_webhook"}
HOOKS |= {"list_notices", "resend_notices"}
OUTSIDE = {"openapi-json", "nothing", "api-root"}
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
NEW = {"slug": "made", "kind": "feed-forward-shape", "title": "Made", "definition": {"domains": {"hidden_size": [2]}}}
BODIES = {"create_item": NEW, "edit_draft": {"title": "Changed"}, "judge_response": {"response": "(2, 3)"}}
BODIES["make_webhook"] = {"title": "Ours", "url": "https://dashboard.example/", "events": ["score.changed"]}


@pytest.fixture(autouse=True)
def _full_budgets() -> None:
    cache.clear()


def a_world(name: str) -> Course:
    course = a_course(slug=f"{name}-course", title=f"{name} course", open_to_all=False)
    item = a_published_item(bank=a_bank(slug=f"{name}-bank", title=f"{name} bank", course=course))
    Item.objects.filter(pk=item.pk).update(slug=f"{name}-item", title=f"{name} item")
    learner = a_member(course, username=f"{name}-learner")
    attempt = a_started_attempt(learner, item, course=course, slug=f"{name}-quiz", title=f"{name} quiz")
    answered(place(attempt), transposed(place(attempt)))
    Proving.objects.create(item=item, digest="", asked_at=NOW)
    hook = Endpoint.objects.create(
        course=course, title=f"{name} hook", url="https://x.example/", events=[], created_at=NOW
    )
    Notice.objects.create(event=uuid4(), endpoint=hook, type=f"{name}.told", at=NOW, due_at=NOW, data={})
    return course


@pytest.fixture
def course() -> Course:
    return a_world("zebra")


def operations() -> Iterator[tuple[str, str, str]]:
    """Each one's name, its method, and its address with the things of the zebra."""
    things = {
        "bank": "zebra-bank",
        "item": "zebra-item",
        "number": "1",
        "assessment": "zebra-quiz",
        "attempt": str(Attempt.objects.get(assessment__slug="zebra-quiz").pk),
        "variant": variants.draw(Revision.objects.get(item__slug="zebra-item"), "seed").id,
        "webhook": str(Endpoint.objects.get(title="zebra hook").pk),
    }
    paths = service.get_openapi_schema()["paths"].items()
    every = [(method, path, operation) for path, methods in paths for method, operation in methods.items()]
    for method, path, operation in sorted(every, key=lambda one: one[0] == "delete"):  # what is removed, last
        yield operation["operationId"], method, path.removeprefix("/api/v1").format_map(things)


def asked(program: Program, name: str, method: str, path: str) -> HttpResponse:
    query = "?format=json" if name in {"export_bank", "list_left_out"} else ""
    body = BODIES.get(name, {}) if method in {"post", "put", "patch"} else None
    return program.ask(method, f"{path}{query}", body, If_Match="*")


def opened(program: Program) -> set[str]:
    return {
        name for name, method, path in operations() if asked(program, name, method, path).status_code in {200, 201, 204}
    }


def everything() -> list[object]:
    rows = (Attempt, Response, Item, Revision, Membership, ApiReply, Event, Endpoint, Notice)
    return [list(model.objects.order_by("pk").values()) for model in rows]


def test_every_operation_is_classified_and_described(course: Course) -> None:
    described = {name for name, _, _ in operations()}

    assert described == READ | AUTHOR | GRADE | HOOKS
    assert {route.name for route in api_routes()} == described | OUTSIDE


def test_without_a_token_nothing_opens(course: Course, client: Client) -> None:
    before = everything()

    got = {getattr(client, method)(f"/api/v1{path}").status_code for _, _, path in operations() for method in METHODS}

    assert got == {401, 405}
    assert everything() == before


ELSEWHERE = {"an owner of another course", "a superuser, for another course"}


def outsiders(course: Course) -> dict[str, Program]:
    elsewhere = a_world("aardvark")
    left = a_member(course, "owner")
    gone = Program(left, course)
    Membership.objects.filter(user=left).update(active=False)
    return {
        "an owner of another course": Program(a_member(elsewhere, "owner"), elsewhere),
        "a superuser, for another course": Program(a_learner(is_staff=True, is_superuser=True), elsewhere),
        "whoever has left": gone,
        "a learner": Program(Membership.objects.get(user__username="zebra-learner").user, course),
        "an outsider with a token for this course": Program(a_member(elsewhere, "owner"), course),
    }


def test_what_is_anothers_does_not_exist(course: Course) -> None:
    programs = outsiders(course)
    before = everything()

    for who, program in programs.items():
        for name, method, path in operations():
            if name == "make_webhook" and who in ELSEWHERE:  # there, it is theirs
                continue
            response = asked(program, name, method, path)
            assert "zebra" not in response.text, (who, name)
            assert (name in LISTS | HOOK_LISTS and who in ELSEWHERE) or empty(response), (who, name, response.text)

    assert everything() == before


def empty(response: HttpResponse) -> bool:
    return response.status_code == 404 or response.json() == {"data": [], "next": None}


def test_other_methods_do_nothing(course: Course) -> None:
    program = Program(a_member(course, "owner"), course)
    before = everything()
    known = {(method, path) for _, method, path in operations()}  # ids of variants are never the same twice

    others = {(method, path) for _, path in known for method in METHODS} - known
    got = {program.ask(method, path, If_Match="*").status_code for method, path in others}

    assert got == {405}
    assert everything() == before


@pytest.mark.parametrize(("scope", "names"), [("read", READ), ("author", AUTHOR), ("grade", GRADE), ("hooks", HOOKS)])
def test_a_scope_opens_its_own_operations_alone(course: Course, scope: str, names: set[str]) -> None:
    assert opened(Program(a_member(course, "owner"), course, scope)) == names


def test_an_assistant_has_results_and_no_banks(course: Course) -> None:
    program = Program(a_member(course, "assistant"), course)

    assert opened(program) == LISTS | RESULTS | HOOK_LISTS
    assert program.get("/banks").json()["data"] == []


def test_no_scope_but_the_authors_reads_what_tells_a_key(course: Course) -> None:
    """The definition, and what is stored of a judged answer."""
    program = Program(a_member(course, "owner"), course, "read", "grade")
    item = a_published_item(
        "authored-value",
        a_bank(slug="secret", course=course),
        stem="How many?",
        given={"form": "integer", "value": "731946285013", "solution": "By counting."},
    )
    attempt = a_started_attempt(a_learner(), item, course=course)
    answered(place(attempt), "77")
    told = [asked(program, *operation).text for operation in operations()]
    told += [program.get(f"/attempts/{attempt.pk}").text, program.get(f"/banks/secret/items/{item.slug}").text]
    told += [
        program.get(f"/banks/secret/items/{item.slug}/{what}").text for what in ("draft", "revisions", "revisions/1")
    ]
    drawn = program.post(f"/banks/secret/items/{item.slug}/variants")
    told += [drawn.text, program.post(f"/variants/{drawn.json()['id']}/responses", {"response": "77"}).text]

    assert drawn.status_code == 201
    assert [one for one in told if "731946285013" in one or "counting" in one or item.current.digest in one] == []
    assert json.loads(told[-1])["score"] == 0
