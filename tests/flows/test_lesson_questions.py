"""The six questions of the lesson, answered through the pages as a learner would."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.interchange import bundle
from assessments.models import Attempt, Item
from assessments.services import banks, demo
from tests.factories import NOW, a_started_attempt, place

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What the lesson teaches, each option by words that only it has.
TRUE = {
    "q1": ["sets how much is written"],
    "q2": ["more of the cell state pass on", "can shrink it, but not flip its sign"],
    "q3": ["0.2"],
    "q4": ["generally differ"],
    "q5": [r"$50 \times 1$"],
    "q6": [r"$50 \times 20$ and $50 \times 20$"],
}


@pytest.fixture
def lesson(alice: AbstractBaseUser) -> Attempt:
    """One attempt at all six, in order, one try each."""
    for path in demo.BANKS.glob("*.json"):
        banks.import_bank(bundle.read(path.read_text("utf-8")))
    items = list(Item.objects.filter(slug__in=TRUE).order_by("slug"))
    for item in items:
        banks.publish(item, None, NOW)
    return a_started_attempt(alice, *items, tries=1)


def options(attempt: Attempt, number: int, words: list[str]) -> list[str]:
    """What the page sends for the options that are meant."""
    offered = [value for value, _ in place(attempt, number).shown.options]
    return [one for wanted in words for one in offered if one == wanted or (wanted in one and wanted not in offered)]


def send(client: Client, attempt: Attempt, number: int, chosen: list[str]) -> str:
    address = reverse("answer", args=[attempt.pk, number])
    return client.post(address, {"raw": chosen, "intent": str(uuid4()), "turn": 1}, follow=True).text


@pytest.mark.parametrize(("number", "slug"), list(enumerate(TRUE, start=1)))
def test_a_true_answer_to_the_lesson_scores_one(as_alice: Client, lesson: Attempt, number: int, slug: str) -> None:
    page = send(as_alice, lesson, number, options(lesson, number, TRUE[slug]))

    assert place(lesson, number).score == 1
    assert "1 / 1 point" in page


def test_the_key_that_the_sheet_prints_for_the_third_scores_nothing(as_alice: Client, lesson: Attempt) -> None:
    page = send(as_alice, lesson, 3, ["20"])

    assert place(lesson, 3).score == 0
    assert "0 / 1 point" in page
