"""A learner whose browser speaks German meets no English but what is marked as English."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.utils.timezone import now

from assessments.models import Attempt
from assessments.services.taking import attempts, starting
from tests.factories import a_published_item, a_quiz, answered, place
from tests.flows.tour import KINDS, everything_at_once, tour
from tests.routes import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GERMAN = {"Accept-Language": "de"}
# Words that no German sentence has; it has its own in, was, die, so, an, also, man, start and gate.
ENGLISH = set(
    re.findall(
        r"\w+",
        """
        the and you your yours of is are with this that these those not no nothing what when which how it its has have
        be been can cannot from for by as at once each every one two more again here there question questions answer
        answers answered right wrong try tries attempt attempts left shown show saved yet submit finish open closed
        step size range shape entry rows column state point points
        """,
    )
)
WORD = re.compile(r"\b[^\W\d_][^\W\d_A-Z]*(?:-[^\W\d_]+)*\b")  # Forget-Gate is one, and W_oF none
DRAWN = re.compile(r' (?:d|c?[xy]|width|height|transform|min|max|step|value)="([-\d.][^"]*|[a-z]+\([^"]*)"')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TOLD = {"aria-label", "alt", "placeholder", "title"}


class Heard(HTMLParser):
    """All that a page says in its own language: texts, labels, and what its scripts will say."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []  # tag, whether a foreign language has begun

    @property
    def is_foreign(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = given["lang"] != "de" if "lang" in given else self.is_foreign or tag in {"code", "math", "script"}
        if not foreign:
            told = [text for name, text in attrs if name in TOLD or (name.startswith("data-") and " " in (text or ""))]
            self.texts += filter(None, told)
        if tag not in VOID:
            self.open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.is_foreign:
            self.texts.append(" ".join(data.split()))


def english(page: str) -> list[str]:
    heard = Heard()
    heard.feed(page)
    return [text for text in heard.texts if {word.lower() for word in WORD.findall(text)} & ENGLISH]


class Ear:
    """Goes where a browser would, and remembers the English that it hears."""

    def __init__(self, client: Client) -> None:
        self.client, self.heard = client, dict[str, list[str]]()

    def goto(self, url: str) -> None:
        self.listen(url, self.client.get(url, headers=GERMAN, follow=True))

    def listen(self, url: str, page: Any) -> None:
        if said := english(page.text):
            self.heard[url] = said


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return everything_at_once(alice, title="Alles")


def test_a_learner_hears_german_throughout(as_alice: Client, attempt: Attempt) -> None:
    a_quiz(a_published_item())
    ear = Ear(as_alice)

    visited = list(tour(ear, attempt))

    assert len(visited) > 4 * len(KINDS)
    assert ear.heard == {}


@pytest.mark.parametrize("mode", ["exam", "deferred", "practice"])
def test_so_does_whoever_takes_an_exam(as_alice: Client, alice: AbstractBaseUser, mode: str) -> None:
    settings = {
        "mode": mode,
        "closes_at": now() + timedelta(days=2),
        "due_at": now(),
        "late_credit": [[24, 0.5], [36.5, 0.25]],
    }
    quiz = a_quiz(a_published_item(), time_limit=timedelta(hours=1), attempts_allowed=3, password="x", **settings)
    ear = Ear(as_alice)

    ear.goto(f"/assessments/{quiz.slug}/")
    attempt = starting.start(alice, quiz, now(), "x")
    answered(place(attempt), "(9, 9)", now())
    for url in (f"/assessments/{quiz.slug}/", "/", addresses(attempt)["item"], addresses(attempt)["submit"]):
        ear.goto(url)
    attempts.submit(attempt, now())
    for url in (addresses(attempt)["review"], f"/assessments/{quiz.slug}/"):
        ear.goto(url)

    assert ear.heard == {}
    assert english(str(as_alice.get(addresses(attempt)["clock"], headers=GERMAN).json())) == []


def test_what_cannot_be_read_is_told_in_german(as_alice: Client, attempt: Attempt) -> None:
    ear = Ear(as_alice)

    for number in range(1, len(KINDS) + 1):
        form = {"raw": "?", "intent": str(uuid4()), "turn": "1"}
        url = addresses(attempt, number)["answer"]
        ear.listen(url, as_alice.post(url, form, headers=GERMAN))

    assert ear.heard == {}


@pytest.mark.parametrize(
    "url", ["/", "/lesson/lstm-architecture/", "/practice/", "/accounts/login/?next=/history/", "/accounts/signup/"]
)
def test_so_does_a_stranger(client: Client, url: str) -> None:
    a_quiz(a_published_item())

    assert english(client.get(url, headers=GERMAN).text) == []


def test_what_is_wrong_with_a_form_is_said_in_german(client: Client) -> None:
    signed_up = client.post(
        "/accounts/signup/", {"username": "a b", "password1": "short", "password2": "x"}, headers=GERMAN
    )
    logged_in = client.post("/accounts/login/", {"username": "a", "password": "b"}, headers=GERMAN)
    sized = client.get("/lesson/lstm-architecture/?input_size=0&hidden_size=x", headers=GERMAN)

    assert [english(one.text) for one in (signed_up, logged_in, sized)] == [[], [], []]
    assert "gib eine ganze Zahl von 1 bis 512 ein." in sized.text


@pytest.mark.parametrize("url", ["/", "/cell/", "/lesson/lstm-architecture/"])
def test_drawings_are_the_same_in_every_language(client: Client, url: str) -> None:
    english, german = (DRAWN.findall(client.get(url, headers=headers).text) for headers in ({}, GERMAN))

    assert english
    assert english == german


@pytest.mark.browser
def test_a_learner_switches_to_german_and_back(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/practice/")
    footer = page.get_by_role("contentinfo")

    footer.get_by_role("button", name="Deutsch").click()
    page.get_by_role("heading", name="Üben").wait_for()
    page.get_by_role("link", name="Lektion").first.click()

    assert page.locator("html").get_attribute("lang") == "de"
    assert page.get_by_role("heading", level=1).inner_text() == "LSTM-Architektur"
    footer.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="LSTM architecture").wait_for()


@pytest.mark.browser
def test_scripts_speak_german_too(new_context: Any, live_server: Any, as_alice: Client, attempt: Attempt) -> None:
    context = new_context(locale="de-DE", base_url=live_server.url)
    context.add_cookies([{"name": "session", "value": as_alice.cookies["session"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(addresses(attempt)["item"])

    page.get_by_role("textbox").press_sequentially("(2, ")

    page.get_by_role("status").and_(page.get_by_text("Gespeichert", exact=True)).wait_for(timeout=5000)


def test_english_would_be_heard(client: Client) -> None:
    assert english(client.get("/").text.replace('lang="en-gb"', 'lang="de"', 1))
    assert english('<html lang="de"><p lang="en">What is it?</p><p>Was ist es?</p><br><p>What is it?</p>') == [
        "What is it?"
    ]
    assert english('<html lang="de"><p data-late="What is it?"></p>') == ["What is it?"]
