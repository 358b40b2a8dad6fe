"""The permission matrix: every staff route that the resolver knows × every role × a course of theirs and another.

A model or a page that nobody has classified here fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, reverse
from django_tasks_db.models import DBTaskResult

from assessments.models import (
    Accommodation,
    ApiToken,
    Assessment,
    Attempt,
    Bank,
    Course,
    Deployment,
    Endpoint,
    Event,
    Group,
    Invitation,
    Item,
    ItemSession,
    Launch,
    Membership,
    Notice,
    Passback,
    ProblemReport,
    Registration,
    Regrade,
    Response,
    Revision,
    ToolKey,
    Worker,
)
from assessments.services.api import tokens
from assessments.services.api.tokens import Wanted
from assessments.services.audit import record
from assessments.services.courses.membership import remove
from assessments.services.hooks import endpoints
from assessments.services.reports import report
from tests.assessments.lti.platforms import a_deployment, a_link, a_person_at, a_registration
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
from tests.routes import staff_routes

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Rights(NamedTuple):
    """Who may: o, an owner; i, an instructor; a, an assistant."""

    see: str
    add: str
    change: str
    delete: str


NONE = Rights("", "", "", "")
RIGHTS: dict[type[Model], Rights] = {
    Course: Rights("oia", "oi", "o", "o"),
    Membership: Rights("oia", "o", "o", "o"),
    Assessment: Rights("oia", "oi", "oi", "oi"),
    Accommodation: Rights("oia", "oia", "oia", "oia"),
    Group: Rights("oia", "oia", "oia", "oia"),
    Bank: Rights("oi", "oi", "oi", "oi"),
    Item: Rights("oi", "oi", "oi", "oi"),
    Revision: Rights("oi", "", "", ""),
    Event: Rights("oi", "", "", ""),
    Attempt: Rights("oia", "", "oi", ""),  # its points, by hand
    ItemSession: Rights("oia", "", "", ""),
    Response: Rights("oia", "", "", ""),
    ApiToken: Rights("oi", "oi", "", ""),
    Endpoint: Rights("oi", "oi", "", "oi"),
    Notice: Rights("oi", "", "", ""),
    ProblemReport: Rights("oia", "", "oia", ""),
    Regrade: Rights("oia", "oi", "oi", ""),
    get_user_model(): Rights("oia", "", "", ""),
    # Of those who run the service
    Registration: NONE,
    Deployment: NONE,
    Invitation: NONE,
    ToolKey: NONE,
    Launch: NONE,
    Passback: NONE,
    DBTaskResult: NONE,
    Worker: NONE,
}
# A page of a model → the right that it takes. Those before the line are about no object.
LISTS = {"changelist": "see", "add": "add"}
PAGES = {"change": "see", "history": "see", "delete": "delete", "preview": "see", "publish": "change"}
PAGES |= dict.fromkeys(("statistics", "question", "figures", "calibration"), "see")
PAGES |= {"try": "see", "copy": "change", "import": "change", "export": "see"}
# Pages that take forms alone.
LISTS |= {"sheet": "add", "quick": "add"}
LISTS |= {"live_new": "add", "undo": "change"}
PAGES |= dict.fromkeys(("live", "clone", "shelf", "keep"), "change")
FORMS = {"live_new", "undo", "live", "clone", "shelf", "keep"}
PAGES |= dict.fromkeys(("gradebook", "scores", "board"), "see")
SITE = {"index", "password_change", "password_change_done", "jsi18n"}
ELSEWHERE = {"login", "logout", "app_list", "autocomplete", "view_on_site", "auth_user_password_change", None}

TEACHERS = {"owner": "o", "instructor": "i", "assistant": "a"}
OWN, FOREIGN = "Aardvark", "Zebra"
TO_LOGIN, OK, FORBIDDEN, ABSENT = 302, 200, 403, 404


def a_world(name: str) -> Course:
    """A course with one of everything, all of it called by that name."""
    course = a_course(title=f"{name} course", slug=f"{name}-course", open_to_all=False)
    learner = a_member(course, username=f"{name}-learner")
    item = a_published_item(bank=a_bank(title=f"{name} bank", slug=f"{name}-bank", course=course))
    Item.objects.filter(pk=item.pk).update(title=f"{name} item", slug=f"{name}-item")
    attempt = a_started_attempt(learner, item, course=course, title=f"{name} quiz", slug=f"{name}-quiz")
    answered(place(attempt), transposed(place(attempt)))
    report(place(attempt), f"{name} is odd", NOW)
    Accommodation.objects.create(course=course, assessment=attempt.assessment, learner=learner)
    Group.objects.create(course=course, title=f"{name} group").members.add(learner)
    tokens.make(learner, Wanted(course, f"{name} program", ["read"], NOW), NOW)
    endpoint, _ = endpoints.make(endpoints.Wanted(course, f"{name} webhook", "https://x.example/", []), None, NOW)
    Notice.objects.create(event=uuid4(), endpoint=endpoint, type=name, at=NOW, due_at=NOW, data={})
    record(learner, name, course, {}, NOW)
    Regrade.objects.create(assessment=attempt.assessment, reason=f"{name} slip", created_at=NOW)
    connect(name, attempt.assessment)
    Worker.objects.create(name=f"{name} worker", began_at=NOW, seen_at=NOW)
    DBTaskResult.objects.create(task_path=f"{name}.task", args_kwargs={}, backend_name="default", run_after=NOW)
    return course


def connect(name: str, quiz: Assessment) -> None:
    """A platform with one of everything."""
    registration = a_registration(title=f"{name} platform", issuer=f"https://{name.lower()}.example")
    link = a_link(quiz, deployment=a_deployment(registration=registration, title=f"{name} deployment"))
    a_person_at(link)
    Launch.objects.create(at=NOW, registration=registration, refusal=f"{name}-check")
    Invitation.objects.create(token_hash=name, registration=registration, created_at=NOW)
    ToolKey.objects.create(kid=f"{name}-key", state="retired", public={}, made_at=NOW, changed_at=NOW)


def its(model: type[Model], name: str) -> Any:
    rows = {
        Course: {"title": f"{name} course"},
        Membership: {"user__username": f"{name}-learner"},
        Assessment: {"title": f"{name} quiz"},
        Accommodation: {"course__title": f"{name} course"},
        Group: {"title": f"{name} group"},
        Bank: {"title": f"{name} bank"},
        Item: {"title": f"{name} item"},
        Revision: {"item__title": f"{name} item"},
        Event: {"verb": name},
        Attempt: {"assessment__title": f"{name} quiz"},
        ItemSession: {"attempt__assessment__title": f"{name} quiz"},
        Response: {"session__attempt__assessment__title": f"{name} quiz"},
        ApiToken: {"title": f"{name} program"},
        Endpoint: {"title": f"{name} webhook"},
        Notice: {"type": name},
        ProblemReport: {"text": f"{name} is odd"},
        Regrade: {"reason": f"{name} slip"},
        get_user_model(): {"username": f"{name}-learner"},
        Registration: {"title": f"{name} platform"},
        Deployment: {"title": f"{name} deployment"},
        Invitation: {"token_hash": name},
        ToolKey: {"kid": f"{name}-key"},
        Launch: {"refusal": f"{name}-check"},
        Passback: {"link__assessment__title": f"{name} quiz"},
        Worker: {"name": f"{name} worker"},
        DBTaskResult: {"task_path": f"{name}.task"},
    }
    return model.objects.filter(**rows[model]).earliest("pk").pk


def models_by_name() -> dict[str, type[Model]]:
    return {f"{model._meta.app_label}_{model._meta.model_name}": model for model in RIGHTS}


def split(name: str) -> tuple[type[Model] | None, str]:
    """`assessments_item_live_new` → (Item, "live_new")"""
    for known, model in models_by_name().items():
        if name.startswith(f"{known}_"):
            return model, name.removeprefix(f"{known}_")
    return None, name


def model_routes() -> Iterator[tuple[URLPattern, type[Model], str]]:
    for pattern in staff_routes():
        if pattern.name and pattern.name not in SITE | ELSEWHERE:
            model, page = split(pattern.name)
            assert model, f"whose is {pattern.name}?"
            yield pattern, model, page


@pytest.fixture
def worlds() -> tuple[Course, Course]:
    return a_world(OWN), a_world(FOREIGN)


def client_of(person: AbstractBaseUser) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_every_route_is_classified() -> None:
    pages = {page for _, _, page in model_routes()}
    others = {pattern.name for pattern in staff_routes()} - {pattern.name for pattern, _, _ in model_routes()}

    assert (pages, others) == (LISTS.keys() | PAGES.keys(), SITE | ELSEWHERE)


class Answer(NamedTuple):
    route: str
    method: str
    status: int
    text: str


def answers(client: Client, world: str) -> Iterator[Answer]:
    """For every page of every model, with the world's objects."""
    for pattern, model, page in model_routes():
        args = [its(model, world)] if page in PAGES else []
        url = reverse(f"admin:{pattern.name}", args=args)
        if page not in FORMS:
            yield answered_by(pattern.name, "get", client.get(url))
        if page in {"add", "change", "publish", *FORMS}:  # an empty form changes nothing
            yield answered_by(pattern.name, "post", client.post(url, {"_popup": "1"}))


def answered_by(route: str, method: str, response: HttpResponseBase) -> Answer:
    """On with it is as good as a page; only the login is not."""
    goes_on = response.status_code == 302 and "/login/" not in response["Location"]
    return Answer(route, method, OK if goes_on else response.status_code, response.getvalue().decode(errors="replace"))


def expected(name: str, method: str, role: str, world: str) -> int:
    model, page = split(name)
    rights = RIGHTS[model]
    if page in LISTS:
        return OK if role in getattr(rights, LISTS[page]) else FORBIDDEN
    if world == FOREIGN or role not in rights.see:
        return ABSENT
    wanted = "change" if (page, method) == ("change", "post") else PAGES[page]
    return OK if role in getattr(rights, wanted) else FORBIDDEN


@pytest.mark.parametrize("role", TEACHERS)
def test_teachers_get_what_their_role_allows_and_nothing_of_another_course(
    worlds: tuple[Course, Course], role: str
) -> None:
    client = client_of(a_member(worlds[0], role))

    got = list(answers(client, OWN))

    assert wrong(got, TEACHERS[role], OWN) == {}
    assert [one.route for one in got if FOREIGN in one.text] == []
    assert [page for page in SITE if FOREIGN in client.get(reverse(f"admin:{page}")).text] == []


@pytest.mark.parametrize("role", TEACHERS)
def test_what_another_course_has_does_not_exist(worlds: tuple[Course, Course], role: str) -> None:
    got = answers(client_of(a_member(worlds[0], role)), FOREIGN)

    assert wrong(got, TEACHERS[role], FOREIGN) == {}


def wrong(got: Iterable[Answer], role: str, world: str) -> dict[tuple[str, str], int]:
    return {
        (one.route, one.method): one.status for one in got if one.status != expected(one.route, one.method, role, world)
    }


@pytest.mark.parametrize("role", ["learner", "nothing"])
def test_those_who_do_not_teach_get_to_the_login_at_most(worlds: tuple[Course, Course], role: str) -> None:
    client = client_of(a_member(worlds[0]) if role == "learner" else a_learner())

    assert {one.status for one in answers(client, OWN)} == {TO_LOGIN}


def test_a_former_teacher_is_let_in_no_more(worlds: tuple[Course, Course]) -> None:
    person = a_member(worlds[0], "owner")
    client = client_of(person)
    before = client.get("/admin/").status_code

    a_membership = Membership.objects.get(user=person)
    remove(a_membership, None, NOW)

    assert (before, client.get("/admin/").status_code) == (OK, TO_LOGIN)


def test_superusers_get_everything(worlds: tuple[Course, Course]) -> None:
    client = client_of(a_learner(is_staff=True, is_superuser=True))

    got = {(one.route, one.method): one.status for one in answers(client, OWN)}

    refused = {name for (name, _), status in got.items() if status == FORBIDDEN}
    histories = {Revision, Event, Attempt, ItemSession, Response, ProblemReport, Regrade}
    assert {split(name)[0] for name in refused} == histories | {
        *(ApiToken, Endpoint, Notice, Invitation, ToolKey, Launch, Passback, Worker, DBTaskResult)
    }
    assert set(got.values()) == {OK, FORBIDDEN}
