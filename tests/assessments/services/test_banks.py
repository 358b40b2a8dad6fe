from __future__ import annotations

from typing import Any

import pytest

from assessments.interchange.bundle import BankBundle, ItemBundle
from assessments.models import Bank, Item, Revision
from assessments.services import banks
from assessments.services.authoring.shelf import archive
from assessments.services.errors import Unpublishable
from tests.factories import NOW, THREE_SHAPES, a_bank, a_learner, a_published_item, a_started_attempt, an_item, place

pytestmark = pytest.mark.django_db

SQUARE = {"domains": {"input_size": [4], "hidden_size": [4], "gate": ["f"]}}  # transposed is right: never posed


def a_bundle(*items: ItemBundle, **fields: str) -> BankBundle:
    return BankBundle(**{"slug": "gates", "title": "Gates", "description": "", "items": items} | fields)


def an_item_bundle(slug: str = "q1", title: str = "One", **definition: Any) -> ItemBundle:
    return ItemBundle(slug, title, {"kind": "feed-forward-shape", **(definition or THREE_SHAPES)})


# Publishing


def test_publishing_proves_the_whole_space_and_keeps_the_proof() -> None:
    item, tess = an_item(), a_learner("tess", is_staff=True)

    revision = banks.publish(item, tess, NOW, "first")

    proof = {name: revision.verification[name] for name in ("space", "posable", "verified", "whole", "passed")}
    assert proof == {"space": 3, "posable": 3, "verified": 3, "whole": True, "passed": True}
    assert (revision.number, revision.note, revision.published_at, revision.published_by) == (1, "first", NOW, tess)
    assert Item.objects.get().current == revision


def test_publishing_the_same_text_again_gives_the_same_revision() -> None:
    item = an_item()

    first = banks.publish(item, None, NOW)
    item.draft = {**item.draft, "ask": "entry"}  # said outright what was so anyway

    assert banks.publish(item, None, NOW) == first
    assert Revision.objects.count() == 1


def test_the_order_in_which_an_author_writes_is_no_change() -> None:
    item = an_item()
    first = banks.publish(item, None, NOW)
    item.draft = {"domains": dict(reversed(THREE_SHAPES["domains"].items()))}

    assert banks.publish(item, None, NOW) == first


def test_what_was_proven_is_not_proven_again(monkeypatch: pytest.MonkeyPatch) -> None:
    item = an_item()
    first = banks.publish(item, None, NOW)
    monkeypatch.setattr(banks, "verify", None)

    assert banks.publish(item, None, NOW) == first


def test_a_changed_draft_becomes_the_next_revision_and_the_last_one_stays() -> None:
    item = an_item()
    first = banks.publish(item, None, NOW)
    item.draft = {**item.draft, "stem": "How large is ${matrix}$?"}

    second = banks.publish(item, None, NOW)

    assert (second.number, Item.objects.get().current) == (2, second)
    assert Revision.objects.get(pk=first.pk).content["stem"] == ""


def test_an_older_text_that_comes_back_is_a_new_revision() -> None:
    item = an_item()
    texts = [{**item.draft, "stem": stem} for stem in ("", "How large is ${matrix}$?", "")]
    for item.draft in texts:
        banks.publish(item, None, NOW)

    assert [revision.number for revision in Revision.objects.order_by("number")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("definition", "message", "fault"),
    [
        (SQUARE, "Verification failed: verified 0 of 0 variants.", "No variant can be posed."),
        ({"stem": "How many {apples}?"} | THREE_SHAPES, "Verification failed: verified 0 of 3 variants.", "{apples}"),
        ({"stem": r"What is $\nonsense{x}$?"} | THREE_SHAPES, "Verification failed: verified 0 of 3", "nonsense"),
        ({"ask": "choice", "options": 12} | THREE_SHAPES, "Verification failed: verified 0 of 0", "11 are needed"),
        ({"ask": "essay"} | THREE_SHAPES, "The definition has faults.", "ask: must be one of entry, choice"),
        ({"domains": {"input_size": [1]}}, "The definition has faults.", "1 is outside what this kind draws"),
        ({"nonsense": 1}, "The definition has faults.", "nonsense: is not a part of a definition"),
        (
            {"format": {"slug": "shape", "colour": "red"}} | THREE_SHAPES,
            "The definition cannot be verified.",
            "no setting colour",
        ),
    ],
    ids=["square", "placeholder", "formula", "options", "ask", "domain", "field", "format"],
)
def test_what_cannot_be_proven_stays_a_draft(definition: dict[str, Any], message: str, fault: str) -> None:
    item = an_item(**definition)

    with pytest.raises(Unpublishable) as refusal:
        banks.publish(item, None, NOW)

    assert str(refusal.value).startswith(message)
    assert fault in "\n".join(refusal.value.faults)
    assert Revision.objects.count() == 0
    assert (Item.objects.get().current, Item.objects.get().draft) == (None, definition)


def test_every_fault_of_a_definition_is_told_at_once() -> None:
    item = an_item(ask="essay", options=99, domains={"gate": ["q"]})

    with pytest.raises(Unpublishable) as refusal:
        banks.publish(item, None, NOW)

    assert [fault.partition(":")[0] for fault in refusal.value.faults] == ["ask", "options", "domains.gate"]


def test_a_failed_verification_leaves_the_published_revision_to_learners() -> None:
    item = a_published_item()
    good = item.current
    item.draft = SQUARE

    with pytest.raises(Unpublishable):
        banks.publish(item, None, NOW)

    assert Item.objects.get().current == good
    assert place(a_started_attempt(None, item)).revision == good


def test_two_who_publish_at_once_get_two_numbers() -> None:
    item = an_item()
    stale = Item.objects.get()
    banks.publish(item, None, NOW)
    stale.draft = {**stale.draft, "stem": "How large is ${matrix}$?"}

    assert banks.publish(stale, None, NOW).number == 2


def test_two_who_publish_the_same_text_at_once_get_one_revision() -> None:
    item = an_item()
    definition = banks.definition_of(item)
    proof = banks.proven(definition)

    one, other = (banks.keep(Item.objects.get(pk=item.pk), definition, proof, None, NOW) for _ in range(2))

    assert one == other
    assert item.revisions.count() == 1


# Test answers


def test_a_test_answer_that_comes_to_something_else_keeps_an_item_from_being_published() -> None:
    item = an_item()
    item.trials = [{"answer": "{key}", "score": 0.5}]

    with pytest.raises(Unpublishable, match="Test answers") as refusal:
        banks.publish(item, None, NOW)

    assert "it earns 1 instead of 0.5" in refusal.value.faults[0]
    assert Revision.objects.count() == 0


def test_test_answers_that_held_are_kept_with_the_proof() -> None:
    item = an_item()
    item.trials = [{"answer": "{key}"}]

    revision = banks.publish(item, None, NOW)

    assert revision.verification["trials"] == [{"answer": "{key}", "score": 1.0, "tag": "", "at": {}}]
    assert banks.publish(item, None, NOW) == revision


def test_other_test_answers_are_a_new_revision() -> None:
    item = an_item()
    banks.publish(item, None, NOW)
    item.trials = [{"answer": "{key}"}]

    assert banks.publish(item, None, NOW).number == 2


def test_test_answers_that_cannot_be_read_are_told() -> None:
    item = an_item()
    item.trials = [{"answer": ""}]

    with pytest.raises(Unpublishable, match="The test answers have faults"):
        banks.publish(item, None, NOW)


# Archiving


def test_a_archived_item_goes_on_in_attempts_that_hold_it() -> None:
    item = a_published_item()
    session = place(a_started_attempt(None, item))

    archive([item], None, NOW)

    assert Item.objects.get().archived
    assert place(session.attempt) == session


# Taking in


def test_a_bundle_becomes_a_bank_of_drafts_in_its_order() -> None:
    bundle = a_bundle(an_item_bundle("b", "Second"), an_item_bundle("a", "First"), description="On gates.")

    bank = banks.import_bank(bundle)

    assert (bank.slug, bank.title, bank.description) == ("gates", "Gates", "On gates.")
    rows = bank.items.values_list("slug", "title", "kind", "position", "current")
    assert list(rows) == [("b", "Second", "feed-forward-shape", 1, None), ("a", "First", "feed-forward-shape", 2, None)]


def test_tags_difficulty_and_test_answers_are_taken_in_and_kept_where_a_bundle_says_nothing() -> None:
    definition = {"kind": "feed-forward-shape", **THREE_SHAPES}
    banks.import_bank(a_bundle(ItemBundle("q1", "One", definition, ("exam",), 4, ({"answer": "{key}"},))))

    bank = banks.import_bank(a_bundle(ItemBundle("q1", "One", definition)))

    item = bank.items.get()
    assert ([tag.pk for tag in item.tags.all()], item.difficulty) == (["exam"], 4)
    assert item.trials == [{"answer": "{key}"}]


def test_taking_a_bundle_in_again_changes_nothing() -> None:
    bundle = a_bundle(an_item_bundle())
    banks.import_bank(bundle)
    before = list(Bank.objects.values()), list(Item.objects.values())

    banks.import_bank(bundle)

    assert (list(Bank.objects.values()), list(Item.objects.values())) == before


def test_a_changed_bundle_changes_drafts_and_no_revision() -> None:
    bank = banks.import_bank(a_bundle(an_item_bundle()))
    published = banks.publish(bank.items.get(), None, NOW)

    banks.import_bank(a_bundle(an_item_bundle(title="Once more", stem="How large is ${matrix}$?")))

    item = Item.objects.get()
    assert (item.title, item.draft["stem"]) == ("Once more", "How large is ${matrix}$?")
    assert item.current == published


def test_items_that_a_bundle_does_not_name_stay() -> None:
    bank = a_bank(slug="gates")
    item = an_item(bank=bank)

    banks.import_bank(a_bundle(an_item_bundle()))

    assert item in bank.items.all()
