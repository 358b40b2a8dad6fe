from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from assessments.models import Assessment, Bank, Item, Slot
from tests.factories import NOW, a_bank, a_course, a_published_item, a_quiz

pytestmark = pytest.mark.django_db


def slot_of(names: str, draws: int) -> dict[str, Any]:
    things: dict[str, Any] = {"item": a_published_item(), "bank": a_bank()}
    return {name: things[name] for name in names.split()} | {"draws": draws}


@pytest.mark.parametrize(("names", "draws"), [("item", 1), ("bank", 1), ("bank", 3)])
def test_a_slot_names_an_item_or_draws_from_a_bank(names: str, draws: int) -> None:
    slot = Slot.objects.create(assessment=a_quiz(), **slot_of(names, draws))

    assert slot.pk


@pytest.mark.parametrize(("names", "draws"), [("", 1), ("item bank", 1), ("item", 2), ("bank", 0)])
def test_a_slot_that_says_anything_else_is_refused(names: str, draws: int) -> None:
    slot = Slot(assessment=a_quiz(), **slot_of(names, draws))

    with pytest.raises(ValidationError, match="Choose either one item, or a bank and how many to draw from it"):
        slot.full_clean()
    with pytest.raises(IntegrityError):
        slot.save()


@pytest.mark.parametrize(
    ("opens", "closes", "fine"),
    [
        (None, None, True),
        (NOW, None, True),
        (None, NOW, True),
        (NOW, NOW + timedelta(hours=1), True),
        (NOW, NOW, False),
        (NOW, NOW - timedelta(hours=1), False),
    ],
)
def test_a_quiz_opens_before_it_closes(opens: Any, closes: Any, fine: bool) -> None:
    quiz = Assessment(course=a_course(), slug="gates", title="Gates", opens_at=opens, closes_at=closes)

    if fine:
        quiz.save()
    else:
        with pytest.raises(IntegrityError):
            quiz.save()


@pytest.mark.parametrize("closes", [NOW, NOW - timedelta(hours=1)])
def test_whoever_closes_a_quiz_before_it_opens_is_told_so(closes: Any) -> None:
    quiz = a_quiz()
    quiz.opens_at, quiz.closes_at = NOW, closes

    with pytest.raises(ValidationError) as refused:
        quiz.full_clean()

    assert refused.value.message_dict == {"closes_at": ["It would close before it opens."]}


def test_a_time_limit_is_not_negative() -> None:
    quiz = a_quiz()
    quiz.time_limit = timedelta(minutes=-10)

    with pytest.raises(ValidationError, match="A time limit is not negative"):
        quiz.full_clean()


@pytest.mark.parametrize(("tries", "fine"), [(0, False), (1, True), (20, True), (21, False)])
def test_tries_are_within_reason(tries: int, fine: bool) -> None:
    quiz = a_quiz()
    quiz.tries = tries

    if fine:
        quiz.full_clean()
    else:
        with pytest.raises(ValidationError):
            quiz.full_clean()


def test_instructions_whose_formula_cannot_be_set_are_refused() -> None:
    quiz = a_quiz()
    quiz.instructions = r"Mind $\nonsense{x}$."

    with pytest.raises(ValidationError, match="unknown command"):
        quiz.full_clean()


def test_an_item_that_a_quiz_asks_cannot_be_deleted() -> None:
    quiz = a_quiz()
    Item.objects.update(current=None)

    with pytest.raises(ProtectedError):
        quiz.slots.get().item.delete()


def test_slots_keep_their_order() -> None:
    quiz = a_quiz()
    slots = [Slot.objects.create(assessment=quiz, position=position, bank=a_bank()) for position in (9, 3)]

    assert list(quiz.slots.all())[1:] == slots[::-1]


def test_names_read_well() -> None:
    bank = Bank(title="LSTM gates")

    assert [str(one) for one in (Assessment(title="Gates"), Slot(item=Item(title="Q1")), Slot(bank=bank, draws=3))] == [
        "Gates",
        "Q1",
        "3 of LSTM gates",
    ]
