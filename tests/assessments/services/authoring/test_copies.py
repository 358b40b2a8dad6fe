from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Event, Item
from assessments.services.authoring.copies import clone, free_slug, move
from assessments.services.authoring.tags import set_tags
from tests.factories import NOW, a_bank, a_course, a_published_item, an_item

pytestmark = pytest.mark.django_db


def test_a_copy_is_a_draft_of_its_own_with_all_that_was_written() -> None:
    item = a_published_item()
    Item.objects.filter(pk=item.pk).update(trials=[{"answer": "{key}"}], difficulty=4)
    set_tags(item, ["exam"])
    item.refresh_from_db()

    (made,) = clone([item])

    assert (made.title, made.slug, made.current) == (f"{item.title} (copy)", f"{item.slug}-2", None)
    for name in ("bank", "kind", "draft", "trials", "difficulty"):
        assert getattr(made, name) == getattr(item, name)
    assert [tag.pk for tag in made.tags.all()] == ["exam"]
    assert made.position == item.position + 1


def test_a_copy_may_go_to_another_bank_and_keep_its_address_there() -> None:
    item, bank = an_item(), a_bank()

    (made,) = clone([item], bank)

    assert (made.bank, made.slug, made.position) == (bank, item.slug, 1)


def test_moved_items_stand_last_and_take_their_revisions_along() -> None:
    bank = a_bank()
    there, one, other = an_item(bank=bank), a_published_item(), a_published_item()
    Item.objects.filter(pk=other.pk).update(slug=there.slug)
    other.refresh_from_db()

    move([one, other], bank, None, NOW)

    rows = list(bank.items.order_by("position").values_list("pk", "slug", "current"))
    assert rows == [
        (there.pk, there.slug, None),
        (one.pk, one.slug, one.current_id),
        (other.pk, f"{there.slug}-2", other.current_id),
    ]


def test_a_move_is_written_down(tess: AbstractBaseUser) -> None:
    item, bank = an_item(), a_bank(course=a_course())

    move([item], bank, tess, NOW)

    facts = {"from": item.bank.slug, "to": bank.slug}
    (event,) = Event.objects.all()
    assert (event.verb, event.actor, event.subject_id, event.facts) == ("move", tess, str(item.pk), facts)


def test_what_is_in_the_bank_already_stays_where_it_is() -> None:
    item = an_item()

    move([item], item.bank, None, NOW)

    assert Event.objects.count() == 0
    assert (Item.objects.get().slug, Item.objects.get().position) == (item.slug, item.position)


@pytest.mark.parametrize(
    ("taken", "title", "slug"),
    [
        ([], "Which gate?", "which-gate"),
        (["which-gate"], "Which gate?", "which-gate-2"),
        (["which-gate", "which-gate-2", "which-gate-4"], "Which gate?", "which-gate-3"),
        ([], "¿?", "item"),
        ([], "x" * 60, "x" * 50),
        (["x" * 50], "x" * 60, f"{'x' * 48}-2"),
    ],
)
def test_an_address_is_made_of_the_title_and_never_taken_twice(taken: list[str], title: str, slug: str) -> None:
    bank = a_bank()
    for one in taken:
        Item.objects.create(bank=bank, slug=one, title=one, kind="feed-forward-shape")

    assert free_slug(bank, title) == slug
