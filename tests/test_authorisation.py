"""Who gets where, for every route that the resolver knows; a route that nobody has classified fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession, Membership, Response
from tests.factories import a_course, a_learner, a_published_item, a_started_attempt, answered, place, transposed
from tests.routes import addresses, names

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Routes to what belongs to one learner; the others are for anyone, for anyone logged in, or for members of a course.
OWN = {
    "attempt",
    "clock",
    "item",
    "draft",
    "window",
    "answer",
    "flag",
    "another",
    "hint",
    "reveal",
    "report",
    "submit",
    "review",
}
OPEN = {"home", "lesson", "cell", "cell_run", "practice", "kept", "language", "livez", "readyz", "metrics"}
OPEN |= {"login", "login_to_teach", "code", "logout", "signup", "new_password", "password_of_staff"}
# On the way in from an LMS, and its keys; then what exists within a launch alone: tests/assessments/lti has more.
LTI = {"lti_login", "lti_login_at", "lti_launch", "lti_deep_link", "lti_handover", "lti_jwks"}
LTI |= {"lti_connect", "lti_register", "lti_canvas"}
LAUNCHED = {"lti_choose", "lti_waiting", "lti_review", "lti_desk"}
TEACHERS = {"as_learner"}  # of the course
LOGGED_IN = {"practice_bank", "learning", "practise_skill", "due", "history"}
LOGGED_IN |= {"account", "prove", "password", "end_sessions", "second_factor", "own_data"}
MEMBERS = {"assessment"}

FOR_SCRIPTS = {"clock", "draft", "window"}

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
HTMX = {"HX-Request": "true"}


def another_learner(course_of_alice: object) -> AbstractBaseUser:
    return a_learner("bob")


def a_course_mate(course_of_alice: object) -> AbstractBaseUser:
    return joined(course_of_alice, "carol", Membership.Role.LEARNER)


def her_instructor(course_of_alice: object) -> AbstractBaseUser:
    return joined(course_of_alice, "ingrid", Membership.Role.INSTRUCTOR)


def a_staff_member(course_of_alice: object) -> AbstractBaseUser:
    return a_learner("tess", is_staff=True, is_superuser=True)


def joined(course: object, name: str, role: str) -> AbstractBaseUser:
    user = a_learner(name)
    Membership.objects.create(course=course, user=user, role=role)
    return user


OTHERS = [another_learner, a_course_mate, her_instructor, a_staff_member]


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    """In a course that is for its members alone."""
    item = a_published_item()
    started = a_started_attempt(alice, item, course=a_course(alice, open_to_all=False))
    answered(place(started), transposed(place(started)))
    return started


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Attempt, ItemSession, Response, Membership)]


def asked(client: Client, method: str, url: str, headers: dict[str, str]) -> HttpResponse:
    form = {"raw": "(2, 3)", "intent": str(uuid4()), "turn": "1"} if method == "post" else {}
    return getattr(client, method)(url, form or None, headers=headers)


def plain(response: HttpResponse) -> str:
    """Without what each page makes anew, and the address that was asked for anyway."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", response.text)


def test_every_route_is_classified() -> None:
    classes = [OWN, OPEN, LTI, LAUNCHED, LOGGED_IN, MEMBERS, TEACHERS]

    assert sorted(name for one in classes for name in one) == sorted(names())


@pytest.mark.parametrize("person", OTHERS)
def test_what_is_alices_does_not_exist_for_others(
    client: Client, attempt: Attempt, person: Callable[[object], AbstractBaseUser]
) -> None:
    client.force_login(person(attempt.assessment.course))
    before, where = everything(), addresses(attempt)

    got = {
        name: {asked(client, method, where[name], headers).status_code for method in METHODS for headers in ({}, HTMX)}
        for name in OWN
    }

    assert {name: statuses for name, statuses in got.items() if not {404} <= statuses <= {404, 405}} == {}
    assert everything() == before


@pytest.mark.parametrize("person", OTHERS)
def test_alices_things_and_no_things_look_the_same_to_others(
    client: Client, attempt: Attempt, person: Callable[[object], AbstractBaseUser]
) -> None:
    client.force_login(person(attempt.assessment.course))
    client.get("/")

    unlike = []
    for name, hers in addresses(attempt).items():
        nobodys = hers.replace(str(attempt.pk), str(uuid4()))
        for method in ("get", "post") if name in OWN else ():
            there, not_there = (asked(client, method, url, {}) for url in (hers, nobodys))
            if (there.status_code, plain(there)) != (not_there.status_code, plain(not_there)):
                unlike.append((method, name))

    assert unlike == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_whoever_is_not_logged_in_gets_to_the_login_at_most(
    client: Client, attempt: Attempt, headers: dict[str, str]
) -> None:
    before, where = everything(), addresses(attempt)

    wrong = []
    for name in OWN | LOGGED_IN | MEMBERS | TEACHERS:
        login = f"/accounts/login/?next={where[name]}"
        allowed = {(401, None), (405, None)} if name in FOR_SCRIPTS else {(302, login), (405, None)}
        answers = [asked(client, method, where[name], headers) for method in METHODS]
        wrong += [(name, got) for one in answers if (got := (one.status_code, one.get("Location"))) not in allowed]

    assert wrong == []
    assert everything() == before


@pytest.mark.parametrize("person", [another_learner, a_staff_member])
def test_a_course_for_members_does_not_exist_for_others(
    client: Client, attempt: Attempt, person: Callable[[object], AbstractBaseUser]
) -> None:
    client.force_login(person(attempt.assessment.course))
    before, where = everything(), addresses(attempt)

    got = {asked(client, method, where[name], {}).status_code for name in MEMBERS for method in ("get", "head", "post")}

    assert got == {404}
    assert everything() == before


@pytest.mark.parametrize("person", OTHERS)
def test_what_belongs_to_a_launch_does_not_exist_outside_of_it(
    client: Client, attempt: Attempt, person: Callable[[object], AbstractBaseUser]
) -> None:
    client.force_login(person(attempt.assessment.course))
    before, where = everything(), addresses(attempt)

    for name in LAUNCHED:
        assert {asked(client, method, where[name], {}).status_code for method in METHODS} <= {404, 405}
        assert asked(client, "get", where[name], {}).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("person", OTHERS)
def test_pages_for_all_show_nothing_of_alices(
    client: Client, attempt: Attempt, person: Callable[[object], AbstractBaseUser]
) -> None:
    client.force_login(person(attempt.assessment.course))
    where = addresses(attempt)

    pages = {name: client.get(where[name]).content.decode() for name in OPEN | LTI | LOGGED_IN}

    assert [name for name, page in pages.items() if str(attempt.pk) in page or "alice" in page] == []


def test_alice_loses_hers_when_she_is_barred(client: Client, alice: AbstractBaseUser, attempt: Attempt) -> None:
    client.force_login(alice)
    alice.is_active = False
    alice.save()

    assert client.get(addresses(attempt)["item"]).status_code == 302


def test_alice_keeps_her_attempt_when_the_course_is_closed_to_her(
    client: Client, alice: AbstractBaseUser, attempt: Attempt
) -> None:
    Membership.objects.all().delete()
    client.force_login(alice)

    assert client.get(addresses(attempt)["item"]).status_code == 200
    assert client.get(addresses(attempt)["assessment"]).status_code == 404


@pytest.mark.parametrize("path", ["", "assessments/attempt/", "assessments/item/", "auth/user/", "assessments/bank/"])
def test_the_admin_is_for_staff(client: Client, alice: AbstractBaseUser, path: str) -> None:
    client.force_login(alice)

    response = client.get(f"/admin/{path}")

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("instructor", 200), ("assistant", 200), ("learner", 404)]
)
def test_those_who_teach_the_course_see_what_its_learners_see(
    client: Client, attempt: Attempt, role: str, status: int
) -> None:
    client.force_login(joined(attempt.assessment.course, "ingrid", role))

    page = client.get(addresses(attempt)["as_learner"])

    assert page.status_code == status
    assert ("alice" in page.text, "<form" in page.text.partition("<main")[2].partition("</main")[0]) == (
        status == 200,
        False,
    )


def test_alices_attempt_is_not_there_for_teachers_of_another_course(client: Client, attempt: Attempt) -> None:
    client.force_login(joined(a_course(), "ingrid", Membership.Role.OWNER))

    assert client.get(addresses(attempt)["as_learner"]).status_code == 404
