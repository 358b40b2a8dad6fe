from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.native import tree
from assessments.interchange.native.one import embedded, in_lines, joined, loaded, taken
from assessments.interchange.outgoing import About, Exported, ExportedBank
from tests.assessments.interchange.starters import banks

DEFINITION = {"kind": "feed-forward-shape"}
ITEM = {"slug": "first", "title": "The first", "definition": DEFINITION}
HEAD = {"slug": "small", "title": "Small", "description": "", "items": ["first"]}


def a_tree(head: object = HEAD, **files: object) -> bytes:
    items = files or {"first": ITEM}
    texts = {"bank.json": head} | {f"items/{slug}.json": item for slug, item in items.items()}
    return tree.packed({name: json.dumps(fact).encode() for name, fact in texts.items()})


@pytest.mark.parametrize("bank", banks(), ids=lambda bank: bank.slug)
def test_a_starter_bank_is_read_as_it_was_written(bank: Any) -> None:
    items = tuple(Exported(bank.slug, item.slug, item.title, item.definition) for item in bank.items)
    whole = ExportedBank(bank.slug, bank.title, bank.description, items)

    read = tree.read(tree.packed(tree.write(whole)))

    assert (read.bank, read.title, read.description) == (bank.slug, bank.title, bank.description)
    assert read.items == tuple(Taken(item.slug, item.title, item.definition, about=About()) for item in bank.items)
    assert read.order == tuple(item.slug for item in bank.items)


def test_the_same_bank_gives_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    one = Exported("small", "first", "The first", {"kind": "a", "stem": "b"})
    other = Exported("small", "first", "The first", {"stem": "b", "kind": "a"})

    written = [tree.packed(tree.write(ExportedBank("small", "Small", "", (item,)))) for item in (one, other)]

    assert written[0] == written[1]


@pytest.mark.parametrize("folder", ["course/small/", "./", "./course//small/"])
def test_a_folder_may_lie_anywhere_in_the_archive(folder: str) -> None:
    texts = {f"{folder}bank.json": HEAD, f"{folder}items/first.json": ITEM, "course/README.json": 3}

    read = tree.read(tree.packed({name: json.dumps(fact).encode() for name, fact in texts.items()}))

    assert [item.slug for item in read.items if isinstance(item, Taken)] == ["first"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (tree.packed({"a.json": b"{}"}), "there is no bank.json in it"),
        (a_tree(head=[]), "bank.json must list the items by their slugs"),
        (a_tree(head=HEAD | {"items": [["first"]]}), "bank.json must list the items by their slugs"),
        (a_tree(head=HEAD | {"slug": "no slug!"}), "the bank's slug must be"),
        (a_tree(head=HEAD | {"title": " "}), "the bank's title must be"),
        (a_tree(head=HEAD | {"title": "\ud800"}), "a character that cannot be kept"),
        (a_tree(head=HEAD | {"description": 3}), "the bank's description must be"),
        (b"{", "no JSON"),
        (b"\xff{", "no JSON"),
        (b'{"slug": NaN}', "NaN is no number"),
        pytest.param(b"[" * 100_000, "no JSON", id="brackets"),
    ],
)
def test_what_is_no_bank_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        tree.read(data)


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (a_tree(head=HEAD | {"items": ["none"]}), "it is listed, but has no file"),
        (a_tree(first=ITEM | {"slug": "other"}), "the file says that its slug is 'other'"),
        (a_tree(first=[]), "an item has a slug, a title and a definition"),
        (a_tree(first=ITEM | {"title": "a\0b"}), "a text holds a character that cannot be kept"),
        (a_tree(first=ITEM | {"definition": {"kind": "none"}}), "kind: 'none' is not one of the kinds"),
        (b'{"slug": "a"}', "an item has a slug, a title and a definition"),
    ],
)
def test_an_item_that_cannot_be_one_is_refused_by_name(data: bytes, refused: str) -> None:
    assert refused in [item.reason for item in tree.read(data).items if isinstance(item, Refused)]


def test_what_nests_too_deep_is_refused() -> None:
    deep = loaded('{"a":' * 50 + "1" + "}" * 50)

    assert taken("x", ITEM | {"definition": deep}) == Refused("x", "objects and lists are nested deeper than 20")


@pytest.mark.parametrize("fact", ["one", "one\ntwo", "", "\n", ["a\nb", 3, None], {"a": {"b": "x\n"}}, {"lines": "a"}])
def test_lines_are_joined_as_they_were(fact: object) -> None:
    assert joined(json.loads(json.dumps(in_lines(fact)))) == fact


def test_an_embedded_item_is_one_line_of_ascii() -> None:
    item = Exported("small", "first", "Größe", {"stem": "a\nb →"})

    text = embedded(item, {"small-first-v01-1a": "mark"})

    assert text.isascii()
    assert "\n" not in text
    assert loaded(text)["definition"] == {"stem": "a\nb →"}
    assert loaded(text)["variants"] == {"small-first-v01-1a": "mark"}
