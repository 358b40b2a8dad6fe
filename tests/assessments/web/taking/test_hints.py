"""Hints on the question's page, and what rests there while an exam is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Attempt, ItemSession
from assessments.services.taking import attempts, hints, starting
from tests.assessments.services.taking.test_withholding import ONE_SHAPE, an_exam
from tests.factories import a_published_item, a_started_attempt, answered, place, right, transposed

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TOLD = "its columns meet the entries of that column"


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    started = a_started_attempt(alice, now=now(), tries=3)
    answered(place(started), transposed(place(started)), now())
    return started


def page(client: Client, attempt: Attempt) -> Any:
    return client.get(reverse("item", args=[attempt.pk, 1]))


def ask(client: Client, session: ItemSession, **more: Any) -> Any:
    form = {"turn": session.turn}
    return client.post(reverse("hint", args=[session.attempt_id, session.number]), form, **more)


def test_a_hint_is_shown_when_it_is_asked_for_and_ever_after(as_alice: Client, attempt: Attempt) -> None:
    before = page(as_alice, attempt).text

    response = ask(as_alice, place(attempt))
    after = page(as_alice, attempt).text

    assert ("Show a hint" in before, TOLD in before) == (True, False)
    assert response["Location"] == reverse("item", args=[attempt.pk, 1]) + "#hint"
    assert ("Show a hint" in after, TOLD in after) == (False, True)


def test_with_htmx_the_hint_takes_the_focus_from_the_outcome(as_alice: Client, attempt: Attempt) -> None:
    text = ask(as_alice, place(attempt), headers=HTMX).text

    assert '<h2 id="hint" tabindex="-1" autofocus>' in text
    assert '<h2 id="outcome" tabindex="-1">' in text


def test_before_an_answer_no_hint_is_offered(as_alice: Client, alice: AbstractBaseUser) -> None:
    fresh = a_started_attempt(alice, now=now())

    assert "Show a hint" not in page(as_alice, fresh).text
    assert "There is no hint for this question yet." in ask(as_alice, place(fresh), follow=True).text


def test_a_hint_for_a_variant_of_before_is_none_for_this_one(as_alice: Client, attempt: Attempt) -> None:
    old = place(attempt)
    attempts.another(place(attempt), now())

    ask(as_alice, old)

    assert list(attempt.sessions.values_list("hints_used", flat=True)) == [0, 0]


def test_an_exam_offers_none(as_alice: Client, alice: AbstractBaseUser) -> None:
    exam = a_started_attempt(alice, now=now(), tries=3, mode="exam")
    answered(place(exam), transposed(place(exam)), now())

    assert "Show a hint" not in page(as_alice, exam).text


def test_a_hint_stays_when_its_question_is_finished(as_alice: Client, attempt: Attempt) -> None:
    hints.ask(place(attempt), now())
    answered(place(attempt), right(place(attempt)), now())

    assert TOLD in page(as_alice, attempt).text


# What an open exam keeps


@pytest.fixture
def practice(alice: AbstractBaseUser) -> Attempt:
    """Finished with, the solution shown; then an exam opens that asks the same."""
    item = a_published_item(**ONE_SHAPE)
    a_published_item(bank=item.bank)
    started = starting.practise(alice, item.bank, now())
    answered(place(started), transposed(place(started)), now())
    attempts.reveal(place(started), now())
    an_exam(item, closes_at=now() + timedelta(days=1))
    return started


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_question_of_an_open_exam_rests_in_practice(
    as_alice: Client, practice: Attempt, headers: dict[str, str]
) -> None:
    text = as_alice.get(reverse("item", args=[practice.pk, 1]), headers=headers).text

    assert "This question is also part of “Midterm”, which is open and tells its answers later." in text
    assert not any(told in text for told in ("(2, 3)", "How to get there", "Check"))


def test_its_review_rests_too(as_alice: Client, practice: Attempt) -> None:
    attempts.submit(practice, now())

    text = as_alice.get(reverse("review", args=[practice.pk])).text

    assert "This question is also part of “Midterm”" in text
    assert not any(told in text for told in ("(2, 3)", "How to get there"))
    assert "(3, 2)" in text  # the learner's own answer


def test_other_questions_of_the_practice_go_on(as_alice: Client, practice: Attempt) -> None:
    text = as_alice.get(reverse("item", args=[practice.pk, 2])).text

    assert "Check" in text


def test_an_answer_leads_to_the_reason(as_alice: Client, practice: Attempt) -> None:
    ItemSession.objects.filter(attempt=practice).update(finished_at=None)
    form = {"raw": "(2, 3)", "intent": "4fd5f5b2-3c51-4e55-8f9b-5d6a9d6f8f11", "turn": 1}

    page = as_alice.post(reverse("answer", args=[practice.pk, 1]), form, follow=True)

    assert "Midterm" in page.text
    assert place(practice).tries_used == 1
