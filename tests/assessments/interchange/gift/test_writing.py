from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.variant import build
from assessments.interchange.gift.reading import read
from assessments.interchange.gift.writing import lacks, write
from assessments.interchange.incoming import Taken
from assessments.interchange.outgoing import Exported, ExportedBank, drawn
from tests.assessments.interchange.starters import SLUGS, starter_bank

each_bank = pytest.mark.parametrize("slug", SLUGS)


def askable(slug: str) -> ExportedBank:
    bank = starter_bank(slug)
    return replace(bank, items=tuple(item for item in bank.items if not lacks(item)))


@each_bank
def test_nothing_is_lost_on_the_way_back(slug: str) -> None:
    sent = askable(slug)

    back = read(*write(sent).values())

    assert back.bank == slug
    assert back.items == tuple(Taken(item.slug, item.title, item.facts, about=item.about) for item in sent.items)


@each_bank
def test_without_our_json_what_is_taken_is_marked_as_before(slug: str) -> None:
    (data,) = write(askable(slug)).values()
    known = {one.identifier: one for item in askable(slug).items for one in item.variants}
    taken = [item for item in read(re.sub(rb"// our own.*", b"", data)).items if isinstance(item, Taken)]

    assert len(taken) > len(known) * 0.8
    for item in taken:
        posed = next(one for name, one in known.items() if name[:50].strip("-") == item.slug or name == item.slug)
        variant = build(Definition.read(item.facts), {}, "seed")[0]
        raw = posed.text if not posed.offered else variant.format.show(variant.key)
        right = [option["text"] for option in item.facts["given"].get("options", ()) if option["right"]]

        assert grade(variant, raw).score == 1
        assert len(right) == sum(one.right for one in posed.offered)


def test_only_a_question_of_several_gaps_cannot_be_asked() -> None:
    told = {item.slug: lacks(item) for slug in SLUGS for item in starter_bank(slug).items}

    assert {slug: why for slug, why in told.items() if why} == {
        "gate-sums-of-batch": "GIFT has no question answered as matrix",
        "step-by-parts": "GIFT has no question answered as parts",
    }


def test_signs_that_mean_something_are_escaped() -> None:
    stem = "A {set} ~ of = signs # and : \\ more, of {input_size}, {hidden_size} and {gate}?"
    item = drawn(Exported("small", "first", "A: {b} = c", {"kind": "feed-forward-shape", "stem": stem}), 1)
    (data,) = write(ExportedBank("small", "Small", "", (item,))).values()

    line = next(line for line in data.decode().splitlines() if line.startswith("::"))

    assert line.startswith(r"::A\: \{b\} \= c::[html]<p>A \{set\} \~ of \= signs \# and \: \\ more, of ")


def test_no_question_has_an_empty_line_in_it() -> None:
    facts = {
        "kind": "authored-value",
        "stem": "One.\n\n```\na\n\nb\n```",
        "given": {"form": "integer", "value": "3", "solution": "One.\n\nTwo."},
    }
    item = drawn(Exported("small", "first", "First", facts), 1)
    (data,) = write(ExportedBank("small", "Small", "", (item,))).values()

    question = data.decode().split("// [id:")[1].split("\n\n")[0]

    assert question.endswith("}")
    assert r"<code>a\n\nb\n</code>" in question
