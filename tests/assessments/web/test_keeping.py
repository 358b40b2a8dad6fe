"""What is kept is said where it matters, and is so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_bank, a_published_item, a_quiz

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("seconds", "words"), [(3600, "and after 1 hour in"), (8 * 3600, "and after 8 hours in")])
def test_the_page_says_how_long_a_login_lasts(client: Client, settings: Any, seconds: int, words: str) -> None:
    settings.SESSION_COOKIE_AGE = seconds

    assert f"It ends when you have done nothing for 2 hours, {words} any case." in client.get(reverse("kept")).text


def test_whoever_begins_something_is_led_there(as_alice: Client) -> None:
    bank = a_bank()
    quiz = a_quiz(a_published_item(bank=bank))
    link = f'<a href="{reverse("kept")}">What is kept, and for how long</a>'

    pages = [
        as_alice.get(reverse("assessment", args=[quiz.slug])),
        as_alice.get(reverse("practice_bank", args=[bank.slug])),
    ]

    assert [link in page.text for page in pages] == [True, True]
