from __future__ import annotations

from collections.abc import Iterable

import pytest

from assessments.models import Bank, Item
from assessments.queries.banks import drawable
from assessments.services.authoring.shelf import archive
from assessments.services.authoring.tags import set_tags
from tests.factories import NOW, a_bank, a_published_item, an_item

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
    archive([a_published_item(bank=bank)], NOW)
    a_published_item()

    assert list(drawable(bank)) == []
