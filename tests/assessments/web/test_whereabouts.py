from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.timezone import now

from assessments.environment import envnetworks
from assessments.models import Attempt, ItemSession
from assessments.senders import address_of
from assessments.services.taking import starting
from tests.factories import a_quiz, a_started_attempt, place
from tests.routes import addresses

pytestmark = pytest.mark.django_db
CLASSROOM = "192.0.2.0/24\n2001:db8::/32"
PROXIES = "10.0.0.0/8"


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, ip_ranges=CLASSROOM, now=now())


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.0.0.2", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.2", "198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.2", "192.0.2.7, 10.0.0.1", "192.0.2.7"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
        ("2001:db8::1", "", "2001:db8::1"),
        ("", "192.0.2.7", "None"),
    ],
)
def test_only_trusted_proxies_say_where_a_learner_is(
    settings: Any, monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, address: str
) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", PROXIES)
    settings.TRUSTED_PROXIES = envnetworks("TRUSTED_PROXIES")
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    assert str(address_of(request)) == address


@pytest.mark.parametrize(
    ("peer", "started"), [("192.0.2.7", 1), ("2001:db8::1", 1), ("192.0.3.7", 0), ("2001:db9::1", 0)]
)
def test_a_quiz_is_started_in_the_classroom_alone(as_alice: Client, peer: str, started: int) -> None:
    quiz = a_quiz(ip_ranges=CLASSROOM)

    response = as_alice.post(reverse("assessment", args=[quiz.slug]), REMOTE_ADDR=peer)

    assert (response.status_code, Attempt.objects.count()) == (302 if started else 403, started)
    assert started or peer in response.text


@pytest.mark.parametrize("name", ["item", "answer", "draft", "another", "hint", "reveal", "flag"])
def test_questions_are_neither_shown_nor_answered_elsewhere(as_alice: Client, attempt: Attempt, name: str) -> None:
    url, form = addresses(attempt)[name], {"raw": "(2, 3)", "turn": "1", "draft": "0"}
    before = list(ItemSession.objects.values())

    method = as_alice.get if name == "item" else as_alice.post
    response = method(url, form, REMOTE_ADDR="198.51.100.1")

    assert response.status_code == (400 if name == "draft" else 403)
    assert list(ItemSession.objects.values()) == before


def test_a_teacher_previews_from_anywhere(client: Client, tess: AbstractBaseUser) -> None:
    preview = starting.preview(tess, a_quiz(ip_ranges=CLASSROOM), now())
    client.force_login(tess)

    page = client.get(addresses(preview)["item"], REMOTE_ADDR="198.51.100.1")
    draft = client.post(
        addresses(preview)["draft"], {"raw": "(2, 3)", "turn": "1", "draft": "0"}, REMOTE_ADDR="198.51.100.1"
    )

    assert (page.status_code, draft.status_code) == (200, 200)


def test_htmx_is_told_as_well(as_alice: Client, attempt: Attempt) -> None:
    response = as_alice.post(
        addresses(attempt)["answer"], {"raw": "(2, 3)"}, headers={"HX-Request": "true"}, REMOTE_ADDR="198.51.100.1"
    )

    assert (response.status_code, "Not from here" in response.text) == (403, True)


def test_what_was_typed_is_handed_in_and_read_anywhere(as_alice: Client, attempt: Attempt) -> None:
    submitted = as_alice.post(addresses(attempt)["submit"], REMOTE_ADDR="198.51.100.1")
    review = as_alice.get(addresses(attempt)["review"], REMOTE_ADDR="198.51.100.1")

    assert (submitted.status_code, review.status_code) == (302, 200)


def test_a_quiz_without_networks_is_open_everywhere(as_alice: Client, alice: AbstractBaseUser) -> None:
    session = place(starting.start(alice, a_quiz(), now()))

    assert as_alice.get(addresses(session.attempt)["item"], REMOTE_ADDR="").status_code == 200


def test_other_refusals_keep_their_page(as_alice: Client, tess: AbstractBaseUser) -> None:
    as_alice.force_login(tess)

    text = as_alice.get(reverse("admin:assessments_attempt_add")).text

    assert "This page is not open to you" in text
