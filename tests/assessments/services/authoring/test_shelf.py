from __future__ import annotations

from datetime import timedelta

import pytest

from assessments.models import Item
from assessments.services.authoring.shelf import archive, restore
from tests.factories import NOW, a_published_item, an_item

pytestmark = pytest.mark.django_db


def test_what_is_archived_twice_keeps_its_first_date() -> None:
    item = an_item()
    archive([item], NOW)

    archive([item], NOW + timedelta(days=1))

    assert (Item.objects.get().archived, Item.objects.get().archived_at) == (True, NOW)


def test_a_restored_item_is_as_before() -> None:
    item = a_published_item()
    before = Item.objects.values().get()
    archive([item], NOW)

    restore([item])

    assert Item.objects.values().get() == before
