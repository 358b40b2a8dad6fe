"""A platform in this process: its rows here, its keys, and the messages that it signs."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from jwt.algorithms import RSAAlgorithm

from assessments.models import (
    Assessment,
    Attempt,
    Context,
    Deployment,
    ItemSession,
    LineItem,
    LtiUser,
    Registration,
    ResourceLink,
)
from assessments.outbound.asking import Answer
from assessments.services.lti.contents import Content
from assessments.services.lti.launches import expect_scores
from assessments.services.lti.people import Seat, seat
from assessments.services.taking.starting import start
from tests.factories import NOW, a_course, a_learner, a_quiz, answered, transposed
from tests.factories import right as rightly

ISSUER, TOOL = "https://lms.example", "https://testserver"
KID = "platform-key"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
GONE = object()
numbers = count(1)


@cache
def a_key(size: int = 2048, number: int = 0) -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=size)


def a_key_set(key: RSAPrivateKey | None = None, kid: str = KID, **more: Any) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk((key or a_key()).public_key(), as_dict=True)
    return {"keys": [{**public, "kid": kid, "alg": "RS256", "use": "sig"} | more]}


def answers(*replies: Any) -> Callable[..., Answer]:
    """An `ask` that gives one reply after the other, the last one for ever; what was asked is in `.asked`."""
    left = list(replies)

    def ask(*asked: Any, **more: Any) -> Answer:
        ask.asked.append(asked)
        reply = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, Answer) else Answer(200, {}, json.dumps(reply).encode())

    ask.asked = []
    return ask


def a_registration(**fields: Any) -> Registration:
    usual = {
        "title": "The LMS",
        "issuer": ISSUER,
        "client_id": f"client-{next(numbers)}",
        "auth_url": f"{ISSUER}/auth",
        "token_url": f"{ISSUER}/token",
        "jwks_url": f"{ISSUER}/jwks",
    }
    return Registration.objects.create(**usual | fields)


def a_deployment(**fields: Any) -> Deployment:
    registration = fields.pop("registration", None) or a_registration()
    usual = {"registration": registration, "deployment_id": "1", "state": Deployment.State.APPROVED}
    return Deployment.objects.create(**usual | fields)


def claims(registration: Registration, asked_nonce: str, /, **changes: Any) -> dict[str, Any]:
    """Of an ordinary launch by a learner; names without a colon are LTI's own, and GONE takes one away."""
    now = int(time.time())
    said = {
        "iss": registration.issuer,
        "aud": registration.client_id,
        "sub": "learner-17",
        "iat": now,
        "exp": now + 300,
        "nonce": asked_nonce,
        "given_name": "Ada",
        "family_name": "Lovelace",
        f"{CLAIM}message_type": "LtiResourceLinkRequest",
        f"{CLAIM}version": "1.3.0",
        f"{CLAIM}deployment_id": "1",
        f"{CLAIM}target_link_uri": f"{TOOL}/lti/launch/",
        f"{CLAIM}roles": [f"{ROLE}Learner"],
        f"{CLAIM}resource_link": {"id": "link-1", "title": "A quiz"},
        f"{CLAIM}context": {"id": "course-1", "title": "Recurrent networks"},
    }
    for name, value in changes.items():
        key = name if name in said or ":" in name else CLAIM + name
        key = name if name in {"azp", "email", "name"} else key
        said[key] = value
    return {name: value for name, value in said.items() if value is not GONE}


def minted(said: Mapping[str, Any], key: RSAPrivateKey | None = None, **header: Any) -> str:
    """Signed by RS256, whatever the header says; for what a proper library would refuse to make."""
    whole = {"alg": "RS256", "typ": "JWT", "kid": KID} | header
    parts = [
        encoded(json.dumps({k: v for k, v in whole.items() if v is not GONE}).encode()),
        encoded(json.dumps(said).encode()),
    ]
    signature = jwt.get_algorithm_by_name("RS256").sign(".".join(parts).encode(), key or a_key())
    return ".".join([*parts, encoded(signature)])


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def begun(client: Client, registration: Registration, **parameters: str) -> dict[str, str]:
    """What our login asks the platform for."""
    usual = {
        "iss": registration.issuer,
        "client_id": registration.client_id,
        "login_hint": "17",
        "target_link_uri": f"{TOOL}/lti/launch/",
    }
    response = client.post(reverse("lti_login"), usual | parameters, secure=True)
    assert response.status_code == 302, response.text
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


def launched(
    client: Client, registration: Registration, header: Mapping[str, Any] | None = None, /, **changes: Any
) -> HttpResponse:
    """One launch from login to our answer."""
    asked = begun(client, registration)
    token = minted(claims(registration, asked["nonce"], **changes), **(header or {}))
    return posted(client, token, asked["state"])


def posted(client: Client, token: str, state: str, **more: str) -> HttpResponse:
    return client.post(reverse("lti_launch"), {"id_token": token, "state": state, **more}, secure=True)


SCOPES = tuple(f"https://purl.imsglobal.org/spec/lti-ags/scope/{name}" for name in ("lineitem", "score"))


def a_link(quiz: Assessment | None = None, **fields: Any) -> ResourceLink:
    """In a course of the platform that is the quiz's own here, with a gradebook."""
    quiz = quiz or a_quiz(course=a_course(open_to_all=False))
    deployment = fields.pop("deployment", None) or a_deployment()
    context, _ = Context.objects.get_or_create(
        deployment=deployment, course=quiz.course, defaults={"context_id": f"course-{quiz.course_id}"}
    )
    named = {"link_id": f"link-{next(numbers)}", "assessment": quiz, "content": Content(assessment=quiz).id}
    link = ResourceLink.objects.create(context=context, **named | fields)
    url = f"{ISSUER}/lineitems/{link.pk}"
    LineItem.objects.create(link=link, container_url=f"{ISSUER}/lineitems", scopes=SCOPES, url=url)
    return link


def a_person_at(link: ResourceLink, **fields: Any) -> LtiUser:
    """A learner who has opened the link."""
    registration = link.context.deployment.registration
    sub = f"sub-{next(numbers)}"
    person = LtiUser.objects.create(registration=registration, sub=sub, user=a_learner(**fields))
    seat(link.context, [Seat(person, "learner")])
    expect_scores(link, person, NOW)
    return person


def an_answer_at(link: ResourceLink, person: LtiUser, *, right: bool = True, at: datetime = NOW) -> Attempt:
    """In the attempt that runs, or in a new one."""
    attempt = start(person.user, link.assessment, at)
    session = ItemSession.objects.filter(attempt=attempt, current=True, finished_at=None).first()
    answered(session, rightly(session) if right else transposed(session), at)
    return Attempt.objects.get(pk=attempt.pk)
