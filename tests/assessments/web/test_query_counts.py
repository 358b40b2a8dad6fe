"""Literal numbers, the same on both databases; a transaction's begin and end count as one each."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt
from assessments.services import reports
from assessments.services.taking import attempts, starting
from tests.assessments.web.posting import url
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_published_item,
    a_quiz,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, *(a_published_item() for _ in range(5)), tries=5)


@pytest.fixture
def warm(as_alice: Client) -> Client:
    """The session has its CSRF secret already, as it has from the first page on."""
    as_alice.get(reverse("home"))
    return as_alice


def form(raw: str) -> dict[str, Any]:
    return {"raw": raw, "intent": str(uuid4()), "turn": 1}


@pytest.mark.parametrize(
    ("tried", "turns", "queries"), [(False, 1, 3), (True, 1, 4), (False, 2, 4), (True, 2, 5), (True, 4, 5)]
)
def test_a_question_page(
    warm: Client, attempt: Attempt, tried: bool, turns: int, queries: int, django_assert_num_queries: Any
) -> None:
    for _ in range(turns - 1):
        answered(place(attempt), "(9, 9)")
        attempts.another(place(attempt), NOW)
    if tried:
        answered(place(attempt), "(8, 8)")

    page = url(place(attempt))

    with django_assert_num_queries(queries):
        warm.get(page)


def test_a_question_page_in_practice(warm: Client, alice: AbstractBaseUser, django_assert_num_queries: Any) -> None:
    page = url(place(starting.practise(alice, a_published_item().bank, NOW)))

    with django_assert_num_queries(3):
        warm.get(page)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize("earlier", [0, 1, 3])
@pytest.mark.parametrize(("answer", "queries"), [(right, 8), (transposed, 7)])  # a score that stays is not written
def test_an_answer(
    warm: Client,
    attempt: Attempt,
    answer: Any,
    queries: int,
    earlier: int,
    headers: dict[str, str],
    django_assert_num_queries: Any,
) -> None:
    for number in range(earlier):
        answered(place(attempt), f"(9, {number})")
    session = place(attempt)
    raw = answer(session)

    with django_assert_num_queries(queries):
        warm.post(url(session, "answer"), form(raw), headers=headers)

    assert place(attempt).tries_used == earlier + 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_form_that_comes_again(
    warm: Client, attempt: Attempt, headers: dict[str, str], django_assert_num_queries: Any
) -> None:
    session = place(attempt)
    same = form(transposed(session))
    warm.post(url(session, "answer"), same)

    with django_assert_num_queries(6):
        warm.post(url(session, "answer"), same, headers=headers)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_cannot_be_read(
    warm: Client, attempt: Attempt, headers: dict[str, str], django_assert_num_queries: Any
) -> None:
    session = place(attempt)

    with django_assert_num_queries(3):
        warm.post(url(session, "answer"), form("two by three"), headers=headers)


@pytest.mark.parametrize(("headers", "queries"), [({}, 9), (HTMX, 12)], ids=["plain", "htmx"])
def test_another_variant(
    warm: Client, attempt: Attempt, headers: dict[str, str], queries: int, django_assert_num_queries: Any
) -> None:
    session = place(attempt)
    answered(session, transposed(session))

    with django_assert_num_queries(queries):
        warm.post(url(session, "another"), {"turn": 1}, headers=headers)


@pytest.mark.parametrize(("headers", "queries"), [({}, 3), (HTMX, 4)], ids=["plain", "htmx"])
def test_a_flag(
    warm: Client, attempt: Attempt, headers: dict[str, str], queries: int, django_assert_num_queries: Any
) -> None:
    page = url(place(attempt), "flag")

    with django_assert_num_queries(queries):
        warm.post(page, {"flagged": "on"}, headers=headers)


def test_the_clock(warm: Client, attempt: Attempt, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        warm.get(reverse("clock", args=[attempt.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_home(warm: Client, alice: AbstractBaseUser, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        course, bank = a_course(), a_bank()
        for _ in range(rows):
            quiz = a_quiz(a_published_item(bank=bank), course=course)
            attempts.submit(starting.start(alice, quiz, NOW), NOW)
            starting.start(alice, quiz, NOW)

    with django_assert_num_queries(10):
        warm.get(reverse("home"))


@pytest.mark.parametrize("rows", [1, 3])
def test_history(warm: Client, alice: AbstractBaseUser, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        a_started_attempt(alice)
        bank = a_bank()
        a_published_item(bank=bank)
        starting.practise(alice, bank, NOW)

    with django_assert_num_queries(3):
        warm.get(reverse("history"))


@pytest.mark.parametrize("rows", [1, 3])
def test_home_with_reviews(warm: Client, alice: AbstractBaseUser, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        answered(place(a_started_attempt(alice)), "(9, 9)")

    with django_assert_num_queries(12):
        warm.get(reverse("home"))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("learning", 9), ("due", 6)])
def test_learning(
    warm: Client, alice: AbstractBaseUser, rows: int, name: str, queries: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        answered(place(a_started_attempt(alice, a_published_item(), a_published_item())), "(9, 9)")

    with django_assert_num_queries(queries):
        warm.get(reverse(name))


@pytest.mark.parametrize("reported", [1, 3])
def test_a_question_page_with_reports(
    warm: Client, attempt: Attempt, reported: int, django_assert_num_queries: Any
) -> None:
    for number in range(reported):
        reports.report(place(attempt), f"Number {number}", NOW)

    page = url(place(attempt))
    with django_assert_num_queries(4):
        warm.get(page)


@pytest.mark.parametrize("reported", [0, 1, 3])
def test_the_page_of_a_report(warm: Client, attempt: Attempt, reported: int, django_assert_num_queries: Any) -> None:
    for number in range(reported):
        reports.report(place(attempt), f"Number {number}", NOW)

    page = url(place(attempt), "report")
    with django_assert_num_queries(3):
        warm.get(page)


def test_a_hint(warm: Client, attempt: Attempt, django_assert_num_queries: Any) -> None:
    answered(place(attempt), "(9, 9)")
    session = place(attempt)

    with django_assert_num_queries(7):
        warm.post(url(session, "hint"), {"turn": 1})


@pytest.mark.parametrize("rows", [1, 3])
def test_practice(warm: Client, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        a_published_item()

    with django_assert_num_queries(2):
        warm.get(reverse("practice"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_start_of_a_quiz(warm: Client, alice: AbstractBaseUser, rows: int, django_assert_num_queries: Any) -> None:
    quiz = a_quiz(*(a_published_item() for _ in range(rows)))
    for _ in range(rows):
        attempts.submit(starting.start(alice, quiz, NOW), NOW)

    with django_assert_num_queries(4):
        warm.get(reverse("assessment", args=[quiz.slug]))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lesson(client: Client, rows: int, django_assert_num_queries: Any) -> None:
    course = a_course()
    for _ in range(rows):
        a_quiz(course=course)

    with django_assert_num_queries(1):
        client.get(reverse("lesson", args=["lstm-architecture"]))


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_before_submitting(
    warm: Client, alice: AbstractBaseUser, places: int, django_assert_num_queries: Any
) -> None:
    attempt = a_started_attempt(alice, *(a_published_item() for _ in range(places)))

    with django_assert_num_queries(3):
        warm.get(reverse("submit", args=[attempt.pk]))


@pytest.mark.parametrize("places", [1, 3])
def test_a_result(warm: Client, alice: AbstractBaseUser, places: int, django_assert_num_queries: Any) -> None:
    attempt = a_started_attempt(alice, *(a_published_item() for _ in range(places)))
    for number in range(1, places + 1):
        session = place(attempt, number)
        answered(session, transposed(session))
        answered(attempts.another(place(attempt, number), NOW), "(9, 9)")
    attempts.submit(attempt, NOW)

    with django_assert_num_queries(7):
        warm.get(reverse("review", args=[attempt.pk]))


@pytest.mark.parametrize(("name", "queries"), [("item", 3), ("answer", 8)], ids=["a page", "an answer"])
def test_sessions_in_the_database_cost_no_more(
    settings: Any,
    client: Client,
    alice: AbstractBaseUser,
    attempt: Attempt,
    name: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    settings.SESSION_ENGINE = "assessments.sessions.db"  # several processes without Redis
    client.force_login(alice)
    client.get(reverse("home"))
    session = place(attempt)

    with django_assert_num_queries(queries):
        if name == "item":
            client.get(url(session))
        else:
            client.post(url(session, name), form(right(session)))
