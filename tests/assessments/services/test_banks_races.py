"""Real threads on the running database, as in test_attempts_races."""

from __future__ import annotations

import pytest

from assessments.models import Item, Revision
from assessments.services import banks
from tests.assessments.services.crowd import CROWD, at_once
from tests.factories import NOW, THREE_SHAPES, an_item

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_text_published_eight_times_at_once_is_one_revision() -> None:
    item = an_item()
    asked = [Item.objects.get(pk=item.pk) for _ in range(CROWD)]

    got = at_once(*(lambda one=one: banks.publish(one, None, NOW) for one in asked))

    assert set(got) == {Revision.objects.get()}


def test_eight_texts_published_at_once_are_eight_revisions() -> None:
    item = an_item()
    asked = [Item.objects.get(pk=item.pk) for _ in range(CROWD)]
    for number, one in enumerate(asked):
        one.draft = {**THREE_SHAPES, "stem": f"Question {number}: what shape has ${{matrix}}$?"}

    at_once(*(lambda one=one: banks.publish(one, None, NOW) for one in asked))

    assert sorted(Revision.objects.values_list("number", flat=True)) == list(range(1, CROWD + 1))
    assert Item.objects.get().current == Revision.objects.first()
