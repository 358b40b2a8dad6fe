from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import Deployment, Invitation, Passback, Registration, Session
from tests.assessments.lti.platforms import a_deployment, a_link, a_person_at, a_registration

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments"


@pytest.fixture
def as_tess(client: Client, tess: AbstractBaseUser) -> Client:
    client.force_login(tess)
    return client


def test_what_registered_itself_is_approved_with_its_deployments(as_tess: Client) -> None:
    registration = a_registration(state="pending")
    a_deployment(registration=registration, state="pending")

    as_tess.post(f"{ADMIN}/registration/", {"action": "approve", "_selected_action": [str(registration.pk)]})

    assert Registration.objects.get().state == "active"
    assert Deployment.objects.get().state == "approved"


def test_the_address_of_an_invitation_is_shown_once_and_kept_nowhere(as_tess: Client) -> None:
    page = as_tess.post(f"{ADMIN}/invitation/add/", {"issuer": ""})

    token = page.text.partition("?invitation=")[2].split("<")[0]
    assert (page.status_code, len(token)) == (200, 43)
    assert token not in str([page.cookies, *(rows.objects.values() for rows in (Invitation, Session, LogEntry))])
    assert token not in as_tess.get(f"{ADMIN}/invitation/").text


def test_a_registration_has_a_login_address_once_it_is_saved(as_tess: Client) -> None:
    assert "Made when it is saved." in as_tess.get(f"{ADMIN}/registration/add/").text

    made = a_registration()
    assert f"/lti/login/{made.pk}" in as_tess.get(f"{ADMIN}/registration/{made.pk}/change/").text


def test_parked_scores_are_sent_again(as_tess: Client) -> None:
    a_person_at(a_link())
    Passback.objects.update(state="parked")

    as_tess.post(f"{ADMIN}/passback/", {"action": "send_again", "_selected_action": [Passback.objects.get().pk]})

    assert Passback.objects.get().state == "waiting"
