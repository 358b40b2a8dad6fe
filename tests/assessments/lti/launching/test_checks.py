"""Every launch that must be turned away, by the check that does it, and every one that must be let in.
The lists are 1EdTech's: "known bad" and "valid" launches of the LTI 1.3 core certification, and our 24 checks.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.test import Client

from assessments.lti.launching.checks import CHECKS
from assessments.models import Deployment, Launch, LtiUser, Registration
from assessments.outbound.asking import Answer
from tests.assessments.lti.platforms import (
    GONE,
    ROLE,
    TOOL,
    a_deployment,
    a_key,
    a_key_set,
    a_registration,
    answers,
    begun,
    claims,
    encoded,
    launched,
    minted,
    posted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class FromNow(float):
    """Seconds from when the test runs, not from when it was collected."""


def timed(changes: dict[str, Any]) -> dict[str, Any]:
    now = time.time()
    return {name: now + value if isinstance(value, FromNow) else value for name, value in changes.items()}


def refusal() -> str:
    return Launch.objects.get().refusal


# 1EdTech's twelve, first; then what our checks add.
BAD: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("no key ID", "key", {"kid": GONE}, {}),
    ("a key ID of nobody", "key-known", {"kid": "other"}, {}),
    ("a wrong version", "version", {}, {"version": "1.2.0"}),
    ("no version", "version", {}, {"version": GONE}),
    ("not LTI", "version", {}, dict.fromkeys(("version", "message_type", "deployment_id", "roles"), GONE)),
    ("no claims of LTI but the version", "type", {}, dict.fromkeys(("message_type", "deployment_id", "roles"), GONE)),
    ("timestamps of yesterday", "expiry", {}, {"iat": FromNow(-86400), "exp": FromNow(-86100)}),
    ("no message type", "type", {}, {"message_type": GONE}),
    ("no roles", "roles", {}, {"roles": GONE}),
    ("no deployment", "deployment", {}, {"deployment_id": GONE}),
    ("no link", "link", {}, {"resource_link": GONE}),
    ("no person", "person", {}, {"sub": GONE}),
    ("HS256", "algorithm", {"alg": "HS256"}, {}),
    ("none", "algorithm", {"alg": "none"}, {}),
    ("RS512", "algorithm", {"alg": "RS512"}, {}),
    ("a key of its own", "headers", {"jwk": a_key_set()["keys"][0]}, {}),
    ("an address of a key", "headers", {"jku": "https://evil.example/jwks"}, {}),
    ("a certificate", "headers", {"x5c": ["MIIB"]}, {}),
    ("something critical", "headers", {"crit": ["exp"]}, {}),
    ("another issuer", "issuer", {}, {"iss": "https://evil.example"}),
    ("an issuer with a slash more", "issuer", {}, {"iss": "https://lms.example/"}),
    ("another audience", "audience", {}, {"aud": "somebody"}),
    ("no audience", "audience", {}, {"aud": GONE}),
    ("an audience of others", "audience", {}, {"aud": ["somebody"]}),
    ("a foreign party", "party-us", {}, {"azp": "somebody"}),
    ("no expiry", "expiry", {}, {"exp": GONE}),
    ("an expiry that is no number", "expiry", {}, {"exp": "tomorrow"}),
    ("an expiry that is true", "expiry", {}, {"exp": True}),
    ("an endless expiry", "expiry", {}, {"exp": float("inf")}),
    ("ten years", "lifetime", {}, {"exp": FromNow(10 * 365 * 86400)}),
    ("no date of issue", "issued", {}, {"iat": GONE}),
    ("issued eleven minutes ago", "issued", {}, {"iat": FromNow(-660), "exp": FromNow(60)}),
    ("issued in two minutes", "issued", {}, {"iat": FromNow(120)}),
    ("no nonce", "nonce", {}, {"nonce": GONE}),
    ("another nonce", "nonce-state", {}, {"nonce": "another"}),
    ("an unknown message", "type", {}, {"message_type": "LtiStartProctoring"}),
    ("a deployment without a name", "deployment", {}, {"deployment_id": ""}),
    ("a long deployment", "deployment", {}, {"deployment_id": "d" * 256}),
    ("a deployment that is a number", "deployment", {}, {"deployment_id": 1}),
    ("another target", "target", {}, {"target_link_uri": f"{TOOL}/admin/"}),
    ("a foreign target", "target", {}, {"target_link_uri": "https://evil.example/lti/launch/"}),
    ("no target", "target", {}, {"target_link_uri": GONE}),
    ("a long person", "person", {}, {"sub": "s" * 256}),
    ("a person beyond ASCII", "person", {}, {"sub": "Ünal"}),
    ("a person with a NUL", "person", {}, {"sub": "a\x00b"}),
    ("a person that is a number", "person", {}, {"sub": 17}),
    ("roles that are no list", "roles", {}, {"roles": f"{ROLE}Instructor"}),
    ("roles that are no texts", "roles", {}, {"roles": [1]}),
    ("a link without an ID", "link", {}, {"resource_link": {}}),
    ("a long link", "link", {}, {"resource_link": {"id": "l" * 256}}),
    ("choosing without settings", "settings", {}, {"message_type": "LtiDeepLinkingRequest"}),
    ("a review of nobody", "settings", {}, {"message_type": "LtiSubmissionReviewRequest"}),
]


@pytest.mark.parametrize(("name", "check", "header", "changes"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_launch_is_turned_away_by_the_check_for_it(
    client: Client, deployment: Deployment, name: str, check: str, header: dict[str, Any], changes: dict[str, Any]
) -> None:
    response = launched(client, deployment.registration, header, **timed(changes))

    assert (response.status_code, refusal()) == (400, check)
    assert Launch.objects.get().reference in response.text
    assert "/lti/login/" in response.text
    assert LtiUser.objects.count() == 0
    assert not any("lti-at-" in name for name in client.cookies)


def test_an_audience_of_several_needs_a_party(client: Client, deployment: Deployment) -> None:
    us = deployment.registration.client_id

    assert launched(client, deployment.registration, aud=[us, "another"]).status_code == 400
    assert refusal() == "party"
    assert launched(client, deployment.registration, aud=[us, "another"], azp=us).status_code == 303


Forger = Callable[[Registration, str], str]


def signed_by_another(registration: Registration, nonce: str) -> str:
    return minted(claims(registration, nonce), a_key(2048, 1))


def signed_with_the_public_key(registration: Registration, nonce: str) -> str:
    """HS256 with what everybody knows as the secret."""
    public = (
        a_key().public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    parts = {"alg": "RS256", "kid": "platform-key"}, claims(registration, nonce)
    body = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    return f"{body}.{encoded(jwt.get_algorithm_by_name('HS256').sign(body.encode(), public))}"


def with_other_claims(registration: Registration, nonce: str) -> str:
    header, _, signature = minted(claims(registration, nonce)).split(".")
    return f"{header}.{encoded(json.dumps(claims(registration, nonce, sub='teacher')).encode())}.{signature}"


def without_signature(registration: Registration, nonce: str) -> str:
    return minted(claims(registration, nonce)).rpartition(".")[0] + "."


def with_a_part_more(registration: Registration, nonce: str) -> str:
    return minted(claims(registration, nonce)) + ".x"


def too_long(registration: Registration, nonce: str) -> str:
    return minted(claims(registration, nonce, name="n" * 16_000))


def no_token(registration: Registration, nonce: str) -> str:
    return "hello"


def not_json(registration: Registration, nonce: str) -> str:
    return f"{encoded(b'{')}.{encoded(b'[]')}.{encoded(b'x')}"


def nested(registration: Registration, nonce: str) -> str:
    return f"{encoded(b'[' * 5000)}.{encoded(b'[' * 5000)}.{encoded(b'x')}"


@pytest.mark.parametrize(
    ("forge", "check"),
    [
        (signed_by_another, "signature"),
        (signed_with_the_public_key, "signature"),
        (with_other_claims, "signature"),
        (without_signature, "parts"),
        (with_a_part_more, "parts"),
        (too_long, "parts"),
        (no_token, "parts"),
        (not_json, "parts"),
        (nested, "parts"),
    ],
)
def test_a_forged_message_is_turned_away(client: Client, deployment: Deployment, forge: Forger, check: str) -> None:
    asked = begun(client, deployment.registration)

    response = posted(client, forge(deployment.registration, asked["nonce"]), asked["state"])

    assert (response.status_code, refusal()) == (400, check)
    assert LtiUser.objects.count() == 0


@pytest.mark.parametrize(
    "key_set",
    [
        a_key_set(a_key(1024)),
        a_key_set(kty="oct"),
        a_key_set(use="enc"),
        a_key_set(alg="RS512"),
        a_key_set(n=None),
        a_key_set(n="", e=""),
        {"keys": []},
    ],
    ids=["short", "symmetric", "for encryption", "for another algorithm", "without a modulus", "empty", "none"],
)
def test_a_key_that_is_not_fit_is_no_key(
    client: Client, deployment: Deployment, monkeypatch: pytest.MonkeyPatch, key_set: dict[str, Any]
) -> None:
    monkeypatch.setattr("assessments.lti.launching.launch.ask", answers(key_set))

    response = launched(client, deployment.registration)

    assert (response.status_code, refusal()) == (400, "key-known")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(500),
        Answer(200, {}, b"<html>"),
        Answer(200, {}, b'{"keys": 7}'),
        Answer(200, {}, b"[" * 5000),
        Answer(200, {}, b'{"keys": [1]}'),
    ],
)
def test_a_platform_without_keys_is_a_page_and_no_error(
    client: Client, deployment: Deployment, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    monkeypatch.setattr("assessments.lti.launching.launch.ask", answers(answer))

    assert launched(client, deployment.registration).status_code == 400
    assert refusal() == "key-known"


def test_a_message_of_one_login_does_not_fit_the_state_of_another(client: Client, deployment: Deployment) -> None:
    one, two = begun(client, deployment.registration), begun(client, deployment.registration)

    response = posted(client, minted(claims(deployment.registration, one["nonce"])), two["state"])

    assert (response.status_code, refusal()) == (400, "nonce-state")


def test_a_message_of_one_platform_does_not_fit_the_login_of_another(client: Client, deployment: Deployment) -> None:
    other = a_deployment(registration=a_registration(issuer="https://other.example"))
    asked = begun(client, deployment.registration)

    response = posted(client, minted(claims(other.registration, asked["nonce"])), asked["state"])

    assert (response.status_code, refusal()) == (400, "issuer")


def test_a_state_that_nobody_made_is_turned_away(client: Client, deployment: Deployment) -> None:
    response = posted(client, minted(claims(deployment.registration, "n")), "made up")

    assert (response.status_code, refusal()) == (400, "state")


def test_a_message_is_good_once(client: Client, deployment: Deployment) -> None:
    asked = begun(client, deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"]))
    state = client.cookies.copy()

    first = posted(client, token, asked["state"])
    client.cookies.update(state)
    second = posted(client, token, asked["state"])

    assert (first.status_code, second.status_code) == (303, 400)
    assert Launch.objects.exclude(refusal="").get().refusal == "state-once"


def test_another_browser_gets_no_session(deployment: Deployment) -> None:
    """Else somebody could be logged in as somebody else, and answer as them."""
    asked = begun(Client(), deployment.registration)

    victim = Client()
    response = posted(victim, minted(claims(deployment.registration, asked["nonce"])), asked["state"])

    assert response.status_code == 200
    assert "new window" in response.text
    assert victim.cookies == {}
    assert Launch.objects.count() == 0


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_the_platform_kept_counts_from_our_own_page_alone(deployment: Deployment, origin: str) -> None:
    asked = begun(Client(), deployment.registration)
    token = minted(claims(deployment.registration, asked["nonce"]))
    form = {"id_token": token, "state": asked["state"], "kept": asked["state"]}

    stranger = Client().post("/lti/launch/", form, secure=True, headers={"Origin": origin} if origin else {})
    ours = Client().post("/lti/launch/", form, secure=True, headers={"Origin": TOOL})

    assert stranger.status_code == 200
    assert ours.status_code == 303
    assert ours["Location"].startswith("/lti/handover/?ticket=")


PERSONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "several roles": {"roles+": ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student"]},
    "a short role": {"short": True},
    "an unknown role": {"roles+": ["http://example.org/roles#Wizard"]},
    "no role": {"roles": []},
    "e-mail only": {"given_name": GONE, "family_name": GONE, "email": "ada@lms.example"},
    "names only": {"email": GONE},
    "nothing personal": {"given_name": GONE, "family_name": GONE},
    "e-mail and no course": {"email": "ada@lms.example", "context": GONE},
    "a new link": {"resource_link": {"id": "link-2"}},
}


@pytest.mark.parametrize("role", ["Instructor", "Learner"])
@pytest.mark.parametrize("name", PERSONS)
def test_a_valid_launch_is_let_in(client: Client, deployment: Deployment, role: str, name: str) -> None:
    changes = dict(PERSONS[name])
    roles = [role if changes.pop("short", False) else ROLE + role, *changes.pop("roles+", [])]

    response = launched(client, deployment.registration, **{"roles": roles} | changes)

    assert response.status_code == 303
    assert refusal() == ""
    teaches = role == "Instructor" and name != "no role"
    assert response["Location"].endswith("/lti/choose/" if teaches else "/lti/waiting/")
    assert client.get(response["Location"], secure=True).status_code == 200


def test_each_check_has_a_text_of_its_own_and_turns_something_away() -> None:
    assert len({str(check.text) for check in CHECKS}) == len({check.name for check in CHECKS}) == len(CHECKS)


def test_anonymous_is_a_preview_where_it_is_allowed(client: Client, deployment: Deployment) -> None:
    Registration.objects.update(allows_anonymous=True)

    response = launched(client, deployment.registration, sub=GONE)

    assert response.status_code == 200
    assert "Preview" in response.text
    assert LtiUser.objects.count() == 0
    assert not any("lti-at-" in name for name in client.cookies)
