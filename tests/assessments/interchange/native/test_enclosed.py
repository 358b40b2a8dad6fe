from __future__ import annotations

import json

import pytest

from assessments.interchange.incoming import Taken
from assessments.interchange.native.enclosed import NATIVE, enclosed, unchanged
from tests.assessments.interchange.starters import starter_bank

BESIDE = {"a.xml": b"<a/>", "b.xml": b"<b/>"}
BANK = starter_bank("lstm-gates", 1)
FILES = {**BESIDE, NATIVE: enclosed(BANK, BESIDE)}


def test_a_bank_is_believed_as_long_as_nothing_beside_it_has_changed() -> None:
    back = unchanged(FILES)

    assert back is not None
    assert back.items == tuple(Taken(one.slug, one.title, one.facts, about=one.about) for one in BANK.items)
    assert unchanged({**FILES, "a.xml": b"<a />"}) is None
    assert unchanged({name: data for name, data in FILES.items() if name != "b.xml"}) is None


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"{}", b'{"files": {}}', b'{"files": []}', b'{"files": {"a.xml": 1}}']
)
def test_anything_else_is_not_believed(data: bytes) -> None:
    assert unchanged({**BESIDE, NATIVE: data}) is None


def test_an_item_that_somebody_broke_is_refused() -> None:
    facts = json.loads(FILES[NATIVE])
    facts["items"][0]["definition"]["kind"] = "unheard-of"
    back = unchanged({**BESIDE, NATIVE: json.dumps(facts).encode()})

    assert back is not None
    assert [isinstance(one, Taken) for one in back.items] == [False, *[True] * (len(BANK.items) - 1)]


@pytest.mark.parametrize(
    "facts", [{"items": 1.5}, {"items": None}, {"slug": "no slug!"}, {"title": "a\0b"}, {"title": "x" * 201}]
)
def test_a_bank_that_is_none_is_not_believed(facts: dict[str, object]) -> None:
    assert unchanged({**BESIDE, NATIVE: json.dumps(json.loads(FILES[NATIVE]) | facts).encode()}) is None
