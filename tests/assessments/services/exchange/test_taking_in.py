from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError

from assessments.interchange.incoming import Incoming, Refused, Taken
from assessments.interchange.outgoing import About
from assessments.models import Bank, Event, Item, Revision
from assessments.services import banks
from assessments.services.errors import Refused as NothingWritten
from assessments.services.exchange.taking_in import Outdated, Report, bank_for, foretold
from assessments.services.exchange.taking_in import take_in as take_in_as
from tests.factories import NOW, THREE_SHAPES, a_bank, an_item, published

pytestmark = pytest.mark.django_db

TRIALS = ({"answer": "(2, 3)", "score": 1.0, "tag": "", "at": {}},)
SHAPES = {"kind": "feed-forward-shape", **THREE_SHAPES}


def taken(slug: str = "first", title: str = "", **changes: Any) -> Taken:
    return Taken(slug, title or f"The {slug}", {**SHAPES, **changes})


def incoming(*items: Taken | Refused) -> Incoming:
    return Incoming(items or (taken("first"), taken("second")))


def whole(bank: Bank, *slugs: str) -> Incoming:
    return Incoming(tuple(map(taken, slugs)), bank.slug, bank.title, bank.description, slugs)


def take_in(file: Incoming, bank: Bank, told: str | None = None) -> Report:
    return take_in_as(file, bank, None, NOW, told)


def outcomes(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(line.name, line.outcome, line.changes) for line in report.lines]


def order(bank: Bank) -> list[str]:
    return list(bank.items.order_by("position", "slug").values_list("slug", flat=True))


def test_new_questions_become_drafts_in_the_order_of_the_file() -> None:
    bank = a_bank()

    report = take_in(incoming(), bank)

    assert outcomes(report) == [("first", "new", ()), ("second", "new", ())]
    assert order(bank) == ["first", "second"]
    assert [(item.draft, item.kind, item.current) for item in bank.items.all()] == [
        (SHAPES, "feed-forward-shape", None)
    ] * 2


def test_the_same_file_again_changes_nothing(django_assert_num_queries: Any) -> None:
    bank = a_bank()
    take_in(incoming(), bank)

    with django_assert_num_queries(5):  # savepoint, bank, items, their tags, release
        report = take_in(incoming(), bank)

    assert outcomes(report) == [("first", "unchanged", ()), ("second", "unchanged", ())]


def test_a_changed_question_is_updated_in_its_place_and_what_is_published_stays() -> None:
    bank = a_bank()
    take_in(incoming(), bank)
    published(bank.items.get(slug="first"))

    report = take_in(incoming(taken("first", "Another title", stem="Which shape?")), bank)

    item = bank.items.get(slug="first")
    assert outcomes(report) == [("first", "changed", ("title", "question"))]
    assert (item.title, item.draft["stem"], item.position) == ("Another title", "Which shape?", 1)
    assert Revision.objects.get(item=item).content["stem"] == ""


def test_another_spelling_of_the_same_definition_is_no_change() -> None:
    bank = a_bank()
    take_in(incoming(taken()), bank)
    spelled_out = banks.definition_of(bank.items.get()).facts()

    report = take_in(incoming(replace(taken(), facts=spelled_out)), bank)

    assert outcomes(report) == [("first", "unchanged", ())]
    assert bank.items.get().draft == SHAPES


def test_publishing_what_was_imported_unchanged_makes_no_revision() -> None:
    bank = a_bank()
    take_in(incoming(taken()), bank)
    before = published(bank.items.get()).current

    take_in(incoming(replace(taken(), facts=before.content)), bank)

    assert banks.publish(bank.items.get(), None, NOW) == before


def test_a_refused_question_is_named_and_the_others_are_taken() -> None:
    bank = a_bank()

    report = take_in(incoming(Refused("Essay 3", "an essay has no key"), taken()), bank)

    assert [(line.name, line.outcome, line.reason) for line in report.lines] == [
        ("Essay 3", "refused", "an essay has no key"),
        ("first", "new", ""),
    ]
    assert order(bank) == ["first"]


def test_an_import_is_in_the_audit_trail_and_one_without_effect_is_not(alice: AbstractBaseUser) -> None:
    bank = a_bank()
    for _ in range(2):
        take_in_as(incoming(Refused("Essay", "no key"), taken()), bank, alice, NOW)

    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.actor_id) == ("import", str(bank.pk), alice.pk)
    assert event.facts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}


def test_foretelling_writes_nothing_and_says_what_taking_in_then_does() -> None:
    bank = a_bank()
    told = foretold(incoming(), bank)

    assert Item.objects.count() == 0
    assert take_in(incoming(), bank, told.mark).mark == told.mark


@pytest.mark.parametrize(
    "meanwhile", [{"title": "Mine"}, {"draft": {**SHAPES, "stem": "Mine?"}}, {"draft": {**SHAPES, "stem": "Yours?"}}]
)
def test_a_report_that_no_longer_holds_writes_nothing(meanwhile: dict[str, Any]) -> None:
    bank = a_bank()
    take_in(incoming(taken("first")), bank)
    told = foretold(incoming(taken("first", "Mine", stem="Mine?"), taken("second")), bank)
    Item.objects.update(**meanwhile)

    with pytest.raises(Outdated) as raised:
        take_in(incoming(taken("first", "Mine", stem="Mine?"), taken("second")), bank, told.mark)

    assert raised.value.report.mark != told.mark
    assert order(bank) == ["first"]


def test_another_file_than_the_one_that_was_told_of_writes_nothing() -> None:
    bank = a_bank()
    told = foretold(incoming(), bank)

    with pytest.raises(Outdated):
        take_in(incoming(taken("first", stem="Changed?"), taken("second")), bank, told.mark)

    assert Item.objects.count() == 0


def test_nothing_is_half_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = a_bank()
    take_in(incoming(taken("second")), bank)

    def fail(*_: object) -> None:
        raise IntegrityError("the second write fails")

    monkeypatch.setattr(Item.objects, "bulk_update", fail)
    with pytest.raises(IntegrityError):
        take_in(incoming(taken("first"), taken("second", "Changed")), bank)

    assert order(bank) == ["second"]


def test_a_bank_that_is_not_there_is_made_with_the_files_words() -> None:
    file = Incoming((taken(),), "gates", "The gates", "All of them.", ("first",))

    take_in(file, bank_for(file))

    bank = Bank.objects.get()
    assert (bank.slug, bank.title, bank.description, order(bank)) == ("gates", "The gates", "All of them.", ["first"])


def test_a_file_that_names_no_bank_needs_one() -> None:
    with pytest.raises(NothingWritten, match="does not say which bank"):
        bank_for(incoming())


def test_its_own_bank_gets_the_files_title_and_another_keeps_its_own() -> None:
    own, other = a_bank(slug="own"), a_bank(slug="other", title="Other")
    file = Incoming((taken(),), "own", "Renamed", "New words.", ("first",))

    assert take_in(file, own).bank_changes == ("title", "description")
    assert take_in(file, other).bank_changes == ()
    assert [bank.title for bank in Bank.objects.order_by("slug")] == ["Other", "Renamed"]


def test_tags_and_difficulty_come_along_and_a_silent_file_leaves_them() -> None:
    bank = a_bank()
    take_in(incoming(replace(taken(), about=About(("shapes", "gates"), 4, TRIALS))), bank)
    silent = take_in(incoming(replace(taken(), title="Another")), bank)

    item = bank.items.get()
    assert silent.lines[0].changes == ("title",)
    assert ([tag.slug for tag in item.tags.all()], item.difficulty) == (["gates", "shapes"], 4)
    assert item.trials == list(TRIALS)


def test_other_tags_and_another_difficulty_are_changes() -> None:
    bank = a_bank()
    take_in(incoming(replace(taken(), about=About(("shapes",), 4, TRIALS))), bank)

    report = take_in(incoming(replace(taken(), about=About())), bank)

    item = bank.items.get()
    assert outcomes(report) == [("first", "changed", ("tags", "difficulty", "test answers"))]
    assert (list(item.tags.all()), item.difficulty, item.trials) == ([], None, [])


def test_a_file_without_a_title_of_the_bank_leaves_it_alone() -> None:
    bank = a_bank(slug="own", title="Own")

    assert take_in(Incoming((taken(),), "own"), bank).bank_changes == ()


def test_a_whole_bank_in_another_order_moves_its_questions() -> None:
    bank = a_bank()
    take_in(whole(bank, "a", "b", "c"), bank)

    report = take_in(whole(bank, "b", "a", "c"), bank)

    assert outcomes(report) == [("b", "changed", ("place",)), ("a", "changed", ("place",)), ("c", "unchanged", ())]
    assert order(bank) == ["b", "a", "c"]


def test_gaps_between_places_are_no_other_order() -> None:
    bank = a_bank()
    take_in(whole(bank, "a", "b"), bank)
    Item.objects.filter(slug="b").update(position=20)

    assert take_in(whole(bank, "a", "b"), bank).of("changed") == []


def test_a_new_question_may_come_between() -> None:
    bank = a_bank()
    take_in(whole(bank, "a", "b"), bank)

    take_in(whole(bank, "a", "new", "b"), bank)

    assert order(bank) == ["a", "new", "b"]


def test_a_draft_with_faults_is_mended_by_a_file() -> None:
    item = an_item(stem=3)

    report = take_in(incoming(taken(item.slug, item.title)), item.bank)

    assert outcomes(report) == [(item.slug, "changed", ("question",))]
