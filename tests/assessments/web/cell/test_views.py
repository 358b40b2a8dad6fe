from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape

from assessments.engine.kind import KINDS
from assessments.engine.living_cell import query, read
from assessments.web.cell.views import LIMIT, SEEN, WINDOW, behind, caller, fragment, living, seconds_to_wait
from tests.factories import a_published_item, a_session, answered, place

ENGLISH = "en-gb"
NOBODY = "192.0.2.7"


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    SEEN.clear()


# The page and its part


@pytest.mark.parametrize("url", ["/cell/", "/cell/run"])
def test_the_part_and_the_page_show_the_same_cell(client: Client, url: str) -> None:
    asked = {"preset": "keep", "n": "3", "h": "2", "steps": "4"}

    answer = client.get(url, asked)

    assert answer.status_code == 200
    assert fragment(read(asked), ENGLISH) in answer.text


def test_the_part_may_be_kept_by_anyone(client: Client) -> None:
    answer = client.get("/cell/run")

    assert (answer["Cache-Control"], answer["Vary"], "Set-Cookie" in answer) == (
        "public, max-age=3600",
        "Accept-Encoding",
        False,
    )


@pytest.mark.django_db
def test_the_part_is_the_same_for_everyone(client: Client, as_alice: Client) -> None:
    assert as_alice.get("/cell/run").content == Client().get("/cell/run").content


def test_the_page_is_kept_by_no_one(client: Client) -> None:
    assert client.get("/cell/")["Cache-Control"] == "no-store, private"


def test_the_same_cell_is_run_once(client: Client) -> None:
    client.get("/cell/run", {"n": "1", "fb1": "0.05", "low": "-2.95"})
    before = fragment.cache_info()

    client.get("/cell/run", {"low": "-2.95", "fb1": "0.0500", "n": "1", "unknown": "x"})

    assert fragment.cache_info().misses == before.misses


def test_no_query_is_too_much_for_the_database(client: Client, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        client.get("/cell/run")


@pytest.mark.parametrize("name", ["n", "h", "steps", "t", "part", "preset", "fF11", "x11", "c01", "low"])
@pytest.mark.parametrize("value", ["9", "-9", "", "nan", "1e3", "\x00", "<b>", "9" * 2000])
def test_what_is_out_of_bounds_is_told_and_nothing_breaks(client: Client, name: str, value: str) -> None:
    asked = {"n": "1", name: value}

    page, part = client.get("/cell/", asked), client.get("/cell/run", asked)

    assert (page.status_code, part.status_code) == (400, 400)
    assert "is expected." in part.text
    assert page.context["cell_faults"]
    assert fragment(read({}), ENGLISH) in page.text
    assert "public" not in part["Cache-Control"]
    assert "<b>" not in part.text
    assert part["Content-Type"] == "text/plain"


def test_what_is_wrong_is_told_above_a_cell_to_go_on_with() -> None:
    page = living({"n": "7"})

    assert page == {
        "cell": fragment(read({}), ENGLISH),
        "cell_faults": ("Input size n: a whole number from 1 to 4 is expected.",),
    }


@pytest.mark.django_db
def test_the_lesson_shows_the_cell_that_its_address_asks_for(client: Client) -> None:
    asked = {"preset": "copy", "n": "2", "h": "2", "steps": "3"}

    assert fragment(read(asked), ENGLISH) in client.get("/lesson/lstm-architecture/", asked).text


# Not too often


def test_so_many_are_answered_and_one_more_waits() -> None:
    waits = [seconds_to_wait(NOBODY, 1_000_003) for _ in range(LIMIT + 1)]

    assert waits == [0] * LIMIT + [WINDOW - 3]


def test_whoever_waits_so_long_is_answered_again() -> None:
    for _ in range(LIMIT + 1):
        wait = seconds_to_wait(NOBODY, 1_000_003)

    assert seconds_to_wait(NOBODY, 1_000_003 + wait) == 0


def test_one_address_does_not_wait_for_another() -> None:
    for _ in range(LIMIT + 1):
        seconds_to_wait(NOBODY, 1_000_003)

    assert seconds_to_wait("192.0.2.8", 1_000_003) == 0


@pytest.mark.parametrize("url", ["/cell/", "/cell/run"])
def test_too_many_are_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr("assessments.web.cell.views.LIMIT", 1)
    monkeypatch.setattr("assessments.web.cell.views.WINDOW", 10**9)  # no test runs into the next one

    first, second = client.get(url), client.get(url)

    assert (first.status_code, second.status_code) == (200, 429)
    assert int(second["Retry-After"]) > 0
    assert second["Retry-After"] in second.text
    assert "public" not in second["Cache-Control"]


@pytest.mark.parametrize(
    ("peer", "told", "who"),
    [
        (NOBODY, "", NOBODY),
        (NOBODY, "198.51.100.1", NOBODY),  # anyone may claim anything
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("", "198.51.100.1", "198.51.100.1"),  # a socket file
        ("127.0.0.1", "x" * 9000, "x" * 45),
    ],
)
def test_a_proxy_on_this_machine_says_who_asks(rf: RequestFactory, peer: str, told: str, who: str) -> None:
    headers = {"X-Forwarded-For": told} if told else {}

    assert caller(rf.get("/cell/", headers=headers, REMOTE_ADDR=peer)) == who


# Behind a question


@pytest.mark.django_db
def test_a_question_about_a_step_leads_to_its_cell_once_it_is_finished(
    as_alice: Client, alice: AbstractBaseUser
) -> None:
    session = a_session(alice, a_published_item("whole-step"), tries=2)
    url = reverse("item", args=[session.attempt_id, 1])
    told = [as_alice.get(url).text]

    for raw in ("0.999", session.variant.format.show(session.variant.key)):
        answered(place(session.attempt), raw)
        told.append(as_alice.get(url).text)

    link = escape(f"/cell/?{query(session.variant.kind.pictured())}")
    assert [f'href="{link}"' in page for page in told] == [False, False, True]
    assert ["/cell/" in page for page in told] == [False, False, True]


def test_a_question_without_a_step_has_no_cell() -> None:
    assert behind(KINDS["feed-forward-shape"](3, 2, "f")) is None
