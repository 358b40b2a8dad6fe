"""Bodies that no form sends, addresses of nothing, and forms from elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import ItemSession, Response
from tests.assessments.web.posting import sent, url
from tests.factories import (
    a_quiz,
    answered,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


# Bodies that no form sends


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f"intent={uuid4()}" + "&raw=(9,%209)" * 100_000, FORM),
        (f"intent={uuid4()}&raw=" + "9" * 300_000, FORM),
        ("&".join(f"option{number}=on" for number in range(501)), FORM),
        (f"intent={uuid4()}" + "&a=b" * 498 + "&raw=(9,%209)" * 2, FORM),
        ("no boundary", "multipart/form-data"),
        ("garbage", "multipart/form-data; boundary=x"),
        ("raw=1&intent=2", f"{FORM}; charset=utf-7"),
        ('{"raw": "(2, 3)"}', "application/json"),
        ("\x00" * 1000, "application/octet-stream"),
    ],
    ids=["10^5 options", "300 kB", "501 fields", "one too many", "no boundary", "no parts", "charset", "JSON", "bytes"],
)
@pytest.mark.usefixtures("untouched")
def test_a_body_that_no_form_sends_is_a_bad_request(
    as_alice: Client, session: ItemSession, body: str, content_type: str
) -> None:
    response = as_alice.generic("POST", url(session, "answer"), body, content_type=content_type)

    assert response.status_code == 400
    assert "Nothing was recorded" in response.text


@pytest.mark.usefixtures("untouched")
def test_what_stands_in_the_address_or_a_cookie_is_no_answer(as_alice: Client, session: ItemSession) -> None:
    as_alice.cookies["raw"] = right(session)

    response = as_alice.post(f"{url(session, 'answer')}?raw={quote(right(session))}", {"intent": str(uuid4())})

    assert "Nothing was recorded" in response.text or response.status_code == 422


@pytest.mark.usefixtures("untouched")
def test_a_file_in_place_of_an_answer_is_no_answer(as_alice: Client, session: ItemSession, tmp_path: Any) -> None:
    path = tmp_path / "answer.txt"
    path.write_text(right(session))

    with path.open() as file:
        response = sent(as_alice, session, file)

    assert response.status_code == 422


# Addresses


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999999999", "٣"])
def test_a_place_that_is_not_there_is_not_found(as_alice: Client, session: ItemSession, number: str) -> None:
    base = f"/attempts/{session.attempt_id}/items/{number}/"

    got = [as_alice.get(base).status_code, as_alice.post(f"{base}answer", {"raw": "1"}).status_code]

    assert got == [404, 404]


@pytest.mark.parametrize(
    "path",
    [
        "/attempts/not-a-uuid/",
        "/attempts/00000000-0000-0000-0000-000000000000/",
        "/assessments/no-such-quiz/",
        "/assessments/%00/",
        "/practice/no-such-bank/",
        "/lesson/no-such-lesson/",
        "/nowhere/",
        "/%ff%fe/",
        "/attempts/../admin",
    ],
)
def test_what_is_not_there_is_not_found(as_alice: Client, path: str) -> None:
    assert as_alice.get(path).status_code == 404


# Forms from elsewhere


@pytest.fixture
def careful(alice: AbstractBaseUser) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    return client


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
@pytest.mark.parametrize("token", ["", "x", "x" * 64])
@pytest.mark.usefixtures("untouched")
def test_a_form_without_its_token_is_refused_calmly(
    careful: Client, session: ItemSession, token: str, headers: dict[str, str]
) -> None:
    form = {"raw": right(session), "intent": str(uuid4()), "turn": 1, "csrfmiddlewaretoken": token}

    response = careful.post(url(session, "answer"), form, headers=headers)

    assert response.status_code == 403
    assert "Your answer was not lost and no try was used" in response.text


def test_a_form_with_its_token_is_taken(careful: Client, session: ItemSession) -> None:
    page = careful.get(url(session))
    form = {"raw": right(session), "intent": page.context["intent"], "turn": 1}

    careful.post(url(session, "answer"), form | {"csrfmiddlewaretoken": page.context["csrf_token"]})

    assert Response.objects.get().score == 1


def test_every_post_wants_a_token(careful: Client, session: ItemSession) -> None:
    answered(session, transposed(session))
    quiz = a_quiz()
    paths = [
        *(url(session, name) for name in ("answer", "another", "reveal")),
        reverse("submit", args=[session.attempt_id]),
        reverse("assessment", args=[quiz.slug]),
        reverse("practice_bank", args=[session.item.bank.slug]),
        reverse("login"),
        reverse("logout"),
        reverse("signup"),
    ]

    assert [careful.post(path).status_code for path in paths] == [403] * len(paths)
