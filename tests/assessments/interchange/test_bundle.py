from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.interchange.bundle import BadBundle, BankBundle, ItemBundle, read, write

DEFINITION = {"kind": "feed-forward-shape", "domains": {"gate": ["f", "i"]}}
BANK = {
    "slug": "lstm-dimensions",
    "title": "LSTM dimensions",
    "description": "Shapes × sizes.",
    "items": [{"slug": "q1", "title": "The first", "definition": DEFINITION}],
}


def changed(**fields: Any) -> str:
    return json.dumps(BANK | fields)


def with_definition(definition: Any) -> str:
    return changed(items=[BANK["items"][0], {"slug": "q2", "title": "The second", "definition": definition}])


def with_more(**facts: Any) -> str:
    return changed(items=[BANK["items"][0] | facts])


def test_tags_and_difficulty_go_with_an_item() -> None:
    text = with_more(tags=["exam", "shapes"], difficulty=3)

    item = read(text).items[0]
    assert (item.tags, item.difficulty) == (("exam", "shapes"), 3)
    assert json.loads(write(read(text)))["items"][0] == json.loads(text)["items"][0]


def test_a_bank_is_read_as_it_was_written() -> None:
    bank = read(json.dumps(BANK))

    assert bank == BankBundle(
        "lstm-dimensions", "LSTM dimensions", "Shapes × sizes.", (ItemBundle("q1", "The first", DEFINITION),)
    )


def test_writing_what_was_read_gives_the_same_bytes() -> None:
    text = write(read(json.dumps(BANK)))

    assert write(read(text)) == text
    assert "Shapes × sizes." in text
    assert text.endswith("}\n")


def test_a_bank_needs_no_description() -> None:
    facts = {name: value for name, value in BANK.items() if name != "description"}

    assert read(json.dumps(facts)).description == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a bank"),
        ("{", "not a bank"),
        ("null", "not a bank"),
        ("[]", "not a bank"),
        ('"gates"', "not a bank"),
        ("3", "not a bank"),
        ("{}", "not a bank: KeyError\\('items'\\)"),
        (json.dumps({"items": []}), "not a bank: KeyError\\('slug'\\)"),
        (changed(items=None), "not a bank"),
        (changed(items=[3]), "not a bank"),
        (changed(items=[{"slug": "q1", "title": "The first"}]), "not a bank: KeyError\\('definition'\\)"),
        (with_definition(None), "q2: definition: must be a JSON object"),
        (with_definition({}), "q2: kind: None is not one of the kinds"),
        (with_definition({"kind": "nonsense"}), "q2: kind: 'nonsense' is not one of the kinds"),
        (with_definition({"kind": ["feed-forward-shape"]}), "q2: kind"),
        (with_definition(DEFINITION | {"key": "(2, 3)"}), "q2: key: is not a part of a definition"),
        (with_definition(DEFINITION | {"ask": "essay"}), "q2: ask: must be one of entry, choice"),
        (with_definition(DEFINITION | {"domains": {"gate": ["q"]}}), "q2: domains.gate: 'q' is outside"),
        (with_definition(DEFINITION | {"domains": {"colour": ["red"]}}), "q2: domains.colour"),
        (with_definition(DEFINITION | {"domains": [1]}), "q2: domains"),
        (changed(slug=3), "the bank: slug must be"),
        (changed(slug="no such slug!"), "the bank: slug must be"),
        (changed(slug="x" * 51), "the bank: slug must be"),
        (changed(title=None), "the bank: title must be text"),
        (changed(title=" "), "the bank: title must be text"),
        (changed(title="x" * 201), "the bank: title must be text of at most 200"),
        (changed(description=["a"]), "the bank: description must be text"),
        (changed(items=[{"slug": "", "title": "The first", "definition": DEFINITION}]), "the item '': slug must be"),
        (changed(items=[{"slug": "q1", "title": 3, "definition": DEFINITION}]), "the item 'q1': title must be text"),
        (with_more(tags="exam"), "not a bank: TypeError\\('tags and trials must be lists'\\)"),
        (with_more(trials=[{"answer": ""}]), "q1: test answer 1: needs an answer"),
        (with_more(tags=["two words"]), "q1: a tag must be"),
        (with_more(tags=[3]), "q1: a tag must be"),
        (with_more(difficulty=6), "q1: difficulty must be a whole number from 1 to 5"),
        (with_more(difficulty=True), "q1: difficulty must be"),
        (with_more(difficulty="2"), "q1: difficulty must be"),
        (changed(items=BANK["items"] * 2), "q1: two items have this slug"),
        pytest.param("[" * 100_000, "not a bank", id="brackets"),
    ],
)
def test_what_is_no_bank_is_refused_with_the_place_and_the_fault(text: str, message: str) -> None:
    with pytest.raises(BadBundle, match=message):
        read(text)
