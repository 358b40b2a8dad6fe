from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from assessments.models import Attempt, Deployment, LtiUser, Registration, ResourceLink
from assessments.services.lti.contents import Content
from assessments.services.lti.registering import remember_old
from tests.assessments.lti.platforms import begun, claims, minted, posted
from tests.factories import a_quiz, a_started_attempt

pytestmark = pytest.mark.django_db
SECRET = "of the days of LTI 1.1"


@pytest.fixture
def registration(deployment: Deployment) -> Registration:
    deployment.registration.old_key = "consumer"
    deployment.registration.save()
    remember_old(deployment.registration, SECRET)
    return deployment.registration


def launched_with(client: Client, registration: Registration, told: Any, sub: str, link: str = "new") -> HttpResponse:
    asked = begun(client, registration)
    quiz = Content(assessment=quiz_of()).id
    more = {"sub": sub, "resource_link": {"id": link}, "custom": {"content": quiz}}
    said = claims(registration, asked["nonce"], **more)
    if told:
        said["https://purl.imsglobal.org/spec/lti/claim/lti1p1"] = told | {"oauth_consumer_key_sign": sign(said, told)}
    return posted(client, minted(said), asked["state"])


def quiz_of() -> Any:
    link = ResourceLink.objects.filter(assessment__isnull=False).first()
    return link.assessment if link else a_quiz()


def sign(said: dict[str, Any], told: dict[str, Any]) -> str:
    own = [told["oauth_consumer_key"], "1", said["iss"], said["aud"], str(said["exp"]), said["nonce"]]
    secret = told.pop("secret", SECRET)
    return b64encode(hmac.new(secret.encode(), "&".join(own).encode(), hashlib.sha256).digest()).decode()


def told(**changes: str) -> dict[str, str]:
    return {"user_id": "17", "resource_link_id": "old", "oauth_consumer_key": "consumer"} | changes


def test_who_was_called_otherwise_keeps_what_they_have_done(client: Client, registration: Registration) -> None:
    launched_with(client, registration, None, "17", "old")
    person, link = LtiUser.objects.get(), ResourceLink.objects.get()
    attempt = a_started_attempt(person.user)

    response = launched_with(client, registration, told(), "b7c2-new")

    assert response.status_code == 303
    assert [(one.pk, one.sub, one.old_id) for one in LtiUser.objects.all()] == [(person.pk, "b7c2-new", "17")]
    assert [(one.pk, one.link_id) for one in ResourceLink.objects.all()] == [(link.pk, "new")]
    assert Attempt.objects.get(pk=attempt.pk).learner == person.user


@pytest.mark.parametrize(
    "changes",
    [
        {"secret": "another"},
        {"oauth_consumer_key": "another"},
    ],
)
def test_what_is_not_signed_with_the_old_secret_is_not_believed_and_keeps_nobody_out(
    client: Client, registration: Registration, changes: dict[str, str]
) -> None:
    launched_with(client, registration, None, "17", "old")

    response = launched_with(client, registration, told(**changes), "b7c2-new")

    assert response.status_code == 303
    assert sorted(LtiUser.objects.values_list("sub", flat=True)) == ["17", "b7c2-new"]
    assert sorted(ResourceLink.objects.values_list("link_id", flat=True)) == ["new", "old"]


def test_without_an_old_key_a_claim_is_nothing(client: Client, deployment: Deployment) -> None:
    launched_with(client, deployment.registration, None, "17", "old")

    assert launched_with(client, deployment.registration, told(), "b7c2-new").status_code == 303
    assert LtiUser.objects.count() == 2


@pytest.mark.parametrize("hostile", [[], "x", {"oauth_consumer_key": "consumer"}, {"oauth_consumer_key": 7}])
def test_a_claim_that_makes_no_sense_keeps_nobody_out(client: Client, registration: Registration, hostile: Any) -> None:
    asked = begun(client, registration)
    said = claims(registration, asked["nonce"], lti1p1=hostile)

    assert posted(client, minted(said), asked["state"]).status_code == 303


def test_who_is_known_by_the_name_of_now_stays_who_they_are(client: Client, registration: Registration) -> None:
    launched_with(client, registration, None, "17", "old")
    launched_with(client, registration, None, "b7c2-new")

    launched_with(client, registration, told(), "b7c2-new")

    assert sorted(LtiUser.objects.values_list("sub", flat=True)) == ["17", "b7c2-new"]
