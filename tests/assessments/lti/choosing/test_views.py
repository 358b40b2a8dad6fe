from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.http import HttpResponse
from django.test import Client

from assessments.models import Assessment, Context, Deployment, ResourceLink
from assessments.services.lti.contents import Content
from assessments.services.lti.keys import signing_key
from tests.assessments.lti.platforms import ISSUER, ROLE, launched
from tests.factories import NOW, a_bank, a_course, a_published_item, a_quiz

pytestmark = pytest.mark.django_db
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
ASKED = {
    "accept_types": ["link", "ltiResourceLink"],
    "accept_multiple": True,
    "deep_link_return_url": f"{ISSUER}/chosen?a=b",
    "data": "as it was",
}
TEACHER = {"sub": "tess", "roles": [f"{ROLE}Instructor"]}


def choosing(client: Client, deployment: Deployment, **changes: Any) -> str:
    """The address of the form."""
    asked = {name: value for name, value in (ASKED | changes).items() if value is not None}
    request = {"message_type": "LtiDeepLinkingRequest", f"{DL}deep_linking_settings": asked}
    response = launched(client, deployment.registration, **TEACHER, **request)
    assert response["Location"].endswith("/lti/choose/"), response.text
    return response["Location"]


def answer(response: HttpResponse, deployment: Deployment) -> dict[str, Any]:
    """What the platform reads, as it checks it."""
    key = jwt.PyJWK.from_dict(signing_key(NOW).public)
    us = deployment.registration.client_id
    assert response.context["returns"] == ASKED["deep_link_return_url"]
    return jwt.decode(response.context["token"], key, algorithms=["RS256"], audience=ISSUER, issuer=us)


def test_what_was_chosen_becomes_links_with_columns(client: Client, deployment: Deployment) -> None:
    dates = {"opens_at": NOW, "closes_at": NOW + timedelta(days=7), "due_at": NOW + timedelta(days=6)}
    quiz, bank = a_quiz(a_published_item(), a_published_item(), **dates), a_published_item().bank
    url = choosing(client, deployment)
    ids = [Content(assessment=quiz).id, Content(bank=bank).id]

    response = client.post(url, {"content": ids}, secure=True)

    said = answer(response, deployment)
    first, second = said[f"{DL}content_items"]
    assert said[f"{DL}data"] == "as it was"
    assert said["iat"] <= time.time() - 5  # for a platform whose clock is a little slow
    assert first["lineItem"] == {
        "label": quiz.title,
        "scoreMaximum": 2,
        "resourceId": ids[0],
        "tag": "score",
        "submissionReview": {"reviewableStatus": ["InProgress", "Submitted", "Completed"]},
    }
    assert first["custom"]["content"] == ids[0]
    assert first["available"] == {"startDateTime": NOW.isoformat(), "endDateTime": dates["closes_at"].isoformat()}
    assert first["submission"] == {"endDateTime": dates["due_at"].isoformat()}
    assert second["title"] == bank.title
    assert "lineItem" not in second
    assert f"form-action 'self' {ISSUER}" in response["Content-Security-Policy"]


def test_no_column_is_made_where_the_platform_takes_none(client: Client, deployment: Deployment, content: str) -> None:
    url = choosing(client, deployment, accept_lineitem=False)

    said = answer(client.post(url, {"content": content}, secure=True), deployment)

    assert "lineItem" not in said[f"{DL}content_items"][0]


def test_cancelling_is_an_answer_too(client: Client, deployment: Deployment) -> None:
    said = answer(client.post(choosing(client, deployment), {"cancel": "1"}, secure=True), deployment)

    assert said[f"{DL}content_items"] == []
    assert said[f"{DL}msg"] == "Nothing was chosen."


def test_a_platform_that_takes_no_links_is_told_so(client: Client, deployment: Deployment) -> None:
    response = client.get(choosing(client, deployment, accept_types=["file"]), secure=True)

    assert "no links" in answer(response, deployment)[f"{DL}errormsg"]


@pytest.mark.parametrize(
    ("several", "chosen", "fault"),
    [
        (True, [], "Choose a quiz or a bank first."),
        (None, ["content", "content"], "Only one can be chosen here."),
        (True, ["quiz-1-forged"], "One of these is no longer offered. Choose again."),
        (True, ["quiz-²-x"], "One of these is no longer offered. Choose again."),
        (True, ["content\x00"], "One of these is no longer offered. Choose again."),
    ],
)
def test_what_cannot_be_chosen_is_said_on_the_form(
    client: Client, deployment: Deployment, content: str, several: bool | None, chosen: list[str], fault: str
) -> None:
    url = choosing(client, deployment, accept_multiple=several)

    response = client.post(url, {"content": [one.replace("content", content) for one in chosen]}, secure=True)

    assert response.status_code == 422
    assert fault in response.text


def test_the_form_offers_what_is_open_or_offered_or_ones_own_and_nothing_else(
    client: Client, deployment: Deployment
) -> None:
    a_quiz(title="Open one")
    offered = a_course(open_to_all=False)
    deployment.offers.add(offered)
    a_quiz(title="Offered one", course=offered)
    a_quiz(title="Somebody else's", course=a_course(open_to_all=False))
    a_quiz(title="Unpublished", published=False)
    a_bank(title="Empty bank")

    page = client.get(choosing(client, deployment), secure=True).text

    assert [title in page for title in ("Open one", "Offered one")] == [True, True]
    assert [title in page for title in ("Somebody", "Unpublished", "Empty bank")] == [False] * 3


def test_the_form_is_searched_by_title(client: Client, deployment: Deployment) -> None:
    a_quiz(title="Gates"), a_quiz(title="Ranges")

    page = client.get(f"{choosing(client, deployment)}?q=g%00at", secure=True).text

    assert ("Gates" in page, "Ranges" in page) == (True, False)


def test_a_learner_chooses_nothing(client: Client, deployment: Deployment, content: str) -> None:
    response = launched(client, deployment.registration)
    prefix = response["Location"].removesuffix("/lti/waiting/")

    assert client.get(f"{prefix}/lti/choose/", secure=True).status_code == 404
    assert client.post(f"{prefix}/lti/choose/", {"content": content}, secure=True).status_code == 404
    assert client.get(f"{prefix}/lti/desk/", secure=True).status_code == 404


def test_a_plain_link_is_led_to_what_its_teacher_chooses(
    client: Client, deployment: Deployment, quiz: Assessment, content: str
) -> None:
    response = launched(client, deployment.registration, **TEACHER)

    chosen = client.post(response["Location"], {"content": content}, secure=True)

    link = ResourceLink.objects.get()
    assert chosen["Location"].endswith("/lti/desk/")
    assert client.get(chosen["Location"], secure=True).status_code == 200
    assert link.assessment.origin == quiz
    assert link.assessment.course == link.context.course
    learner = launched(client, deployment.registration)
    assert learner["Location"].endswith(f"/assessments/{link.assessment.slug}/")


def test_what_a_teacher_chooses_for_a_link_that_asks_for_another_quiz_lasts(
    client: Client, deployment: Deployment, content: str
) -> None:
    other, asks = a_quiz(a_published_item(), title="Another"), {"custom": {"content": content}}
    response = launched(client, deployment.registration, **TEACHER, **asks)
    prefix = response["Location"].removesuffix("/lti/desk/")

    client.post(f"{prefix}/lti/choose/", {"content": Content(assessment=other).id}, secure=True)
    launched(client, deployment.registration, **asks)

    assert ResourceLink.objects.get().assessment.origin == other


def test_a_link_that_asks_for_another_quiz_since_leads_there(
    client: Client, deployment: Deployment, content: str
) -> None:
    third, asks = a_quiz(title="A third"), {"custom": {"content": content}}
    response = launched(client, deployment.registration, **TEACHER, **asks)
    prefix = response["Location"].removesuffix("/lti/desk/")
    client.post(f"{prefix}/lti/choose/", {"content": Content(assessment=a_quiz()).id}, secure=True)

    launched(client, deployment.registration, custom={"content": Content(assessment=third).id})

    assert ResourceLink.objects.get().assessment.origin == third


def test_another_courses_bank_is_not_offered_and_becomes_no_link(client: Client, deployment: Deployment) -> None:
    """Its learners would not find it, and it is none of this teacher's business."""
    launched(client, deployment.registration, context={"id": "another"}, **TEACHER)
    theirs = a_bank(title="Another course's", course=Context.objects.get(context_id="another").course)
    url = choosing(client, deployment)
    ours = a_bank(title="Our own", course=Context.objects.get(context_id="course-1").course)
    a_published_item(bank=theirs), a_published_item(bank=ours)

    page = client.get(url, secure=True).text
    statuses = [client.post(url, {"content": Content(bank=one).id}, secure=True).status_code for one in (ours, theirs)]

    assert ("Our own" in page, "Another course" in page) == (True, False)
    assert statuses == [200, 422]
