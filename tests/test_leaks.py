"""No answer before its time: keys that cannot be mistaken are planted, and every route is asked for everything."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.api.urls import service
from assessments.models import Attempt, Bank, Revision
from assessments.services import banks
from assessments.services.api.variants import draw
from assessments.services.taking import attempts
from assessments.services.taking.drawing import secret
from assessments.services.taking.starting import practise
from lstm_reference.claims import CLAIMS
from tests.assessments.api.programs import Program
from tests.crawl import crawl
from tests.factories import NOW, a_bank, a_course, a_learner, a_quiz, a_started_attempt, an_item, answered, place

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What each question's page tells once it is finished, and by no means before.
KEYS = {
    "value": r"731946285013",
    "shape": r"(?<![\w-])61\W{1,3}127(?!\w)",
    "real": r"(?<!\w)0\.91(?:5(?!\d)|49)",
    "choice": r"113 columns",
}
SOLUTIONS = {name: f"solution-{uuid4()}" for name in ("value", "one", "many")}
FEEDBACK = [f"feedback-{uuid4()}" for _ in range(8)]
WEIGHTS = ("0.61803", "-0.31415", "0.38197")

ONE = {
    "stem": "What can be said of the gates?",
    "given": {
        "options": [
            {"text": "They differ.", "claim": {"name": "gates-differ", "reading": "generically"}},
            {"text": "They are the same.", "claim": {"name": "gates-equal-same-inputs"}, "feedback": FEEDBACK[0]},
            {"text": "None of these.", "none": True, "feedback": FEEDBACK[1]},
        ],
        "solution": SOLUTIONS["one"],
    },
}
MANY = {
    "stem": "What holds of a forget gate?",
    "given": {
        "select": "many",
        "options": [
            {"text": "It has a bias.", "right": True, "weight": float(WEIGHTS[0]), "feedback": FEEDBACK[2]},
            {"text": "It has weights.", "right": True, "weight": float(WEIGHTS[2]), "feedback": FEEDBACK[3]},
            {"text": "It has a beard.", "right": False, "weight": float(WEIGHTS[1]), "feedback": FEEDBACK[4]},
        ],
        "solution": SOLUTIONS["many"],
    },
}
VALUE = {
    "stem": "How many parameters has the network?",
    "given": {
        "form": "integer",
        "value": "731946285013",
        "mistakes": [{"value": "731946285014", "feedback": FEEDBACK[5]}],
        "solution": SOLUTIONS["value"],
    },
}
SHAPE = {"domains": {"input_size": [127], "hidden_size": [61], "gate": ["f"]}}
CHOICE = {"domains": {"input_size": [113], "hidden_size": [59], "gate": ["f"]}, "ask": "choice"}
REAL = {
    "domains": {"feed_forward": [1.75], "recurrent": [0.5], "bias": [0.5], "x": [1.0], "hidden": [0.25]},
}
PLANTED: dict[str, tuple[str, dict[str, Any]]] = {
    "value": ("authored-value", VALUE),
    "one": ("authored-choice", ONE),
    "many": ("authored-choice", MANY),
    "shape": ("feed-forward-shape", SHAPE),
    "shape to choose": ("feed-forward-shape", CHOICE),
    "real": ("forget-gate-value", REAL),
}
RIGHT_CHOICE = "(59, 113)"
WRONG = ("50", "They are the same.", "It has a beard.", "(9, 9)", "", "77")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Every refusal is logged, and there are thousands."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bank() -> Bank:
    """All proven, so that what is planted is really asked."""
    made = a_bank()
    for kind, definition in PLANTED.values():
        banks.publish(an_item(kind, made, **definition), None, NOW)
    return made


@pytest.fixture
def attempt(alice: AbstractBaseUser, bank: Bank) -> Attempt:
    return a_started_attempt(alice, *bank.items.all(), tries=3)


def answer_wrongly(attempt: Attempt) -> None:
    for number, raw in enumerate(WRONG, start=1):
        session = place(attempt, number)
        other = (text for text, _ in session.shown.options if text != RIGHT_CHOICE)
        answered(session, raw or next(other))


def reveal_all(attempt: Attempt) -> None:
    for number in range(1, len(PLANTED) + 1):
        attempts.reveal(place(attempt, number), NOW)


def leaks(pages: dict[str, str], *wanted: str) -> list[tuple[str, str]]:
    pattern = re.compile("|".join(f"(?:{one})" for one in wanted))
    return [(asked, hit[0]) for asked, page in pages.items() if (hit := pattern.search(page))]


def secrets_of(attempt: Attempt) -> list[str]:
    """What no learner is ever told, finished or not."""
    found = [*CLAIMS, "turned_down", "posable", '"right"', "foreseen-mistake"]
    for session in attempt.sessions.all():
        found += [session.seed, secret(attempt.learner_id, session.item_id).hex(), session.revision.digest]
    return [re.escape(one) for one in (*found, *WEIGHTS)]


@pytest.mark.parametrize("at", ["a quiz", pytest.param("practice", marks=pytest.mark.slow)])
def test_before_an_answer_nothing_is_told(alice: AbstractBaseUser, bank: Bank, at: str) -> None:
    attempt = practise(alice, bank, NOW) if at == "practice" else a_started_attempt(alice, *bank.items.all(), tries=3)

    pages = dict(crawl(alice, attempt, skip=["submit"]))

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *FEEDBACK, *secrets_of(attempt)) == []
    assert sum(session.tries_used for session in attempt.sessions.all()) == 0
    assert len(pages) > 800


@pytest.mark.slow
def test_while_tries_are_left_a_wrong_answer_tells_its_mistake_alone(alice: AbstractBaseUser, attempt: Attempt) -> None:
    answer_wrongly(attempt)

    pages = dict(crawl(alice, attempt, skip=["submit", "reveal"]))

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *secrets_of(attempt)) == []
    assert {hit for _, hit in leaks(pages, *FEEDBACK)} == {FEEDBACK[0], FEEDBACK[4]}


def test_a_submitted_attempt_tells_nothing_of_what_was_not_answered(alice: AbstractBaseUser, attempt: Attempt) -> None:
    attempts.submit(attempt, NOW)

    pages = dict(crawl(alice, attempt, skip=["submit"]))

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *FEEDBACK, *secrets_of(attempt)) == []


@pytest.mark.parametrize(
    "submitted",
    [pytest.param(False, id="while it goes on"), pytest.param(True, id="in its review")],
)
@pytest.mark.slow
def test_practice_tells_nothing_that_an_open_exam_keeps(alice: AbstractBaseUser, bank: Bank, submitted: bool) -> None:
    attempt = practise(alice, bank, NOW)
    answer_wrongly(attempt)
    reveal_all(attempt)
    if submitted:
        attempts.submit(attempt, NOW)
    a_quiz(*bank.items.all(), mode="exam", attempts_allowed=1)

    pages = dict(crawl(alice, attempt, skip=["submit"]))

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *FEEDBACK, *secrets_of(attempt)) == []


@pytest.mark.parametrize(
    "submitted",
    [pytest.param(False, id="on each page", marks=pytest.mark.slow), pytest.param(True, id="in the review")],
)
def test_this_crawl_finds_what_is_told(alice: AbstractBaseUser, attempt: Attempt, submitted: bool) -> None:
    answer_wrongly(attempt)
    reveal_all(attempt)
    if submitted:
        attempts.submit(attempt, NOW)

    pages = dict(crawl(alice, attempt, skip=["submit", "reveal"]))

    told = {name: bool(leaks(pages, one)) for name, one in (KEYS | SOLUTIONS).items()}
    assert told == dict.fromkeys(told, True)
    assert leaks(pages, *secrets_of(attempt)) == []


def test_the_secrets_looked_for_are_really_kept(attempt: Attempt) -> None:
    kept = json.dumps([[one.content, one.verification, one.digest] for one in Revision.objects.all()])

    assert all(weight in kept for weight in WEIGHTS)
    assert all(word in kept for word in ("turned_down", "posable", "gates-differ", *FEEDBACK[:6], *SOLUTIONS.values()))
    assert {len(session.seed) for session in attempt.sessions.all()} == {64}


def asked_over_the_api(attempt: Attempt, bank: Bank, *scopes: str) -> dict[str, str]:
    """Every operation, with this attempt's and this bank's things, and once without any body that it would take."""
    program, pages = Program(a_learner(is_staff=True, is_superuser=True), attempt.assessment.course, *scopes), {}
    for item in bank.items.all():
        things = {"bank": bank.slug, "item": item.slug, "number": "1", "assessment": attempt.assessment.slug}
        things |= {"attempt": str(attempt.pk), "variant": draw(item.current, "seed").id, "webhook": str(uuid4())}
        for path, methods in service.get_openapi_schema()["paths"].items():
            for method in methods:
                for body in ({}, {"response": "77"}, {"note": "x"}) if method in {"post", "patch"} else (None,):
                    address = path.removeprefix("/api/v1").format_map(things)
                    response = program.ask(method, address, body, If_Match="*")
                    pages[f"{method} {address} {body}"] = f"{response.headers} {response.text}"
    return pages


def test_the_api_tells_those_who_may_not_author_nothing_before_an_answer(bank: Bank, alice: AbstractBaseUser) -> None:
    course = a_course()
    Bank.objects.filter(pk=bank.pk).update(course=course)
    attempt = a_started_attempt(alice, *bank.items.all(), course=course, tries=3)

    pages = asked_over_the_api(attempt, bank, "read", "grade", "hooks")

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *FEEDBACK, *secrets_of(attempt)) == []
    assert len(pages) > 150


def test_what_the_api_tells_authors_is_found(bank: Bank, alice: AbstractBaseUser) -> None:
    course = a_course()
    Bank.objects.filter(pk=bank.pk).update(course=course)
    attempt = a_started_attempt(alice, *bank.items.all(), course=course)

    pages = asked_over_the_api(attempt, bank, "author")

    told = {name: bool(leaks(pages, one)) for name, one in SOLUTIONS.items()}
    assert told == dict.fromkeys(told, True)


@pytest.mark.slow  # that nothing of Alice's is there for Bob at all, the matrix shows each time
def test_nothing_is_told_to_someone_else(bob: AbstractBaseUser, attempt: Attempt) -> None:
    answer_wrongly(attempt)
    reveal_all(attempt)

    pages = dict(crawl(bob, attempt, skip=["submit"]))

    assert leaks(pages, *KEYS.values(), *SOLUTIONS.values(), *FEEDBACK, *secrets_of(attempt)) == []
