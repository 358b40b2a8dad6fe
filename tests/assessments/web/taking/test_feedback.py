"""What a learner is told during an exam and after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Attempt
from assessments.services.taking import attempts
from tests.factories import a_quiz, a_started_attempt, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def exam(alice: AbstractBaseUser, **settings: Any) -> Attempt:
    return a_started_attempt(alice, **{"mode": "exam", "now": now(), "tries": 3} | settings)


def page(client: Client, attempt: Attempt, name: str = "item") -> str:
    where = [attempt.pk] if name in ("review", "submit") else [attempt.pk, 1]
    return client.get(reverse(name, args=where)).text


@pytest.mark.parametrize("mode", ["exam", "deferred"])
def test_right_and_wrong_look_the_same_during_an_exam(as_alice: Client, alice: AbstractBaseUser, mode: str) -> None:
    pages = []
    for answer in (right, transposed):
        attempt = exam(alice, mode=mode)
        answered(place(attempt), answer(place(attempt)), now())
        pages.append(as_alice.get(reverse("item", args=[attempt.pk, 1])).context)

    for seen in pages:
        assert (seen["outcome"]["state"], seen["outcome"]["heading"]) == ("answered", "Answer saved")
        assert [bead["state"] for bead in seen["palette"]] == ["answered"]
        assert seen["item"]["reveal_url"] == ""
    hidden = ("score_text", "key_html", "solution_html", "remark_html", "diagnosis")
    assert not any(seen["outcome"][part] for seen in pages for part in hidden)


@pytest.mark.parametrize(
    ("mode", "words"), [("exam", "Hand in answer"), ("deferred", "Save answer"), ("adaptive", "Check")]
)
def test_the_button_says_what_becomes_of_the_answer(
    as_alice: Client, alice: AbstractBaseUser, mode: str, words: str
) -> None:
    assert f'<button class="button">{words}</button>' in page(as_alice, exam(alice, mode=mode))


def test_after_submission_an_exam_tells_all(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = exam(alice)
    answered(place(attempt), transposed(place(attempt)), now())
    attempts.submit(attempt, now())

    text = page(as_alice, attempt, "review")

    assert "How to get there" in text
    assert "0 / 1" in text


def test_what_waits_for_the_close_is_announced_and_hidden(as_alice: Client, alice: AbstractBaseUser) -> None:
    later = dict.fromkeys(("correctness", "score", "key", "solution", "hint"), "after-close")
    attempt = exam(alice, closes_at=now() + timedelta(hours=1), feedback=later)
    key = right(place(attempt))
    answered(place(attempt), transposed(place(attempt)), now())
    attempts.submit(attempt, now())

    texts = [page(as_alice, attempt, "review"), as_alice.get("/").text, as_alice.get("/history/").text]

    assert "More is told once the quiz has closed" in texts[0]
    assert not any(hidden in text for text in texts for hidden in (key, "How to get there", "0 / 1", "Not right"))


@pytest.mark.parametrize(("score", "words"), [("after-close", "not shown before it closes."), ("never", "not shown.")])
def test_points_that_are_never_told_are_not_promised_for_the_close(
    as_alice: Client, alice: AbstractBaseUser, score: str, words: str
) -> None:
    attempt = exam(alice, closes_at=now() + timedelta(hours=1), feedback={"score": score, "key": "after-close"})
    attempts.submit(attempt, now())

    assert f"The points of this quiz are {words}" in page(as_alice, attempt, "review")


def test_a_password_is_asked_for_and_a_wrong_one_starts_nothing(as_alice: Client, alice: AbstractBaseUser) -> None:
    start = reverse("assessment", args=[a_quiz(password="Schmidhuber").slug])
    assert 'name="password"' in as_alice.get(start).text

    refused = as_alice.post(start, {"password": "Hochreiter"}, follow=True)
    assert "not the quiz" in refused.text
    assert Attempt.objects.count() == 0

    as_alice.post(start, {"password": " Schmidhuber "})
    assert Attempt.objects.count() == 1
