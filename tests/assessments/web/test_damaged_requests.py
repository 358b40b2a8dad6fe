"""Damaged bodies and cookies: whatever comes is answered, and never by a failure of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import ItemSession
from tests.assessments.api.programs import ROOT, Program
from tests.assessments.interchange.mutants import MUTATIONS
from tests.assessments.web.posting import url
from tests.factories import THREE_SHAPES, a_bank, a_course, a_member, an_item, published

pytestmark = [pytest.mark.django_db, pytest.mark.once]

KINDS = 4
FAILURE = 500
FORM = "application/x-www-form-urlencoded"
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")  # no server hands them on in a header
INTENT = "01234567-89ab-4cde-8f01-23456789abcd"


@pytest.fixture
def damaged(
    pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> Callable[[bytes], Iterator[bytes]]:
    """Each kind's share of them; the same in every run."""
    count = -(-pytestconfig.getoption("mutations") // KINDS)

    def damage(whole: bytes) -> Iterator[bytes]:
        for number in range(count):
            chance, data = Random(f"{whole!r} {number}"), whole  # noqa: S311 -- which of them
            for _ in range(chance.randint(1, 3)):
                data = chance.choice(MUTATIONS)(data or b" ", chance)
            yield data

    record_property("damaged requests", count)
    return damage


def must_be_answered(ask: Callable[[bytes], HttpResponse], whole: bytes, parts: Iterator[bytes]) -> None:
    """The whole one is taken, so it is the damage that the others are refused for."""
    assert ask(whole).status_code < 400
    statuses = {}
    for data in parts:
        cache.clear()  # nobody asks too often
        statuses[ask(data).status_code] = data
    assert max(statuses) < FAILURE, statuses[max(statuses)]
    assert len(statuses) > 1


@pytest.mark.parametrize("name", ["draft", "answer"])
def test_damaged_forms_are_answered(
    as_alice: Client, session: ItemSession, damaged: Callable[[bytes], Iterator[bytes]], name: str
) -> None:
    fields = {"raw": "(2, 3)", "turn": "1", "draft": "0", "window": "one", "intent": INTENT, "option1": "on"}
    whole = urlencode(fields).encode()

    must_be_answered(lambda data: as_alice.post(url(session, name), data, FORM), whole, damaged(whole))


@pytest.fixture
def program() -> Program:
    course = a_course(slug="ours")
    published(an_item(bank=a_bank(slug="ours", course=course)))
    return Program(a_member(course, "instructor"), course)


def test_damaged_json_is_answered(program: Program, damaged: Callable[[bytes], Iterator[bytes]]) -> None:
    new = {"slug": "new", "kind": "feed-forward-shape", "title": "New", "definition": THREE_SHAPES, "tags": ["shapes"]}
    whole = json.dumps(new).encode()

    def ask(data: bytes) -> HttpResponse:
        return program.client.post(f"{ROOT}/banks/ours/items", data, "application/json", headers=authorised)

    authorised = {"Authorization": f"Bearer {program.token}"}
    must_be_answered(ask, whole, damaged(whole))


def test_damaged_cookies_are_answered(as_alice: Client, damaged: Callable[[bytes], Iterator[bytes]]) -> None:
    key = as_alice.cookies[settings.SESSION_COOKIE_NAME].value
    jar: dict[str, Any] = {settings.SESSION_COOKIE_NAME: key, settings.LANGUAGE_COOKIE_NAME: "de"}
    jar |= {"__Host-lti-01234567": "0123456789abcdef", "messages": "W10:1", "csrftoken": "x" * 32}
    whole = "; ".join(f"{name}={value}" for name, value in jar.items()).encode()

    def ask(data: bytes) -> HttpResponse:
        return Client().get(reverse("account"), HTTP_COOKIE=CONTROLS.sub("", data.decode("latin-1")))

    must_be_answered(ask, whole, damaged(whole))
