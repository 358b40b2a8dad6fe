from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Event, Item, Tag
from assessments.services.authoring.tags import Change, set_tags, tag
from tests.factories import NOW, an_item

pytestmark = pytest.mark.django_db


def tags_of(item: Item) -> list[str]:
    return [one.pk for one in item.tags.all()]


def test_setting_tags_replaces_those_before() -> None:
    item = an_item()
    set_tags(item, ["shapes", "exam"])

    set_tags(item, ["exam", "gates"])

    assert tags_of(item) == ["exam", "gates"]


def test_many_items_are_tagged_at_once_and_it_is_written_down(tess: AbstractBaseUser) -> None:
    one, other = an_item(), an_item()
    set_tags(one, ["shapes"])

    tag([one, other], Change(("exam",), ("shapes", "never-there")), tess, NOW)

    assert (tags_of(one), tags_of(other)) == (["exam"], ["exam"])
    assert [(event.verb, event.actor, event.subject_id) for event in Event.objects.order_by("number")] == [
        ("tag", tess, str(one.pk)),
        ("tag", tess, str(other.pk)),
    ]


def test_a_tag_that_somebody_else_has_made_is_used() -> None:
    Tag.objects.create(slug="exam")

    set_tags(an_item(), ["exam"])

    assert Tag.objects.count() == 1
