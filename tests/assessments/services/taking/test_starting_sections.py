"""Sections, draws by tag and difficulty, and previews."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import Assessment, Attempt, Bank, Section, Slot
from assessments.queries.attempts import earlier_attempts, history_of, open_attempts
from assessments.queries.staff import attempts_of, responses_of
from assessments.services.authoring.tags import set_tags
from assessments.services.taking import attempts, starting
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_quiz,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)
from tests.routes import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    """Six items: every second one is tagged, and their difficulty rises."""
    bank = a_bank()
    for number in range(6):
        item = a_published_item(bank=bank)
        item.title, item.difficulty = f"Item {number}", number // 2 + 1
        item.save()
        set_tags(item, ["even"] if number % 2 == 0 else [])
    return bank


def an_empty_quiz() -> Assessment:
    return Assessment.objects.create(course=a_course(), slug="drawn", title="Drawn", published=True)


def drawn(quiz: Assessment, learner: AbstractBaseUser) -> list[str]:
    attempt = starting.start(learner, quiz, NOW)
    return [session.item.title for session in attempt.sessions.order_by("number")]


@pytest.mark.parametrize(
    ("tags", "difficulties", "pool"),
    [
        ([], [], {"Item 0", "Item 1", "Item 2", "Item 3", "Item 4", "Item 5"}),
        (["even"], [], {"Item 0", "Item 2", "Item 4"}),
        ([], [1, 3], {"Item 0", "Item 1", "Item 4", "Item 5"}),
        (["even"], [2], {"Item 2"}),
        (["odd"], [], set()),
    ],
)
def test_a_slot_draws_by_tag_and_difficulty(
    bank: Bank, tags: list[str], difficulties: list[int], pool: set[str]
) -> None:
    quiz = an_empty_quiz()
    fixed = a_published_item()
    Slot.objects.create(assessment=quiz, item=fixed, position=1)
    Slot.objects.create(assessment=quiz, bank=bank, draws=6, tags=tags, difficulties=difficulties, position=2)

    assert set(drawn(quiz, a_learner())) - {fixed.title} == pool


def test_two_slots_never_draw_the_same_item(bank: Bank) -> None:
    quiz = an_empty_quiz()
    for position in (1, 2):
        Slot.objects.create(assessment=quiz, bank=bank, draws=3, position=position)

    assert sorted(drawn(quiz, a_learner())) == [f"Item {number}" for number in range(6)]


def test_sections_come_in_their_order_after_what_stands_in_none() -> None:
    quiz = an_empty_quiz()
    second, first = (
        Section.objects.create(assessment=quiz, title=name, position=at) for name, at in (("B", 2), ("A", 1))
    )
    items = {name: a_published_item() for name in ("loose", "a1", "a2", "b1")}
    for name, section, position in (("b1", second, 1), ("a2", first, 2), ("a1", first, 1), ("loose", None, 9)):
        Slot.objects.create(assessment=quiz, item=items[name], section=section, position=position)

    sessions = starting.start(a_learner(), quiz, NOW).sessions.order_by("number")

    assert [(one.item, one.section) for one in sessions] == [
        (items["loose"], None),
        (items["a1"], first),
        (items["a2"], first),
        (items["b1"], second),
    ]


def test_a_question_says_in_which_section_it_stands(as_alice: Client, alice: AbstractBaseUser) -> None:
    quiz = a_quiz()
    section = Section.objects.create(assessment=quiz, title="Shapes", instructions="Rows *first*.")
    quiz.slots.update(section=section)
    attempt = starting.start(alice, quiz, NOW)

    text = as_alice.get(addresses(attempt)["item"]).text

    assert ("Shapes</span>" in text, "Rows <em>first</em>." in text) == (True, True)


# Previews


def test_a_preview_needs_no_date_no_password_and_no_leave(tess: AbstractBaseUser) -> None:
    closed = {"published": False, "closes_at": NOW - timedelta(days=1), "password": "secret", "attempts_allowed": 1}
    quiz = a_quiz(course=a_course(open_to_all=False), **closed)

    runs = [starting.preview(tess, quiz, NOW) for _ in range(2)]

    assert [run.is_preview for run in runs] == [True, True]
    assert [Attempt.objects.get(pk=run.pk).submitted_at is None for run in runs] == [False, True]


def test_a_preview_is_found_in_no_book(tess: AbstractBaseUser) -> None:
    quiz = a_quiz()
    run = starting.preview(tess, quiz, NOW)
    answered(place(run), right(place(run)))
    attempts.submit(run, NOW)

    books = [history_of(tess), earlier_attempts(tess, quiz), attempts_of(tess), responses_of(tess)]
    assert [list(book) for book in books] == [[], [], [], []]
    assert open_attempts(tess) == {}


def test_a_preview_stands_beside_the_teachers_own_attempt(tess: AbstractBaseUser) -> None:
    own = a_started_attempt(tess)

    preview = starting.preview(tess, own.assessment, NOW)

    assert starting.start(tess, own.assessment, NOW) == own != preview


def test_a_preview_says_what_it_is(client: Client, tess: AbstractBaseUser) -> None:
    client.force_login(tess)
    run = starting.preview(tess, a_quiz(), NOW)

    assert "Nothing here counts" in client.get(addresses(run)["item"]).text


# The pass mark


@pytest.mark.parametrize(("answer", "said"), [(right, "Passed: it takes 60%."), (transposed, "Not passed yet")])
def test_the_result_says_who_has_passed(as_alice: Client, alice: AbstractBaseUser, answer: object, said: str) -> None:
    attempt = a_started_attempt(alice, pass_mark=60)
    answered(place(attempt), answer(place(attempt)))
    attempts.submit(attempt, NOW)

    assert said in as_alice.get(addresses(attempt)["review"]).text


def test_nobody_passes_where_nothing_is_told(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, pass_mark=60, feedback={"score": "never"})
    attempts.submit(attempt, NOW)

    assert "assed" not in as_alice.get(addresses(attempt)["review"]).text
