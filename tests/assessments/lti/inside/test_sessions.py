"""A launch's pages: whose they are, who may frame them, and how long they last."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client

from assessments.models import Assessment, Deployment, LtiUser, Registration
from tests.assessments.lti.platforms import GONE, ISSUER, ROLE, TOOL, begun, claims, launched, minted

pytestmark = pytest.mark.django_db


def shown(client: Client, response: HttpResponse, **more: Any) -> HttpResponse:
    return client.get(response["Location"], secure=True, **more)


def a_launch(client: Client, deployment: Deployment, content: str, **changes: Any) -> HttpResponse:
    response = launched(client, deployment.registration, **{"custom": {"content": content}} | changes)
    assert response.status_code == 303
    return response


def test_a_learner_gets_to_the_quiz_and_answers_under_the_launchs_address(
    client: Client, deployment: Deployment, content: str
) -> None:
    response = a_launch(client, deployment, content)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies

    page = shown(careful, response)

    prefix = response["Location"].partition("/assessments/")[0]
    assert "LSTM dimensions" in page.text
    assert 'href="/lti/at/' in page.text
    assert 'href="/static/' in page.text
    assert f'action="{prefix}/language"' in page.text
    assert "Ada Lovelace" in page.text
    assert "Log out" not in page.text
    token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert careful.post(response["Location"], secure=True).status_code == 403
    form, headers = {"csrfmiddlewaretoken": token}, {"Origin": TOOL}
    started = careful.post(response["Location"], form, secure=True, headers=headers)
    assert started["Location"].startswith(f"{prefix}/attempts/")


def test_a_teacher_and_a_learner_stay_apart_in_one_browser(
    client: Client, deployment: Deployment, content: str
) -> None:
    teacher = a_launch(client, deployment, content, sub="tess", given_name="Tess", roles=[f"{ROLE}Instructor"])
    learner = a_launch(client, deployment, content)

    assert "Tess" in shown(client, teacher).text
    assert "Ada" in shown(client, learner).text
    assert "Tess" in shown(client, teacher).text


def test_whoever_was_logged_in_here_stays_so(as_alice: Client, deployment: Deployment, content: str) -> None:
    a_launch(as_alice, deployment, content)

    assert "alice" in as_alice.get("/", secure=True).text


@pytest.mark.parametrize("what", ["no cookie", "another's cookie"])
def test_a_launchs_address_alone_opens_nothing(client: Client, deployment: Deployment, content: str, what: str) -> None:
    response, stranger = a_launch(client, deployment, content), Client()
    if what == "another's cookie":
        other = a_launch(stranger, deployment, content, sub="bob", given_name="Bob")
        mine, theirs = (name_of(one) for one in (response, other))
        stranger.cookies[mine] = stranger.cookies[theirs].value

    page = shown(stranger, response)

    assert page.status_code == 403
    assert "Ada" not in page.text


def name_of(response: HttpResponse) -> str:
    return next(name for name in response.cookies if name.startswith("__Host-lti-at-"))


@pytest.mark.parametrize("path", ["/admin/", "/accounts/login/", "/accounts/logout/", "/lti/at/x/"])
def test_what_is_no_page_for_a_frame_does_not_exist_within_one(
    client: Client, deployment: Deployment, content: str, path: str
) -> None:
    prefix = a_launch(client, deployment, content)["Location"].partition("/assessments/")[0]

    assert client.get(prefix + path, secure=True).status_code == 404


def test_pages_of_a_launch_may_be_framed_by_its_platform_alone(
    client: Client, deployment: Deployment, content: str
) -> None:
    Registration.objects.update(frames="https://school.example http://plain.example https://evil.example;script-src")
    presented = {"launch_presentation": {"return_url": "https://sub.lms.example/back"}}
    response = a_launch(client, deployment, content, **presented)

    page = shown(client, response)

    ancestors = f"frame-ancestors {ISSUER} https://school.example https://sub.lms.example"
    assert ancestors in page["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in page.headers
    outside = client.get("/", secure=True)
    assert "frame-ancestors 'none'" in outside["Content-Security-Policy"]
    assert outside["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("odd", ["https://[", "https://lms.example\x00/", "https://例え.example/", "https://"])
def test_an_odd_address_in_a_launch_is_passed_over(
    client: Client, deployment: Deployment, content: str, odd: str
) -> None:
    offered = {
        "launch_presentation": {"return_url": odd},
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {"lineitem": odd, "lineitems": odd, "scope": []},
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {"context_memberships_url": odd},
    }

    page = shown(client, a_launch(client, deployment, content, **offered))

    assert f"frame-ancestors {ISSUER}" in page["Content-Security-Policy"].split("; ")


@pytest.mark.parametrize(
    "odd",
    [
        {"https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {"scope": ["a\x00", "\ud800"]}},
        {"given_name": "A\x00da\ud800"},
        {"context": {"id": "course-1", "title": "\udfff"}},
        {"custom": {"closes": "0001-01-01T00:00:00+14:00"}},
        {"custom": {"closes": "9999-12-31T23:59:59-12:00"}},
    ],
    ids=["scopes", "a name", "a title", "long before", "long after"],
)
@pytest.mark.parametrize("role", ["Learner", "Instructor"])
def test_what_no_database_keeps_is_passed_over(
    client: Client, deployment: Deployment, content: str, role: str, odd: dict[str, Any]
) -> None:
    odd = odd | {"custom": odd.get("custom", {}) | {"content": content}}

    response = launched(client, deployment.registration, **odd, roles=[f"{ROLE}{role}"])

    assert shown(client, response).status_code == 200


def test_every_cookie_of_a_launch_is_for_a_frame_on_another_site(
    client: Client, deployment: Deployment, content: str
) -> None:
    response = a_launch(client, deployment, content)
    prefix = response["Location"].partition("/assessments/")[0]

    spoken = client.post(f"{prefix}/language", {"language": "de"}, secure=True)

    for cookie in [response.cookies[name_of(response)], spoken.cookies["language"]]:
        assert cookie["samesite"] == "None"
        assert cookie["secure"]
        assert cookie["partitioned"]
    mine = response.cookies[name_of(response)]
    assert (mine["httponly"], mine["path"], mine["domain"]) == (True, "/", "")
    assert "Antworten" in shown(client, response).text or "Beginnen" in shown(client, response).text


def test_a_launch_speaks_as_its_platform_does(client: Client, deployment: Deployment, content: str) -> None:
    response = a_launch(client, deployment, content, launch_presentation={"locale": "de_AT"})

    assert '<html lang="de"' in shown(client, response).text


@pytest.mark.parametrize("what", ["deployment", "registration", "person"])
def test_a_launch_ends_when_what_it_rests_on_is_switched_off(
    client: Client, deployment: Deployment, content: str, what: str
) -> None:
    response = a_launch(client, deployment, content)
    if what == "deployment":
        Deployment.objects.update(state="off")
    elif what == "registration":
        Registration.objects.update(state="off")
    else:
        user: AbstractBaseUser = LtiUser.objects.get().user
        user.is_active = False
        user.save()

    assert shown(client, response).status_code == 403


def test_a_deployment_that_nobody_approved_is_told_to_wait(client: Client, deployment: Deployment) -> None:
    response = launched(client, deployment.registration, deployment_id="2")

    assert response.status_code == 403
    assert "deployment <strong>2</strong>" in response.text
    assert Deployment.objects.get(deployment_id="2").state == "pending"
    assert LtiUser.objects.count() == 0


def test_a_window_of_its_own_is_opened_once(deployment: Deployment, content: str) -> None:
    asked = begun(Client(), deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"], custom={"content": content}))
    frame, window = Client(), Client()
    sent = {"id_token": token, "state": asked["state"], "kept": asked["state"]}
    handover = frame.post("/lti/launch/", sent, secure=True, headers={"Origin": TOOL})["Location"]
    ticket = {"ticket": frame.get(handover, secure=True).context["ticket"]}

    assert window.post("/lti/handover/", ticket, secure=True).status_code == 403
    ours = {"secure": True, "headers": {"Origin": TOOL}}
    assert window.post("/lti/handover/", {"ticket": "made:up:x"}, **ours).status_code == 403


def test_a_window_goes_on_where_the_frame_stopped(deployment: Deployment, content: str) -> None:
    asked = begun(Client(), deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"], custom={"content": content}))
    sent = {"id_token": token, "state": asked["state"], "kept": asked["state"]}
    ours = {"secure": True, "headers": {"Origin": TOOL}}
    handover = Client().post("/lti/launch/", sent, **ours)["Location"]
    ticket = {"ticket": Client().get(handover, secure=True).context["ticket"]}
    window = Client()

    opened = window.post("/lti/handover/", ticket, **ours)

    assert opened.status_code == 303
    assert "LSTM dimensions" in shown(window, opened).text
    assert Client().post("/lti/handover/", ticket, **ours).status_code == 403


@pytest.mark.parametrize(
    ("changes", "page"),
    [
        ({"roles": [f"{ROLE}Instructor"]}, "/lti/choose/"),
        ({"roles": [f"{ROLE}Learner"]}, "/lti/waiting/"),
        ({"custom": {"content": "quiz-1-forged"}}, "/lti/waiting/"),
        ({"custom": {"content": "$Content"}}, "/lti/waiting/"),
        ({"given_name": GONE, "family_name": GONE}, "/lti/waiting/"),
    ],
)
def test_a_link_without_content_asks_its_teacher_and_lets_learners_wait(
    client: Client, deployment: Deployment, quiz: Assessment, changes: dict[str, Any], page: str
) -> None:
    response = launched(client, deployment.registration, **changes)

    assert response["Location"].endswith(page)
    assert shown(client, response).status_code == 200
