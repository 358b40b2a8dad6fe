from __future__ import annotations

from collections.abc import Iterable

import pytest

from assessments.models import Bank, Item, Slot
from assessments.queries.banks import Use, drawable, use_of
from assessments.services.authoring.shelf import archive
from assessments.services.authoring.tags import set_tags
from assessments.services.taking.attempts import submit
from tests.factories import NOW, a_bank, a_published_item, a_quiz, a_started_attempt, an_item

pytestmark = pytest.mark.django_db


def tagged(bank: Bank, *tags: str, difficulty: int | None = None) -> Item:
    """Its kind says 1."""
    item = a_published_item(bank=bank)
    set_tags(item, tags)
    Item.objects.filter(pk=item.pk).update(difficulty=difficulty)
    return item


@pytest.mark.parametrize(
    ("tags", "difficulties", "found"),
    [
        ((), (), "shapes both hard"),
        (["shapes"], (), "shapes both"),
        (["shapes", "exam"], (), "both"),
        (["exam"], (), "both hard"),
        (["shape"], (), ""),
        ((), [1], "shapes both"),
        ((), [4], "hard"),
        ((), [1, 4], "shapes both hard"),
        ((), [2], ""),
        (["shapes"], [4], ""),
        (iter(["exam"]), iter([4, 5]), "hard"),
    ],
)
def test_a_draw_is_narrowed_by_every_tag_and_by_any_difficulty(
    tags: Iterable[str], difficulties: Iterable[int], found: str
) -> None:
    bank = a_bank()
    items = {
        "shapes": tagged(bank, "shapes"),
        "both": tagged(bank, "shapes", "exam"),
        "hard": tagged(bank, "exam", difficulty=4),
    }

    assert list(drawable(bank, tags, difficulties)) == [items[name] for name in found.split()]


def test_drafts_archived_items_and_other_banks_are_not_drawn() -> None:
    bank = a_bank()
    an_item(bank=bank)
    archive([a_published_item(bank=bank)], None, NOW)
    a_published_item()

    assert list(drawable(bank)) == []


def test_the_use_of_an_item_is_its_running_attempts_and_the_quizzes_that_may_ask_it() -> None:
    item = a_published_item()
    running, done = (a_started_attempt(None, item, title=f"Quiz {number}") for number in (1, 2))
    submit(done, NOW)
    Slot.objects.create(assessment=a_quiz(title="Drawn"), position=9, bank=item.bank, draws=1)
    a_quiz(title="Other")

    assert use_of(item) == Use(1, ("Drawn", "Quiz 1", "Quiz 2"))
    assert running.submitted_at is None
