from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from assessments.engine.definition import Definition
from assessments.engine.kind import KINDS
from assessments.models import Bank, Item, Revision
from assessments.models.bank import Published, kind_choices
from tests.factories import a_bank, a_published_item, a_started_attempt, an_item

pytestmark = pytest.mark.django_db


def test_a_revision_is_never_saved_again() -> None:
    revision = a_published_item().current
    revision.content = {}

    with pytest.raises(Published):
        revision.save()

    assert Revision.objects.get().content != {}


def test_a_revision_is_never_deleted() -> None:
    revision = a_published_item().current

    with pytest.raises(Published):
        revision.delete()

    assert Revision.objects.count() == 1


def test_no_item_is_deleted_from_under_its_revisions() -> None:
    item = a_published_item()

    with pytest.raises(ProtectedError):
        item.delete()


def test_no_bank_is_deleted_from_under_its_items() -> None:
    with pytest.raises(ProtectedError):
        an_item().bank.delete()


def test_a_revision_that_was_shown_stays_even_if_many_are_deleted_at_once() -> None:
    a_started_attempt()
    Item.objects.update(current=None)

    with pytest.raises(ProtectedError):
        Revision.objects.all().delete()


def test_an_items_name_is_its_own_within_the_bank() -> None:
    item = an_item()
    Item.objects.create(bank=a_bank(), slug=item.slug, title="Elsewhere", kind=item.kind)

    with pytest.raises(IntegrityError):
        Item.objects.create(bank=item.bank, slug=item.slug, title="Here", kind=item.kind)


def test_a_banks_name_is_its_own() -> None:
    bank = a_bank()

    with pytest.raises(IntegrityError):
        a_bank(slug=bank.slug)


def test_an_items_kind_is_chosen_from_all_that_are_known_without_a_migration() -> None:
    assert Item._meta.get_field("kind").choices == kind_choices()
    assert {slug for slug, _ in kind_choices()} == set(KINDS)


def test_a_revision_gives_its_definition_back() -> None:
    item = a_published_item()

    assert item.current.definition == Definition.read({**item.draft, "kind": item.kind})


@pytest.mark.parametrize(("sizes", "has_variants"), [([3], False), ([3, 5], True)])
def test_an_item_has_variants_where_more_than_one_can_be_posed(sizes: list[int], has_variants: bool) -> None:
    item = a_published_item(domains={"input_size": sizes, "hidden_size": [2], "gate": ["f"]})

    assert item.current.has_variants == has_variants


def test_names_read_well() -> None:
    bank = Bank(title="Gates")
    item = Item(bank=bank, title="The forget gate")

    assert [str(one) for one in (bank, item, Revision(item=item, number=3))] == [
        "Gates",
        "The forget gate",
        "The forget gate, revision 3",
    ]


def test_an_item_is_as_difficult_as_its_kind_until_its_author_says_otherwise() -> None:
    said, silent, gone = Item(kind="named-quantity", difficulty=5), Item(kind="named-quantity"), Item(kind="gone-since")

    assert [item.level for item in (said, silent, gone)] == [5, 2, 1]
