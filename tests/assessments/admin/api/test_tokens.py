from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import ApiToken, Course
from assessments.services.api import tokens
from tests.assessments.admin.authors import logged_in
from tests.factories import a_course, a_member

pytestmark = pytest.mark.django_db
ADD = "admin:assessments_apitoken_add"
LIST = "admin:assessments_apitoken_changelist"


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def ingrid(course: Course) -> AbstractBaseUser:
    return a_member(course, "instructor", "ingrid")


def form(course: Course, **fields: object) -> dict[str, object]:
    ends = now() + timedelta(days=1)
    when = {"expires_at_0": f"{ends:%Y-%m-%d}", "expires_at_1": f"{ends:%H:%M:%S}"}
    return {"course": course.pk, "title": "Gradebook", "scopes": ["read", "grade"]} | when | fields


def made(client: Client, course: Course) -> str:
    page = client.post(reverse(ADD), form(course))
    return re.search(r"<pre[^>]*>(cell_[\w-]+)</pre>", page.text)[1]


def test_a_token_is_shown_once(course: Course, ingrid: AbstractBaseUser) -> None:
    client = logged_in(ingrid)

    token = made(client, course)

    row = tokens.known(token, now())
    assert row is not None
    assert (row.user, row.course, row.title, row.scopes) == (ingrid, course, "Gradebook", ["grade", "read"])
    later = [client.get(reverse(LIST)), client.get(reverse("admin:assessments_apitoken_change", args=[row.pk]))]
    assert [page.status_code for page in later] == [200, 200]
    assert [page for page in later if token in page.text] == []
    assert token not in str(client.cookies)


def test_a_token_is_revoked_from_the_list(course: Course, ingrid: AbstractBaseUser) -> None:
    client = logged_in(ingrid)
    token = made(client, course)

    client.post(reverse(LIST), {"action": "revoke_tokens", "_selected_action": [ApiToken.objects.get().pk]})

    assert tokens.known(token, now()) is None


@pytest.mark.parametrize("wrong", [{"scopes": ["all"]}, {"scopes": []}, {"expires_at_0": "2020-01-01"}, {"title": ""}])
def test_a_token_that_makes_no_sense_is_not_made(
    course: Course, ingrid: AbstractBaseUser, wrong: dict[str, object]
) -> None:
    assert logged_in(ingrid).post(reverse(ADD), form(course, **wrong)).status_code == 200
    assert ApiToken.objects.exists() is False


def test_nobody_makes_a_token_for_a_course_in_which_they_do_not_write(course: Course, ingrid: AbstractBaseUser) -> None:
    client = logged_in(ingrid)
    assisted = a_course()
    assisted.memberships.create(user=ingrid, role="assistant")

    for other in (assisted, a_course()):
        client.post(reverse(ADD), form(other))

    assert ApiToken.objects.exists() is False
