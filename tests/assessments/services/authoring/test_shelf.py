from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Event, Item
from assessments.services.authoring.shelf import archive, restore
from tests.factories import NOW, a_bank, a_course, a_published_item, an_item

pytestmark = pytest.mark.django_db


def test_what_is_archived_twice_keeps_its_first_date() -> None:
    item = an_item()
    archive([item], None, NOW)

    archive([item], None, NOW + timedelta(days=1))

    assert (Item.objects.get().archived, Item.objects.get().archived_at) == (True, NOW)


def test_what_changes_is_written_down_once(tess: AbstractBaseUser) -> None:
    item = an_item(bank=a_bank(course=a_course()))
    for act in (archive, archive, restore, restore):
        act([item], tess, NOW)

    events = Event.objects.order_by("number")

    assert [(one.verb, one.actor, one.course) for one in events] == [
        ("archive", tess, item.bank.course),
        ("restore", tess, item.bank.course),
    ]


def test_a_restored_item_is_as_before() -> None:
    item = a_published_item()
    before = Item.objects.values().get()
    archive([item], None, NOW)

    restore([item], None, NOW)

    assert Item.objects.values().get() == before
