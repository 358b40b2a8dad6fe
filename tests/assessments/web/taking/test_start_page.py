from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Accommodation, Assessment
from assessments.rules import terms
from assessments.services.taking import attempts, starting
from assessments.web.taking.start_page import fact_rows, start_page
from tests.factories import NOW, a_quiz, a_started_attempt

HOUR = timedelta(hours=1)


def a_quiz_with(**fields: Any) -> Assessment:
    """Never saved: words need no database."""
    quiz = Assessment(published=True, tries=1, **fields)
    quiz.questions = 5
    return quiz


def facts(quiz: Assessment, **given: Any) -> list[tuple[str, str, bool]]:
    agreed = terms(quiz, Accommodation(**given) if given else None)
    return [(fact["label"], fact["value"], fact["is_own"]) for fact in fact_rows(quiz, agreed)]


TIMED = {"time_limit": timedelta(minutes=20), "attempts_allowed": 1, "due_at": NOW, "closes_at": NOW + HOUR}


def test_dates_and_limits_are_stated() -> None:
    assert facts(a_quiz_with(**TIMED)) == [
        ("Questions", "5 questions", False),
        ("Tries", "1 try each", False),
        ("Time", "20 minutes", False),
        ("Attempts", "1 attempt", False),
        ("Due", "2 March, 09:00", False),
        ("Closes", "2 March, 10:00", False),
    ]


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ({"time_factor": Decimal("1.5")}, [("Time", "30 minutes")]),
        ({"extra_time": timedelta(minutes=5)}, [("Time", "25 minutes")]),
        ({"extra_attempts": 1}, [("Attempts", "2 attempts")]),
        ({"closes_at": NOW + 2 * HOUR}, [("Closes", "2 March, 11:00")]),
        ({"time_factor": Decimal(1)}, []),
    ],
)
def test_what_was_arranged_for_this_learner_is_marked_as_such(
    given: dict[str, Any], own: list[tuple[str, str]]
) -> None:
    assert [(label, value) for label, value, is_own in facts(a_quiz_with(**TIMED), **given) if is_own] == own


def test_a_close_for_this_learner_alone_is_marked_too() -> None:
    assert facts(a_quiz_with(), closes_at=NOW)[-1] == ("Closes", "2 March, 09:00", True)


@pytest.mark.django_db
def test_the_page_says_what_was_arranged_and_what_is_agreed(as_alice: Client, alice: AbstractBaseUser) -> None:
    quiz = a_quiz(mode="exam", tries=1, another_variant=False, time_limit=timedelta(minutes=20))
    Accommodation.objects.create(course=quiz.course, learner=alice, time_factor=2)

    page = as_alice.get(reverse("assessment", args=[quiz.slug])).text

    assert '40 minutes <small class="own">arranged for you</small>' in page
    assert page.count("arranged for you") == 1
    assert "What you have handed in cannot be changed." in page
    assert "After submitting: whether it is right" in page


@pytest.mark.django_db
def test_the_button_says_whether_this_is_a_start(alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)
    labels = [start_of(attempt.assessment, earlier) for earlier in ([], [attempt])]
    attempts.submit(attempt, NOW)
    attempt.refresh_from_db()
    labels.append(start_of(attempt.assessment, [attempt]))

    assert labels == ["Start", "Continue", "Start again"]


def start_of(quiz: Assessment, earlier: list[Any]) -> str | None:
    quiz.questions = 1
    page = start_page(quiz, terms(quiz), earlier, NOW)
    return page["start"] and page["start"]["label"]


@pytest.mark.django_db
def test_whoever_has_used_all_attempts_is_told_so(alice: AbstractBaseUser) -> None:
    quiz = a_quiz(attempts_allowed=1)
    attempt = starting.start(alice, quiz, NOW)
    attempts.submit(attempt, NOW)
    attempt.refresh_from_db()
    quiz.questions = 1

    page = start_page(quiz, terms(quiz), [attempt], NOW)

    assert (page["start"], page["why_not"]) == (None, "You have used all your attempts at this quiz.")
