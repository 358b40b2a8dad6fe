from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessments.models import Attempt, Item, ItemSession, Membership, Slot
from assessments.services.authoring.shelf import archive
from assessments.services.errors import Closed
from assessments.services.taking import attempts
from assessments.services.taking.starting import PRACTICE_TRIES, practise, start
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_quiz,
    a_started_attempt,
    an_item,
)

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


def items_of(attempt: Attempt) -> list[Item]:
    return [session.item for session in attempt.sessions.order_by("number")]


def test_an_attempt_has_a_place_for_each_slot_in_order() -> None:
    first, second = a_published_item(), a_published_item()
    quiz = a_quiz(second, first, tries=4)
    quiz.slots.filter(item=first).update(points=2.5)

    attempt = start(a_learner(), quiz, NOW)

    rows = attempt.sessions.values_list("number", "item", "revision", "points", "tries_allowed", "turn", "current")
    assert list(rows) == [
        (1, second.pk, second.current_id, 1, 4, 1, True),
        (2, first.pk, first.current_id, 2.5, 4, 1, True),
    ]
    assert (attempt.points, attempt.score, attempt.started_at) == (3.5, 0, NOW)


def test_starting_again_goes_on_with_the_open_attempt() -> None:
    learner, quiz = a_learner(), a_quiz()

    assert start(learner, quiz, NOW) == start(learner, quiz, NOW + AN_HOUR)
    assert ItemSession.objects.count() == 1


def test_an_open_attempt_goes_on_after_the_quiz_has_stopped_taking_new_ones() -> None:
    learner, quiz = a_learner(), a_quiz()
    attempt = start(learner, quiz, NOW)
    quiz.published = False

    assert start(learner, quiz, NOW) == attempt


def test_after_submitting_a_new_attempt_begins() -> None:
    learner, quiz = a_learner(), a_quiz()
    first = start(learner, quiz, NOW)
    attempts.submit(first, NOW)

    assert start(learner, quiz, NOW) != first


def test_an_attempt_whose_time_is_up_is_not_gone_on_with() -> None:
    """Nothing may depend on a worker having been there in the meantime."""
    learner, quiz = a_learner(), a_quiz(time_limit=AN_HOUR)
    first = start(learner, quiz, NOW)

    second = start(learner, quiz, NOW + 2 * AN_HOUR)

    assert second != first
    assert Attempt.objects.get(pk=first.pk).submitted_at == NOW + AN_HOUR


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"opens_at": NOW + AN_HOUR}, "This quiz is not open now."),
        ({"closes_at": NOW - AN_HOUR}, "This quiz is not open now."),
        ({"closes_at": NOW}, "This quiz is not open now."),
        ({"published": False}, "This quiz is not open now."),
        ({"attempts_allowed": 0}, "You have used all your attempts at this quiz."),
    ],
)
def test_a_start_is_refused_in_words_and_leaves_nothing_behind(settings: dict[str, Any], message: str) -> None:
    quiz = a_quiz(**settings)

    with pytest.raises(Closed) as refusal:
        start(a_learner(), quiz, NOW)

    assert str(refusal.value) == message
    assert (Attempt.objects.count(), Membership.objects.count()) == (0, 0)


def test_attempts_used_up_are_counted_by_learner_and_quiz() -> None:
    learner, quiz = a_learner(), a_quiz(attempts_allowed=2)
    for one in (start(learner, quiz, NOW), start(a_learner(), quiz, NOW), a_started_attempt(learner)):
        attempts.submit(one, NOW)
    attempts.submit(start(learner, quiz, NOW), NOW)

    with pytest.raises(Closed, match="used all your attempts"):
        start(learner, quiz, NOW)


@pytest.mark.parametrize("make", [an_item, None], ids=["a draft", "no slots"])
def test_a_quiz_without_published_questions_is_refused(make: Any) -> None:
    quiz = a_quiz()
    quiz.slots.all().delete()
    if make:
        Slot.objects.create(assessment=quiz, item=make())

    with pytest.raises(Closed, match="no published questions"):
        start(a_learner(), quiz, NOW)

    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("settings", "deadline"),
    [
        ({}, None),
        ({"time_limit": AN_HOUR}, NOW + AN_HOUR),
        ({"closes_at": NOW + 3 * AN_HOUR}, NOW + 3 * AN_HOUR),
        ({"time_limit": AN_HOUR, "closes_at": NOW + 3 * AN_HOUR}, NOW + AN_HOUR),
        ({"time_limit": AN_HOUR, "closes_at": NOW + AN_HOUR / 2}, NOW + AN_HOUR / 2),
    ],
)
def test_the_deadline_is_whichever_end_comes_first(settings: dict[str, Any], deadline: datetime | None) -> None:
    assert start(a_learner(), a_quiz(**settings), NOW).deadline == deadline


def test_starting_joins_a_course_that_is_open_to_all_once() -> None:
    learner, course = a_learner(), a_course()

    for quiz in (a_quiz(course=course), a_quiz(course=course)):
        start(learner, quiz, NOW)

    membership = Membership.objects.get()
    assert (membership.user, membership.course, membership.role) == (learner, course, "learner")


def test_starting_leaves_the_role_that_someone_has() -> None:
    teacher, course = a_learner(), a_course()
    Membership.objects.create(course=course, user=teacher, role=Membership.Role.INSTRUCTOR)

    start(teacher, a_quiz(course=course), NOW)

    assert Membership.objects.get().role == "instructor"


def test_practice_holds_every_item_of_the_bank_with_tries_and_no_deadline() -> None:
    bank = a_bank()
    items = [a_published_item(bank=bank) for _ in range(3)]
    an_item(bank=bank)
    archive([a_published_item(bank=bank)], None, NOW)

    attempt = practise(a_learner(), bank, NOW)

    assert items_of(attempt) == items
    assert set(attempt.sessions.values_list("points", "tries_allowed")) == {(1, PRACTICE_TRIES)}
    assert (attempt.assessment, attempt.bank, attempt.points, attempt.deadline) == (None, bank, 3, None)


def test_practising_again_goes_on_until_it_is_finished() -> None:
    learner, bank = a_learner(), a_bank()
    a_published_item(bank=bank)
    first = practise(learner, bank, NOW)
    going_on = practise(learner, bank, NOW)
    attempts.submit(first, NOW)

    assert going_on == first
    assert practise(learner, bank, NOW) != first


def test_an_empty_bank_cannot_be_practised() -> None:
    with pytest.raises(Closed, match="nothing to practise here"):
        practise(a_learner(), a_bank(), NOW)

    assert Attempt.objects.count() == 0
