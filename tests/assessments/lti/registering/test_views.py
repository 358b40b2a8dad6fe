from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Deployment, Launch, Registration
from assessments.outbound.asking import Answer, Forbidden, Unreachable
from assessments.services.lti.registering import approve, invite
from tests.assessments.lti.platforms import ISSUER, a_registration, answers

pytestmark = pytest.mark.django_db

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
CONFIGURATION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
    "registration_endpoint": f"{ISSUER}/register",
}
MADE = {"client_id": "made-up-there", "registration_client_uri": f"{ISSUER}/register/7", TOOL: {"deployment_id": "3"}}


@pytest.fixture
def token(db: None) -> str:
    return invited()


def invited(registration: Registration | None = None, issuer: str = "") -> str:
    return invite(registration, issuer, now())[1]


def registering(client: Client, token: str, monkeypatch: pytest.MonkeyPatch, *replies: Any) -> tuple[Any, Any]:
    asking = answers(*replies)
    monkeypatch.setattr("assessments.lti.registering.views.ask", asking)
    form = {
        "invitation": token,
        "openid_configuration": f"{ISSUER}/.well-known/openid-configuration",
        "registration_token": "their-token",
    }
    assert client.get("/lti/register/", form, secure=True).status_code in {200, 400}
    return client.post("/lti/register/", form, secure=True), asking


def test_a_platform_registers_itself_and_waits(client: Client, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    response, asking = registering(client, token, monkeypatch, CONFIGURATION, MADE)

    made = Registration.objects.get()
    assert (response.status_code, made.state) == (200, "pending")
    assert (made.issuer, made.client_id, made.update_url) == (ISSUER, "made-up-there", f"{ISSUER}/register/7")
    assert Deployment.objects.get().state == "pending"
    method, url, headers, body = asking.asked[1]
    assert (method, url, headers["Authorization"]) == ("POST", f"{ISSUER}/register", "Bearer their-token")
    said = json.loads(body)
    assert said["initiate_login_uri"] == "https://testserver/lti/login/"
    assert [one["type"] for one in said[TOOL]["messages"]] == ["LtiResourceLinkRequest", "LtiDeepLinkingRequest"]

    approve(made)
    assert Registration.objects.get().state == "active"
    assert Deployment.objects.get().state == "approved"


def test_an_invitation_is_good_once(client: Client, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    registering(client, token, monkeypatch, CONFIGURATION, MADE)

    again, asking = registering(client, token, monkeypatch, CONFIGURATION, MADE)

    assert (again.status_code, asking.asked) == (400, [])
    assert Launch.objects.first().refusal == "invitation"


def test_nobody_registers_without_an_invitation(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    response, asking = registering(client, "made up", monkeypatch, CONFIGURATION, MADE)

    assert (response.status_code, asking.asked, Registration.objects.count()) == (400, [], 0)


def test_a_registration_is_brought_up_to_date_and_stays_approved(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = a_registration(update_url=f"{ISSUER}/register/7", client_id="made-up-there", key_set={"keys": [{}]})
    moved = CONFIGURATION | {"authorization_endpoint": f"{ISSUER}/new-auth"}

    response, asking = registering(client, invited(known), monkeypatch, moved, MADE)

    known.refresh_from_db()
    assert response.status_code == 200
    assert (known.state, known.auth_url, known.key_set) == ("active", f"{ISSUER}/new-auth", {})
    assert asking.asked[1][:2] == ("PUT", f"{ISSUER}/register/7")


def test_what_an_administrator_has_entered_stays_where_the_platform_says_nothing_of_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"title": "Our Moodle", "audience": f"{ISSUER}/audience", "update_url": f"{ISSUER}/register/7"}
    known = a_registration(client_id="made-up-there", **ours)
    silent = {name: value for name, value in MADE.items() if name != "registration_client_uri"}

    registering(client, invited(known), monkeypatch, CONFIGURATION, silent)

    assert Registration.objects.values(*ours).get() == ours


BAD = [
    [Forbidden("leads into a private network")],
    [Unreachable("TimeoutError")],
    [Answer(500)],
    [Answer(200, {}, b"<html>")],
    [[]],
    [CONFIGURATION | {"jwks_uri": "http://lms.example/jwks"}],
    [CONFIGURATION | {"token_endpoint": None}],
    [CONFIGURATION | {"issuer": "https://other.example"}],
    [CONFIGURATION | {"issuer": "https://lms.example/" + "x" * 300}],
    [CONFIGURATION | {"issuer": "https://["}],
    [CONFIGURATION | {"jwks_uri": "https://lms.example/" + "x" * 500}],
    [CONFIGURATION | {"jwks_uri": "https://lms.example/jwks\x00"}],
    [CONFIGURATION, Answer(403)],
    [CONFIGURATION, {"no": "client"}],
    [CONFIGURATION, {"client_id": 7}],
    [CONFIGURATION, Unreachable("ConnectTimeoutError")],
]


@pytest.mark.parametrize("replies", BAD)
def test_what_goes_wrong_is_a_page_and_the_invitation_can_be_used_again(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch, replies: list[Any]
) -> None:
    response, _ = registering(client, token, monkeypatch, *replies)

    assert (response.status_code, Registration.objects.count()) == (400, 0)
    assert Launch.objects.get().reference in response.text

    assert registering(client, token, monkeypatch, CONFIGURATION, MADE)[0].status_code == 200


def test_what_is_too_long_to_keep_or_cannot_be_kept_is_done_without(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = {"https://purl.imsglobal.org/spec/lti-platform-configuration": {"product_family_code": "mood\x00le"}}
    made = MADE | {"registration_client_uri": f"{ISSUER}/register/{'7' * 500}"}

    response, _ = registering(client, token, monkeypatch, CONFIGURATION | odd, made)

    assert response.status_code == 200
    assert (Registration.objects.get().update_url, Registration.objects.get().title) == ("", "lms.example")


def test_a_platform_that_takes_us_for_another_registration_is_told_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_registration(client_id="made-up-there")
    known = a_registration(client_id="ours", update_url=f"{ISSUER}/register/7")

    response, _ = registering(client, invited(known), monkeypatch, CONFIGURATION, MADE)

    assert response.status_code == 400
    assert "the client ID of another registration" in response.text
    known.refresh_from_db()
    assert known.client_id == "ours"


def test_an_invitation_may_be_for_one_platform_alone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = invited(issuer="https://invited.example")

    assert registering(client, token, monkeypatch, CONFIGURATION, MADE)[0].status_code == 400


def test_canvas_reads_our_addresses_from_a_file(client: Client) -> None:
    said = client.get("/lti/canvas.json", secure=True).json()

    assert said["oidc_initiation_url"] == "https://testserver/lti/login/"
    assert said["public_jwk_url"] == "https://testserver/lti/jwks/"
    assert [one["placement"] for one in said["extensions"][0]["settings"]["placements"]] == [
        "assignment_selection",
        "link_selection",
    ]


def test_the_page_for_connecting_answers_what_institutions_ask_first(client: Client) -> None:
    page = client.get(reverse("lti_connect")).text

    assert "What institutions ask first" in page
    for name in ("kept", "own_data"):
        assert f'href="{reverse(name)}"' in page


@pytest.mark.parametrize(
    "address", ["https://[", "https://lms.example;x", "https://例え.example", "http://lms.example"]
)
def test_an_address_of_no_platform_is_a_page_that_nobody_frames(client: Client, token: str, address: str) -> None:
    response = client.get("/lti/register/", {"invitation": token, "openid_configuration": address}, secure=True)

    assert response.status_code == 200
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
