from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from assessments.models import Deployment, Launch, Login, Registration
from tests.assessments.lti.platforms import ISSUER, TOOL, a_registration, begun

pytestmark = pytest.mark.django_db

HOSTILE = [
    "https://evil.example/lti/launch/", "//evil.example/lti/launch/", "https://testserver.evil.example/lti/launch/",
    "https://testserver@evil.example/lti/launch/", "https://testserver:443@evil.example/", "http://testserver/lti/launch/",
    "https://testserver\\@evil.example/lti/launch/", "https://testserver/lti/launch/\r\nLocation: https://evil.example",
    "javascript:alert(1)//https://testserver/", "data:text/html,x", "", "/lti/launch/", "https://testserver",
    "https://testserver/", "https://testserver/admin/", "https://testserver/lti/launch/../../admin/", "https://testserver//evil.example/",
    "https://testserver/nowhere/", "https://testserver/lti/launch/\x00", "HTTPS://TESTSERVER/lti/launch/",
    "https://testserver:8443/lti/launch/", "https://testserver/accounts/login/?next=https://evil.example",
]  # fmt: skip


def asked(registration: Registration, **changes: str) -> dict[str, str]:
    usual = {"iss": ISSUER, "client_id": registration.client_id, "login_hint": "17"}
    return usual | {"target_link_uri": f"{TOOL}/lti/launch/"} | changes


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_browser_is_sent_back_to_the_platform(client: Client, deployment: Deployment, method: str) -> None:
    sent = asked(deployment.registration, lti_message_hint="m & n")
    response = getattr(client, method)("/lti/login/", sent, secure=True)

    address = urlsplit(response["Location"])
    said = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert (response.status_code, f"{address.scheme}://{address.netloc}{address.path}") == (302, f"{ISSUER}/auth")
    assert said.pop("state") != said.pop("nonce")
    assert said == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": deployment.registration.client_id,
        "redirect_uri": f"{TOOL}/lti/launch/",
        "login_hint": "17",
        "lti_message_hint": "m & n",
    }


def test_the_cookie_of_a_login_is_for_a_frame_on_another_site(client: Client, deployment: Deployment) -> None:
    begun(client, deployment.registration)

    (cookie,) = client.cookies.values()
    assert cookie.key.startswith("__Host-lti-")
    assert {"secure", "httponly", "partitioned"} <= {name for name, value in cookie.items() if value}
    assert (cookie["samesite"], cookie["path"], cookie["domain"], cookie["max-age"]) == ("None", "/", "", 600)


def test_neither_state_nor_nonce_is_kept_as_it_is(client: Client, deployment: Deployment) -> None:
    said = begun(client, deployment.registration)

    row = Login.objects.get()
    assert not {said["state"], said["nonce"]} & {row.state_hash, row.nonce_hash}


@pytest.mark.parametrize("target", HOSTILE)
def test_a_link_that_leads_elsewhere_is_none(client: Client, deployment: Deployment, target: str) -> None:
    response = client.post("/lti/login/", asked(deployment.registration, target_link_uri=target), secure=True)

    assert response.status_code == 400
    assert "Location" not in response.headers
    assert Launch.objects.get().refusal in {"login-target", "login-hint"}


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"iss": "https://evil.example"}, "registration"),
        ({"client_id": "another"}, "registration"),
        ({"iss": "https://lms.example\x00"}, "registration"),
        ({"client_id": "\x00"}, "registration"),
        ({"target_link_uri": f"{TOOL}/lti/launch/?a={'b' * 2_000}"}, "login-target"),
        ({"login_hint": ""}, "login-hint"),
        ({"login_hint": "x" * 5000}, "login-hint"),
        ({"lti_message_hint": "\x00"}, "login-hint"),
    ],
)
def test_a_login_that_cannot_be_is_a_page_with_a_number(
    client: Client, deployment: Deployment, changes: dict[str, str], check: str
) -> None:
    response = client.post("/lti/login/", asked(deployment.registration, **changes), secure=True)

    assert (response.status_code, Launch.objects.get().refusal) == (400, check)
    assert Launch.objects.get().reference in response.text


def test_a_login_that_names_no_client_needs_an_address_of_its_own_where_there_are_two(client: Client) -> None:
    one, _ = a_registration(), a_registration()
    sent = asked(one)
    del sent["client_id"]

    assert client.post("/lti/login/", sent, secure=True).status_code == 400
    assert client.post(f"/lti/login/{one.pk}", sent, secure=True).status_code == 302


@pytest.mark.parametrize("state", ["pending", "off"])
def test_a_platform_that_is_not_active_is_told_so(client: Client, state: str) -> None:
    response = client.post("/lti/login/", asked(a_registration(state=state)), secure=True)

    assert (response.status_code, Launch.objects.get().refusal) == (400, "registration-state")


def test_a_platform_that_can_keep_the_state_is_asked_to(client: Client, deployment: Deployment) -> None:
    sent = asked(deployment.registration, lti_storage_target="_parent")

    response = client.post("/lti/login/", sent, secure=True)

    assert response.status_code == 200
    assert f'data-platform="{ISSUER}"' in response.text
    assert f'href="{ISSUER}/auth?' in response.text
