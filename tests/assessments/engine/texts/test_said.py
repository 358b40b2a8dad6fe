from __future__ import annotations

import json

import pytest

from assessments.engine.texts.said import Clause, Said


def test_as_text_it_is_english_and_it_remembers_how_it_was_made() -> None:
    said = Said("{text} is too large by {n}.", text="“{9}”", n=2)

    assert (said, json.dumps(said)) == ("“{9}” is too large by 2.", '"\\u201c{9}\\u201d is too large by 2."')
    assert (said.template, said.values) == ("{text} is too large by {n}.", {"text": "“{9}”", "n": 2})


@pytest.mark.parametrize(("n", "text"), [(0, "0 fields."), (1, "1 field."), (2, "2 fields.")])
def test_what_is_counted_has_two_forms(n: int, text: str) -> None:
    said = Said.counted("{n} field.", "{n} fields.", n)

    assert (said, said.template, said.plural, said.number) == (text, "{n} field.", "{n} fields.", n)


def test_a_clause_begins_small_and_ends_open() -> None:
    clause = Clause.of(Said("Type {what}, e.g. 3.", what="a number"))

    assert (clause, Said("In each field, {how}.", how=clause)) == (
        "type a number, e.g. 3",
        "In each field, type a number, e.g. 3.",
    )
