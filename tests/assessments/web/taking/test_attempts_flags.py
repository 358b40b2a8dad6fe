"""Flags: put by a button that works without scripts, seen in the palette and before submitting."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt
from assessments.services.taking import attempts
from tests.factories import NOW, a_published_item, a_started_attempt, place

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, a_published_item(), a_published_item())


def url(attempt: Attempt, name: str = "flag", number: int = 1) -> str:
    return reverse(name, args=[attempt.pk, number])


def test_the_form_says_what_is_wanted_so_that_twice_is_as_once(as_alice: Client, attempt: Attempt) -> None:
    stands = []
    for wanted in ("on", "on", "off", "off"):
        as_alice.post(url(attempt), {"flagged": wanted})
        stands.append(place(attempt).flagged)

    assert stands == [True, True, False, False]


def test_a_form_that_says_nothing_turns_the_flag_over(as_alice: Client, attempt: Attempt) -> None:
    stands = []
    for _ in range(3):
        as_alice.post(url(attempt))
        stands.append(place(attempt).flagged)

    assert stands == [True, False, True]


def test_without_scripts_the_button_leads_back_to_the_question(as_alice: Client, attempt: Attempt) -> None:
    response = as_alice.post(url(attempt), {"flagged": "on"}, follow=True)

    assert response.redirect_chain == [(url(attempt, "item"), 302)]
    assert 'aria-pressed="true"' in response.text
    assert '<input type="hidden" name="flagged" value="off">' in response.text


def test_with_htmx_button_and_palette_change_and_nothing_else(as_alice: Client, attempt: Attempt) -> None:
    fragment = as_alice.post(url(attempt), {"flagged": "on"}, headers=HTMX)

    assert fragment.status_code == 200
    assert 'aria-pressed="true"' in fragment.text
    assert '<div id="beads" class="flow" hx-swap-oob="true">' in fragment.text
    assert [bead["is_flagged"] for bead in fragment.context["palette"]] == [True, False]
    assert 'name="raw"' not in fragment.text


def test_before_submitting_flags_are_counted_and_shown(as_alice: Client, attempt: Attempt) -> None:
    page = reverse("submit", args=[attempt.pk])
    none = as_alice.get(page).text
    as_alice.post(url(attempt, number=2), {"flagged": "on"})
    one = as_alice.get(page)
    as_alice.post(url(attempt, number=1), {"flagged": "on"})
    both = as_alice.get(page).text

    assert "flagged" not in none
    assert "1 question is flagged to come back to." in one.text
    assert [row["is_flagged"] for row in one.context["rows"]] == [False, True]
    assert "2 questions are flagged to come back to." in both


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_closed_attempt_says_so_and_takes_no_flag(
    as_alice: Client, attempt: Attempt, headers: dict[str, str]
) -> None:
    attempts.submit(attempt, NOW)

    as_alice.post(url(attempt), {"flagged": "on"}, headers=headers)
    page = as_alice.get(reverse("review", args=[attempt.pk]))

    assert not place(attempt).flagged
    assert [str(message) for message in page.context["messages"]] == [
        "This attempt is closed. What you answered before is kept."
    ]


def test_whoever_opens_the_address_of_the_form_is_led_to_the_question(as_alice: Client, attempt: Attempt) -> None:
    assert as_alice.get(url(attempt))["Location"] == url(attempt, "item")
