from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.interchange.canvas import writing
from assessments.interchange.canvas.questions import QUESTIONS, lacks
from assessments.interchange.incoming import Taken
from assessments.interchange.outgoing import ExportedBank
from assessments.interchange.qti.reading import package
from assessments.interchange.safely import archives, xml
from tests.assessments.interchange.starters import SLUGS, starter_bank, starter_items


def expressible(slug: str) -> ExportedBank:
    bank = starter_bank(slug, 2)
    return replace(bank, items=tuple(one for one in bank.items if not lacks(one)))


def written(slug: str) -> dict[str, bytes]:
    (data,) = writing.write(expressible(slug)).values()
    return archives.members(data)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_bank_comes_back_as_it_was(slug: str) -> None:
    bank = expressible(slug)

    back = package.read(archives.packed(written(slug)))

    assert back.items == tuple(Taken(one.slug, one.title, one.facts, about=one.about) for one in bank.items)


@pytest.mark.parametrize("slug", SLUGS)
def test_its_questions_alone_come_back_as_fixed_ones(slug: str) -> None:
    files = {name: data for name, data in written(slug).items() if name != "native.json"}

    back = package.read(archives.packed(files)).items

    variants = [one.title for one in expressible(slug).items for _ in one.variants]
    assert [one.title for one in back if isinstance(one, Taken)] == variants


def test_what_canvas_cannot_ask_is_told() -> None:
    told = {one.slug: why for one in starter_items(2) if (why := lacks(one))}

    several = "Canvas has no question of several inputs in which numbers have a tolerance"
    signs = "Canvas compares such an answer sign by sign, and its numbers go on behind the digits shown"
    assert told == {
        "kept-part": signs,
        "gate-range-on-box": signs,
        "gate-sums-of-batch": several,
        "step-by-parts": several,
    }


def test_each_family_is_a_group_of_which_one_is_picked() -> None:
    tree = xml.read(written("lstm-gates")["lstm-gates/lstm-gates.xml"])
    sections = [one for one in tree.iter() if xml.local(one.tag) == "section" and one.get("ident") != "root_section"]

    assert [section.get("ident") for section in sections] == [one.slug for one in expressible("lstm-gates").items]
    assert {
        part.text for section in sections for part in section.iter() if xml.local(part.tag) == "selection_number"
    } == {"1"}


def test_the_kinds_of_question_are_canvas_own() -> None:
    tree = xml.read(written("lstm-dimensions")["lstm-dimensions/lstm-dimensions.xml"])
    kinds = {
        one.text for one in tree.iter() if xml.local(one.tag) == "fieldentry" and (one.text or "").endswith("_question")
    }

    assert kinds <= {kind for kind, _ in QUESTIONS.values()}
    assert "short_answer_question" in kinds


def test_our_own_json_is_not_handed_to_whoever_takes_the_course() -> None:
    files = written("lstm-gates")

    assert b"native.json" not in files["imsmanifest.xml"]
    assert "native.json" in files
