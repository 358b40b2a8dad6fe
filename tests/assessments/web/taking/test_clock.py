"""The time is the server's: it is told in seconds, and a page asks again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Attempt
from assessments.services.taking import attempts
from assessments.web.taking.clock import clock_row, time_of
from tests.factories import NOW, a_started_attempt

MINUTE = timedelta(minutes=1)


def an_attempt(**fields: object) -> Attempt:
    """Never saved: reading a clock needs no database."""
    return Attempt(started_at=NOW, **fields)


@pytest.mark.parametrize(
    ("passed", "seconds", "is_open"),
    [
        (timedelta(0), 1200, True),
        (timedelta(minutes=10, milliseconds=1), 599.999, True),
        (20 * MINUTE, 0, True),
        (20 * MINUTE + timedelta(seconds=4), 0, True),
        (21 * MINUTE, 0, False),
    ],
)
def test_the_clock_counts_down_to_the_deadline_and_stands_there(
    passed: timedelta, seconds: float, is_open: bool
) -> None:
    row = clock_row(an_attempt(deadline=NOW + 20 * MINUTE), NOW + passed)

    assert (row["seconds"], row["total"], row["is_open"]) == (seconds, 1200, is_open)


def test_without_a_deadline_nothing_counts_down() -> None:
    row = clock_row(an_attempt(), NOW)

    assert (row["seconds"], row["deadline"], row["closes"], row["is_open"]) == (None, None, "", True)


def test_a_submitted_attempt_is_not_open_whatever_time_is_left() -> None:
    row = clock_row(an_attempt(deadline=NOW + MINUTE, submitted_at=NOW), NOW)

    assert (row["seconds"], row["is_open"]) == (60, False)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "at 09:00"),
        (NOW.replace(hour=23, minute=59), "at 23:59"),
        (NOW + timedelta(days=1), "on 3 March, 09:00"),
        (NOW.replace(year=2021), "on 2 March, 09:00"),
    ],
)
def test_the_day_is_told_where_it_is_not_today(moment: datetime, words: str) -> None:
    assert time_of(moment, NOW) == words


def url(attempt_id: object) -> str:
    return reverse("clock", args=[attempt_id])


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, time_limit=20 * MINUTE, now=now())


@pytest.mark.django_db
def test_a_running_attempt_tells_its_time(as_alice: Client, attempt: Attempt) -> None:
    told = as_alice.get(url(attempt.pk)).json()

    assert 1190 < told["seconds"] <= 1200
    assert (told["deadline"], told["is_open"]) == (attempt.deadline.isoformat(), True)


@pytest.mark.django_db
def test_more_time_is_told_at_once(as_alice: Client, attempt: Attempt) -> None:
    Attempt.objects.update(deadline=attempt.deadline + 10 * MINUTE)

    assert as_alice.get(url(attempt.pk)).json()["seconds"] > 1790


@pytest.mark.django_db
def test_the_end_is_told(as_alice: Client, attempt: Attempt) -> None:
    attempts.submit(attempt, now())

    assert as_alice.get(url(attempt.pk)).json()["is_open"] is False


@pytest.mark.django_db
def test_scripts_are_told_why_there_is_nothing(client: Client, bob: AbstractBaseUser, attempt: Attempt) -> None:
    stranger = client.get(url(attempt.pk))
    client.force_login(bob)
    others = [client.get(url(pk)) for pk in (attempt.pk, uuid4())]

    assert (stranger.status_code, stranger.json()) == (401, {"why": "You are signed out. Sign in in another tab."})
    assert [(one.status_code, one.json()) for one in others] == [(404, {"why": "There is no such attempt."})] * 2


@pytest.mark.django_db
def test_the_page_states_the_deadline_to_those_without_scripts(as_alice: Client, attempt: Attempt) -> None:
    pages = [
        as_alice.get(reverse(name, args=args)).text
        for name, args in (("item", [attempt.pk, 1]), ("submit", [attempt.pk]))
    ]

    closes = f"Closes <time data-closes>{time_of(attempt.deadline, now())}</time>"
    assert [(closes in page, ", in 19\xa0minutes" in page) for page in pages] == [(True, True)] * 2


@pytest.mark.django_db
def test_the_page_gives_its_script_the_same_numbers_in_every_language(as_alice: Client, attempt: Attempt) -> None:
    page = as_alice.get(reverse("item", args=[attempt.pk, 1])).text

    assert 'data-total="1200.0"' in page
    assert f'data-deadline="{attempt.deadline.isoformat()}"' in page
