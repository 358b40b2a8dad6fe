"""What is of consequence in the admin is for whoever has just proved who they are."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Membership
from assessments.services.accounts.sessions import PATIENCE
from assessments.web.accounts.again import ACTS, FORMS, SENT, TO_FILL_IN
from tests.assessments.lti.platforms import a_registration
from tests.factories import PASSWORD, a_course, a_learner, a_member
from tests.routes import staff_routes

pytestmark = pytest.mark.django_db

PROVE = "/accounts/prove/"
TOKENS, ENROL, PEOPLE = "/admin/assessments/apitoken/add/", "/admin/assessments/membership/add/", "/admin/auth/user/"


def aged(client: Client, seconds: int = PATIENCE + 1) -> Client:
    """As if the last login were so long ago."""
    session = client.session
    session["began"] -= seconds
    session.save()
    return client


@pytest.fixture
def as_tess(client: Client, tess: AbstractBaseUser) -> Client:
    client.force_login(tess)
    return client


def asks(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(PROVE)


def address(page: str, alice: AbstractBaseUser) -> str:
    rows = {"auth_user": alice, "assessments_registration": a_registration()}
    rows["assessments_membership"] = Membership.objects.create(course=a_course(), user=alice, role="learner")
    (about,) = [row for model, row in rows.items() if page.startswith(model)] or [None]
    return reverse(f"admin:{page}", args=[] if page.endswith("_add") else [about.pk])


@pytest.mark.parametrize("page", sorted(FORMS))
def test_a_form_of_consequence_asks_before_it_is_filled_in(as_tess: Client, alice: AbstractBaseUser, page: str) -> None:
    path = address(page, alice)
    assert as_tess.get(path).status_code == 200

    aged(as_tess)

    assert as_tess.get(path)["Location"] == f"{PROVE}?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("page", sorted(SENT))
def test_what_others_only_look_at_asks_when_it_is_sent(as_tess: Client, alice: AbstractBaseUser, page: str) -> None:
    path = address(page, alice)
    aged(as_tess)

    assert as_tess.get(path).status_code == 200
    assert asks(as_tess.post(path, {"role": "owner", "is_superuser": "on"}))
    alice.refresh_from_db()
    assert (alice.is_superuser, Membership.objects.get(user=alice).role) == (False, "learner")


@pytest.mark.parametrize(("page", "act"), [(page, act) for page, acts in ACTS.items() for act in sorted(acts)])
def test_an_act_of_consequence_asks_and_does_nothing(
    as_tess: Client, alice: AbstractBaseUser, page: str, act: str
) -> None:
    path = reverse(f"admin:{page}")
    aged(as_tess)

    response = as_tess.post(path, {"action": act, "_selected_action": [alice.pk]}, follow=True)

    assert response.redirect_chain == [(f"{PROVE}?next={path.replace('/', '%2F')}", 302)]
    assert "Nothing was done. Prove who you are, then do it again." in response.text
    alice.refresh_from_db()
    assert alice.username == "alice"


def test_whoever_proves_goes_on_where_they_were(as_tess: Client, alice: AbstractBaseUser) -> None:
    erase = {"action": "erase", "_selected_action": [alice.pk]}
    aged(as_tess).post(PEOPLE, erase)

    assert as_tess.post(PROVE, {"password": PASSWORD, "next": PEOPLE})["Location"] == PEOPLE
    assert "People erased: 1." in as_tess.post(PEOPLE, erase, follow=True).text


def test_whoever_cannot_prove_it_does_not(as_tess: Client, alice: AbstractBaseUser) -> None:
    aged(as_tess).post(PROVE, {"password": "wrong", "next": PEOPLE})

    assert asks(as_tess.post(PEOPLE, {"action": "erase", "_selected_action": [alice.pk]}))


def test_there_is_time_to_fill_in_what_was_opened_in_time(as_tess: Client) -> None:
    aged(as_tess, PATIENCE + 60)
    assert not asks(as_tess.post(TOKENS))

    aged(as_tess, TO_FILL_IN)
    assert asks(as_tess.post(TOKENS))


def test_who_teaches_a_course_is_changed_by_whoever_has_just_proved_it(client: Client) -> None:
    course = a_course()
    owner, ada = a_member(course, "owner"), a_learner("ada")
    client.force_login(owner)
    path = reverse("admin:assessments_course_change", args=[course.pk])
    mine = Membership.objects.get(user=owner)
    rows = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1, "memberships-0-id": mine.pk}
    rows |= {"memberships-0-course": course.pk, "memberships-0-role": "owner", "memberships-1-course": course.pk}
    form = {"title": "Another", "slug": course.slug} | rows
    more = form | {"memberships-TOTAL_FORMS": 2, "memberships-1-username": "ada", "memberships-1-role": "owner"}
    aged(client)

    refused = client.post(path, more)
    assert "Prove it in another window" in refused.text
    assert Membership.objects.filter(user=ada).count() == 0

    client.post(path, form)
    course.refresh_from_db()
    assert course.title == "Another"  # of no consequence

    aged(client, -PATIENCE)
    client.post(path, more)
    assert Membership.objects.get(user=ada).role == "owner"


def test_other_pages_ask_nothing(as_tess: Client) -> None:
    aged(as_tess)

    paths = ("/admin/", PEOPLE, "/admin/assessments/item/", "/admin/assessments/course/add/")
    assert [as_tess.get(path).status_code for path in paths] == [200] * len(paths)


def test_who_is_not_logged_in_is_asked_to_log_in(client: Client) -> None:
    assert client.get(TOKENS)["Location"].startswith("/admin/login/")


def test_every_page_that_asks_is_there() -> None:
    there = {f"{pattern.name}" for pattern in staff_routes()} | {"auth_user_password_change"}

    assert (FORMS | SENT | ACTS.keys()) - there == set()
