"""What is withheld from practice, for whom, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Accommodation, Assessment, Bank, Item, Slot
from assessments.services.errors import Closed
from assessments.services.taking import attempts, starting
from assessments.services.taking.withholding import must_not_be_kept, quiz_keeping, withheld
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_quiz,
    answered,
    place,
    right,
)

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)
ONE_SHAPE = {"domains": {"input_size": [3], "hidden_size": [2], "gate": ["f"]}}
# An exam that keeps its keys until it closes, unless a test says otherwise.
EXAM = {"title": "Midterm", "mode": "exam", "attempts_allowed": 1, "closes_at": NOW + AN_HOUR}


@pytest.fixture
def bank() -> Bank:
    return a_bank()


@pytest.fixture
def item(bank: Bank) -> Item:
    """With a single variant."""
    return single(bank)


def single(bank: Bank) -> Item:
    return a_published_item(bank=bank, **ONE_SHAPE)


def an_exam(*items: Item, **settings: Any) -> Assessment:
    return a_quiz(*items, **EXAM | settings)


def keeper(learner: AbstractBaseUser, item: Item, now: Any = NOW) -> str:
    return withheld(learner, now).quiz(item, has_variants=item.current.has_variants)


def practised(learner: AbstractBaseUser, bank: Bank) -> list[Item]:
    return [session.item for session in starting.practise(learner, bank, NOW).sessions.order_by("number")]


def test_an_open_exam_keeps_its_question_out_of_practice(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    other = single(bank)
    an_exam(item)

    assert keeper(alice, item) == "Midterm"
    assert practised(alice, bank) == [other]


def test_a_question_in_many_variants_is_practised_on(alice: AbstractBaseUser, bank: Bank) -> None:
    shapes = a_published_item(bank=bank)
    an_exam(shapes)

    assert keeper(alice, shapes) == ""
    assert practised(alice, bank) == [shapes]


def test_what_an_exam_may_draw_is_kept_out_too(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    exam = an_exam(a_published_item())
    Slot.objects.create(assessment=exam, bank=bank, draws=1)

    assert keeper(alice, item) == "Midterm"


@pytest.mark.parametrize(
    "settings",
    [
        {"mode": "adaptive"},
        {"mode": "practice"},
        {"published": False},
        {"closes_at": NOW},
        {"opens_at": NOW + timedelta(seconds=1)},
        {"mode": "adaptive", "feedback": {"hint": "after-close"}},
        {"attempts_allowed": None},
        {"attempts_allowed": None, "kept": "last"},
    ],
)
def test_what_keeps_nothing(alice: AbstractBaseUser, item: Item, settings: dict[str, Any]) -> None:
    an_exam(item, **settings)

    assert keeper(alice, item) == ""


@pytest.mark.parametrize(
    "settings",
    [
        {"mode": "deferred"},
        {"mode": "adaptive", "feedback": {"key": "after-submission"}},
        {"mode": "adaptive", "feedback": {"solution": "never"}},
        {"mode": "adaptive", "feedback": {"correctness": "after-close"}},
        {"closes_at": None},
        {"attempts_allowed": None, "kept": "first"},
        {"attempts_allowed": None, "kept": "mean"},
        {"attempts_allowed": None, "feedback": {"key": "after-close", "solution": "after-close"}},
    ],
)
def test_what_keeps_its_question(alice: AbstractBaseUser, item: Item, settings: dict[str, Any]) -> None:
    an_exam(item, **settings)

    assert keeper(alice, item) == "Midterm"


def test_an_exam_of_another_course_keeps_nothing(alice: AbstractBaseUser, bob: AbstractBaseUser, item: Item) -> None:
    an_exam(item, course=a_course(bob, open_to_all=False))

    assert [keeper(one, item) for one in (alice, bob)] == ["", "Midterm"]


def test_more_time_for_one_learner_keeps_it_for_longer(alice: AbstractBaseUser, item: Item) -> None:
    exam = an_exam(item)
    Accommodation.objects.create(course=exam.course, learner=alice, closes_at=NOW + 3 * AN_HOUR)

    assert [keeper(one, item, NOW + 2 * AN_HOUR) for one in (alice, a_learner())] == ["Midterm", ""]


def test_who_has_been_told_may_practise_again(alice: AbstractBaseUser, item: Item) -> None:
    attempt = starting.start(alice, an_exam(item), NOW)
    answered(place(attempt), right(place(attempt)))
    assert keeper(alice, item) == "Midterm"

    attempts.submit(attempt, NOW)

    assert [keeper(one, item) for one in (alice, a_learner())] == ["", "Midterm"]


@pytest.mark.parametrize(
    ("answers", "feedback"), [(False, {}), (True, {"key": "after-close", "solution": "after-close"})]
)
def test_who_has_been_told_nothing_may_not(
    alice: AbstractBaseUser, item: Item, answers: bool, feedback: dict[str, str]
) -> None:
    attempt = starting.start(alice, an_exam(item, feedback=feedback), NOW)
    if answers:
        answered(place(attempt), right(place(attempt)))

    attempts.submit(attempt, NOW)

    assert keeper(alice, item) == "Midterm"


def test_a_bank_of_which_nothing_is_left_says_why(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    an_exam(item)

    with pytest.raises(Closed, match="part of a quiz that is open"):
        starting.practise(alice, bank, NOW)


def test_a_practice_that_began_before_the_exam_is_told_nothing_either(
    alice: AbstractBaseUser, bank: Bank, item: Item
) -> None:
    session = place(starting.practise(alice, bank, NOW))
    must_not_be_kept(session, NOW)
    exam = an_exam(item)

    with pytest.raises(Closed, match="“Midterm”"):
        must_not_be_kept(session, NOW)

    assert quiz_keeping(place(starting.start(alice, exam, NOW)), NOW) == ""


@pytest.mark.parametrize("act", ["answer", "reveal"])
def test_what_an_exam_keeps_is_neither_judged_nor_told_in_practice(
    alice: AbstractBaseUser, bank: Bank, item: Item, act: str
) -> None:
    session = place(starting.practise(alice, bank, NOW))
    answered(session, "(9, 9)")
    an_exam(item)

    with pytest.raises(Closed, match="“Midterm”"):
        answered(session, right(session)) if act == "answer" else attempts.reveal(session, NOW)

    assert (place(session.attempt).tries_used, place(session.attempt).finished_at) == (1, None)


@pytest.mark.parametrize(
    ("settings", "queries"),
    [(None, 1), ({"mode": "adaptive"}, 1), ({"closes_at": NOW}, 2), ({}, 4), ({"closes_at": None}, 4)],
)
def test_little_is_asked_where_nothing_is_kept(
    alice: AbstractBaseUser, item: Item, settings: dict[str, Any] | None, queries: int, django_assert_num_queries: Any
) -> None:
    if settings is not None:
        for _ in range(3):
            an_exam(item, **settings)

    with django_assert_num_queries(queries):
        withheld(alice, NOW)
