"""What is done to many items at once, and taken back."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from assessments.models import Item
from assessments.services.authoring.shelf import archive
from assessments.services.authoring.tags import set_tags
from tests.assessments.admin.authors import an_assistant, an_instructor, instructor_of, logged_in
from tests.factories import NOW, a_bank, an_item

pytestmark = pytest.mark.django_db
LIST = reverse("admin:assessments_item_changelist")
UNDO = reverse("admin:assessments_item_undo")


def act(client: Client, name: str, *items: Item, **told: Any) -> list[str]:
    """What the page says afterwards."""
    numbers = [item.pk for item in items]
    response = client.post(LIST, {"action": f"{name}_items", "_selected_action": numbers, **told})
    return [str(message) for message in get_messages(response.wsgi_request)]


def undo(client: Client, said: str) -> None:
    """Presses the button in that message."""
    hidden = dict(re.findall(r'name="(act|word|items)" value="([^"]*)"', said))
    assert client.post(UNDO, {name: html.unescape(value) for name, value in hidden.items()}).status_code == 302


def rows() -> list[tuple[Any, ...]]:
    listed = Item.objects.order_by("pk").prefetch_related("tags")
    return [(item.bank_id, item.archived, [tag.pk for tag in item.tags.all()]) for item in listed]


@pytest.mark.parametrize("name", ["tag", "untag", "move", "archive", "restore"])
def test_what_was_done_is_undone_by_its_button(as_tess: Client, name: str) -> None:
    one, other = an_item(), an_item()
    set_tags(one, ["shapes"])
    if name == "restore":
        archive([one, other], None, NOW)
    tags = "Shapes" if name == "untag" else "exam"
    before = rows()

    (said,) = act(as_tess, name, *([one] if name in {"move", "untag"} else [one, other]), tags=tags, bank=other.bank_id)
    assert rows() != before
    undo(as_tess, said)

    assert rows() == before


def test_only_those_are_undone_that_were_changed(as_tess: Client) -> None:
    one, other = an_item(), an_item()
    set_tags(one, ["exam"])

    (said,) = act(as_tess, "tag", one, other, tags="exam")
    undo(as_tess, said)

    assert [tags for _, _, tags in rows()] == [["exam"], []]


def test_copies_go_to_the_bank_that_was_chosen(as_tess: Client) -> None:
    item, bank = an_item(), a_bank()

    assert act(as_tess, "clone", item, bank=bank.pk) == ["Cloned: 1. The copies are drafts."]

    assert [one.slug for one in bank.items.all()] == [item.slug]


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("tag", {}, "Type the tags beside the action."),
        ("tag", {"tags": "!!!"}, "“!!!” is no tag: use up to 50 letters, digits and hyphens."),
        ("move", {}, "Choose the bank to move them to, beside the action."),
        ("move", {"bank": "x"}, "Choose the bank to move them to, beside the action."),
        ("move", {"bank": "9" * 30}, "Choose the bank to move them to, beside the action."),
        ("restore", {}, "Restored: nothing had to change."),
    ],
)
def test_what_cannot_be_done_is_said(as_tess: Client, name: str, told: dict[str, str], said: str) -> None:
    before = an_item() and rows()

    assert act(as_tess, name, Item.objects.get(), **told) == [said]
    assert rows() == before


def test_banks_of_other_courses_are_neither_offered_nor_reached() -> None:
    item, foreign = an_item(), a_bank(title="Foreign")
    client = logged_in(instructor_of(item))

    offered = client.get(LIST).context["action_form"].fields["bank"].widget.choices
    assert [title for _, title in offered] == ["—", item.bank.title]
    assert act(client, "move", item, bank=foreign.pk) == ["Choose the bank to move them to, beside the action."]
    assert Item.objects.get().bank == item.bank


def test_an_instructor_copies_from_the_shared_library_into_a_bank_of_their_own() -> None:
    own, shared = an_item(), an_item()
    client = logged_in(instructor_of(own))

    act(client, "clone", shared, bank=own.bank_id)
    act(client, "clone", shared)

    assert [one.title for one in own.bank.items.order_by("position")] == [own.title, f"{shared.title} (copy)"]
    assert shared.bank.items.count() == 1


def test_undoing_reaches_no_further_than_changing() -> None:
    item = an_item()

    told = {"act": "archive", "word": "", "items": str(item.pk)}

    assert logged_in(an_instructor()).post(UNDO, told).status_code == 302
    assert logged_in(an_assistant()).post(UNDO, told).status_code == 403
    assert not Item.objects.get().archived


@pytest.mark.parametrize("told", [{}, {"act": "delete", "items": "1"}, {"act": "archive", "items": "1 x"}])
def test_nonsense_undoes_nothing(as_tess: Client, told: dict[str, str]) -> None:
    before = an_item() and rows()

    assert as_tess.post(UNDO, told).status_code == 302
    assert rows() == before


def test_nothing_is_undone_by_a_link(as_tess: Client) -> None:
    assert as_tess.get(UNDO).status_code == 405
