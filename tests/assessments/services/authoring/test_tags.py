from __future__ import annotations

import pytest

from assessments.models import Item, Tag
from assessments.services.authoring.tags import set_tags, tag
from tests.factories import an_item

pytestmark = pytest.mark.django_db


def tags_of(item: Item) -> list[str]:
    return [one.pk for one in item.tags.all()]


def test_setting_tags_replaces_those_before() -> None:
    item = an_item()
    set_tags(item, ["shapes", "exam"])

    set_tags(item, ["exam", "gates"])

    assert tags_of(item) == ["exam", "gates"]


def test_many_items_are_tagged_at_once_and_keep_their_other_tags() -> None:
    one, other = an_item(), an_item()
    set_tags(one, ["shapes"])

    tag([one, other], add=["exam"], remove=["shapes", "never-there"])

    assert (tags_of(one), tags_of(other)) == (["exam"], ["exam"])


def test_a_tag_that_somebody_else_has_made_is_used() -> None:
    Tag.objects.create(slug="exam")

    set_tags(an_item(), ["exam"])

    assert Tag.objects.count() == 1
