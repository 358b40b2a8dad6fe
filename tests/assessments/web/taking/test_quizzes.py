from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Assessment, Attempt, Item, Membership
from assessments.services.taking import attempts, starting
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_published_item,
    a_quiz,
    a_started_attempt,
    an_item,
    answered,
    place,
    right,
)

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def start_url(quiz: Assessment) -> str:
    return reverse("assessment", args=[quiz.slug])


def rows_of(response: HttpResponse) -> list[dict[str, Any]]:
    return [row for course in response.context["courses"] for row in course["assessments"]]


# Home


def test_home_lists_courses_with_quizzes_practice_and_recent_attempts(
    as_alice: Client, alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice)

    page = as_alice.get("/").context

    (course,) = page["courses"]
    assert (course["title"], [row["title"] for row in course["assessments"]]) == (
        "LSTM architecture",
        ["LSTM dimensions"],
    )
    assert [bank["item_count"] for bank in page["banks"]] == [1]
    assert [row["url"] for row in page["history"]] == [reverse("attempt", args=[attempt.pk])]


def test_home_shows_what_a_quiz_has_brought_so_far(as_alice: Client, alice: AbstractBaseUser) -> None:
    quiz = a_quiz(a_published_item(), a_published_item())
    for answers in (0, 2, 1):
        attempt = starting.start(alice, quiz, NOW)
        for number in range(1, answers + 1):
            answered(place(attempt, number), right(place(attempt, number)))
        attempts.submit(attempt, NOW)

    (row,) = rows_of(as_alice.get("/"))

    assert (row["status"], row["score"], row["attempt_url"]) == ("Open", "2 / 2", None)


def test_home_leads_back_into_a_running_attempt(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)

    (row,) = rows_of(as_alice.get("/"))

    assert (row["status"], row["attempt_url"]) == ("In progress", reverse("attempt", args=[attempt.pk]))


def test_home_does_not_lead_back_into_an_attempt_whose_time_is_up(as_alice: Client, alice: AbstractBaseUser) -> None:
    a_started_attempt(alice, time_limit=AN_HOUR)  # begun at a moment long ago

    (row,) = rows_of(as_alice.get("/"))

    assert (row["status"], row["attempt_url"]) == ("Open", None)


def test_home_shows_the_five_latest_attempts(as_alice: Client, alice: AbstractBaseUser) -> None:
    for day in range(1, 8):
        a_started_attempt(alice, now=NOW.replace(day=day))

    started = [row["started"].day for row in as_alice.get("/").context["history"]]

    assert started == [7, 6, 5, 4, 3]


def test_home_tells_a_stranger_what_this_is(client: Client) -> None:
    page = client.get("/")

    assert "courses" not in page.context
    assert f'href="{reverse("signup")}"' in page.text


# Starting a quiz


def test_a_start_leads_to_the_first_question(as_alice: Client, alice: AbstractBaseUser) -> None:
    response = as_alice.post(start_url(a_quiz()), follow=True)

    attempt = Attempt.objects.get(learner=alice)
    assert [url for url, _ in response.redirect_chain] == [
        reverse("attempt", args=[attempt.pk]),
        reverse("item", args=[attempt.pk, 1]),
    ]
    assert response.status_code == 200


def test_a_start_sent_twice_is_one_attempt(as_alice: Client) -> None:
    quiz = a_quiz()

    both = [as_alice.post(start_url(quiz))["Location"] for _ in range(2)]

    assert both[0] == both[1]
    assert Attempt.objects.count() == 1


def test_looking_at_a_quiz_starts_nothing(as_alice: Client) -> None:
    as_alice.get(start_url(a_quiz()))

    assert (Attempt.objects.count(), Membership.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("settings", "why_not"),
    [
        ({"opens_at": datetime(2999, 5, 1, 9, tzinfo=NOW.tzinfo)}, "Opens 1 May, 09:00."),
        ({"closes_at": NOW - AN_HOUR}, "Closed."),
        ({"attempts_allowed": 0}, "You have used all your attempts at this quiz."),
    ],
)
def test_a_quiz_that_cannot_be_started_says_why_before_and_after(
    as_alice: Client, settings: dict[str, Any], why_not: str
) -> None:
    quiz = a_quiz(**settings)

    page = as_alice.get(start_url(quiz))
    refused = as_alice.post(start_url(quiz), follow=True)

    assert (page.context["start"], page.context["why_not"]) == (None, why_not)
    assert why_not in page.text
    assert len(messages(refused)) == 1
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("happened", "label"),
    [([], "Start"), (["start"], "Continue"), (["start", "submit"], "Start again"), (["start", "late"], "Start again")],
    ids=["new", "running", "submitted", "overdue"],
)
def test_the_button_says_what_it_does(
    as_alice: Client, alice: AbstractBaseUser, happened: list[str], label: str
) -> None:
    quiz = a_quiz(time_limit=AN_HOUR)
    if "start" in happened:
        attempt = starting.start(alice, quiz, NOW if "late" in happened else now())
    if "submit" in happened:
        attempts.submit(attempt, now())

    assert as_alice.get(start_url(quiz)).context["start"]["label"] == label


def test_an_overdue_attempt_makes_way_for_a_new_one(as_alice: Client, alice: AbstractBaseUser) -> None:
    quiz = a_quiz(time_limit=AN_HOUR)
    overdue = starting.start(alice, quiz, NOW)

    response = as_alice.post(start_url(quiz), follow=True)

    assert response.resolver_match.view_name == "item"
    assert response.resolver_match.kwargs["attempt_id"] != overdue.pk


def test_a_quiz_tells_its_terms_and_earlier_attempts(as_alice: Client, alice: AbstractBaseUser) -> None:
    quiz = a_quiz(tries=1, time_limit=timedelta(minutes=20), attempts_allowed=3, instructions="Mind $x_t$.")
    attempts.submit(starting.start(alice, quiz, NOW), NOW)
    starting.start(alice, quiz, now())

    page = as_alice.get(start_url(quiz)).context

    facts = {fact["label"]: fact["value"] for fact in page["assessment"]["facts"]}
    assert facts == {"Questions": "1 question", "Tries": "1 try each", "Time": "20 minutes", "Attempts": "3 attempts"}
    assert "<math" in page["assessment"]["instructions"]
    assert [(row["number"], row["status"]) for row in page["previous"]] == [(2, "Open"), (1, "Submitted")]


def test_a_quiz_of_a_course_that_one_is_not_in_is_not_found(as_alice: Client, bob: AbstractBaseUser) -> None:
    quiz = a_quiz(course=a_course(bob, open_to_all=False))

    assert [as_alice.get(start_url(quiz)).status_code, as_alice.post(start_url(quiz)).status_code] == [404, 404]
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("settings", [{"published": False}])
def test_a_quiz_that_is_not_published_is_not_found(as_alice: Client, settings: dict[str, Any]) -> None:
    assert as_alice.get(start_url(a_quiz(**settings))).status_code == 404


def test_a_quiz_without_questions_is_refused_in_words(as_alice: Client) -> None:
    quiz = a_quiz(an_item())

    assert messages(as_alice.post(start_url(quiz), follow=True)) == ["This quiz has no published questions yet."]


# Practice


def test_practice_lists_banks_for_everyone(client: Client) -> None:
    item = a_published_item()

    (bank,) = client.get("/practice/").context["banks"]

    assert (bank["title"], bank["item_count"]) == (item.bank.title, 1)


def test_practice_goes_on_where_it_was(as_alice: Client, alice: AbstractBaseUser) -> None:
    url = reverse("practice_bank", args=[a_published_item().bank.slug])
    before = as_alice.get(url).context["running"]

    there = [as_alice.post(url)["Location"] for _ in range(2)]

    attempt = Attempt.objects.get()
    assert (before, as_alice.get(url).context["running"]) == (None, attempt)
    assert there == [reverse("attempt", args=[attempt.pk])] * 2
    assert Membership.objects.count() == 0


@pytest.mark.parametrize("make", ["nothing", "closed", "empty"])
def test_a_bank_that_cannot_be_practised_is_not_found(as_alice: Client, make: str) -> None:
    bank = a_bank(open_for_practice=make != "closed", slug="gates")
    if make == "closed":
        a_published_item(bank=bank)
    url = "/practice/no-such-bank/" if make == "nothing" else reverse("practice_bank", args=[bank.slug])

    assert [as_alice.get(url).status_code, as_alice.post(url).status_code] == [404, 404]


def test_a_bank_of_a_course_that_one_is_not_in_is_not_there(as_alice: Client, bob: AbstractBaseUser) -> None:
    bank = a_published_item(bank=a_bank(course=a_course(bob, open_to_all=False))).bank
    urls = [reverse("practice_bank", args=[bank.slug]), reverse("practise_skill", args=[bank.slug, "weight-shapes"])]

    assert [as_alice.get(url).status_code for url in urls] == [404, 404]
    assert [as_alice.post(url).status_code for url in urls] == [404, 404]
    assert [as_alice.get(reverse(page)).context["banks"] for page in ("home", "practice")] == [[], []]


def test_practice_without_any_bank_says_so(client: Client) -> None:
    assert Item.objects.count() == 0
    assert client.get("/practice/").status_code == 200


# History


def test_history_lists_quizzes_and_practice_with_scores(as_alice: Client, alice: AbstractBaseUser) -> None:
    item = a_published_item()
    first = a_started_attempt(alice, item)
    answered(place(first), right(place(first)))
    attempts.submit(first, NOW)
    starting.practise(alice, item.bank, NOW + AN_HOUR)

    rows = as_alice.get("/history/").context["attempts"]

    assert [(row["title"], row["is_practice"], row["status"], row["score_text"]) for row in rows] == [
        (item.bank.title, True, "Open", "0 / 1"),
        ("LSTM dimensions", False, "Submitted", "1 / 1"),
    ]


def test_history_is_ones_own(as_alice: Client, bob: AbstractBaseUser) -> None:
    a_started_attempt(bob)

    assert as_alice.get("/history/").context["attempts"] == []
