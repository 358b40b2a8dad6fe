from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, fromstring

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Interval, Match, Matrix, Parts, Unreadable, Vector
from assessments.engine.grade import grade
from assessments.engine.variant import build
from assessments.interchange.incoming import Taken
from assessments.interchange.moodle.reading import read
from assessments.interchange.moodle.writing import write
from assessments.interchange.outgoing import Exported, ExportedBank, Posed, drawn
from tests.assessments.interchange.moodle import moodle
from tests.assessments.interchange.starters import SLUGS, starter_bank

each_bank = pytest.mark.parametrize("slug", SLUGS)
COUNT = 3  # variants, so that some are drawn from a data set


@cache
def written(slug: str) -> bytes:
    (data,) = write(starter_bank(slug, COUNT)).values()
    return data


def quiz(slug: str) -> Element:
    return fromstring(written(slug))  # noqa: S314 -- our own


def variants(slug: str) -> dict[str, Posed]:
    return {one.identifier[-100:]: one for item in starter_bank(slug, COUNT).items for one in item.variants}


def questions(slug: str, kind: str) -> Iterator[tuple[Element, Posed]]:
    """Of a type of Moodle's, each with the variant that it was made of."""
    known = variants(slug)
    for question in quiz(slug):
        if question.get("type") == kind:
            yield question, known[question.findtext("idnumber", "")]


@each_bank
def test_moodle_finds_every_piece_in_its_place(slug: str) -> None:
    assert list(moodle.faults(quiz(slug))) == []


@each_bank
def test_nothing_is_lost_on_the_way_back(slug: str) -> None:
    back = read(written(slug))

    assert back.bank == slug
    assert back.items == tuple(
        Taken(item.slug, item.title, item.facts, about=item.about) for item in starter_bank(slug, COUNT).items
    )


@each_bank
def test_every_variant_is_in_the_file(slug: str) -> None:
    numbers = [
        len(moodle.rows(question)) if question.get("type") == "calculated" else 1
        for question in quiz(slug)
        if question.get("type") != "category"
    ]

    assert sum(numbers) == len(variants(slug))


@each_bank
def test_moodle_marks_numbers_as_we_do(slug: str) -> None:
    for question, posed in questions(slug, "numerical"):
        answers = question.findall("answer")

        assert moodle.marked(answers, posed.format.echo(posed.key), {}) == moodle.Mark(100, "")
        for slip in posed.slips:
            mark = moodle.marked(answers, posed.format.echo(posed.format.parse(slip.text)), {})
            assert (mark.share, slip.title[:5] in mark.feedback) == (0, True)


@each_bank
def test_every_row_of_a_data_set_is_a_variant_as_the_reference_has_it(slug: str) -> None:
    known = variants(slug)
    for question, first in questions(slug, "calculated"):
        theirs = [one for one in known.values() if one.identifier.rpartition("-v")[0] in first.identifier]
        stems = {one.question.stem: one for one in theirs}
        for values in moodle.rows(question):
            posed = stems[moodle.substituted(moodle.text(question.find("questiontext")), values)]
            answers = question.findall("answer")

            assert moodle.marked(answers, posed.format.echo(posed.key), values).share == 100
            for slip in posed.slips:
                typed = posed.format.echo(posed.format.parse(slip.text))
                assert moodle.marked(answers, typed, values).share == 0


@each_bank
def test_moodle_marks_texts_as_we_do(slug: str) -> None:
    for question, posed in questions(slug, "shortanswer"):
        answers = question.findall("answer")

        assert moodle.compared(answers, posed.text) == moodle.Mark(100, "")
        assert [slip.text for slip in posed.slips if moodle.compared(answers, slip.text).share] == []


@each_bank
def test_moodle_offers_what_we_offer(slug: str) -> None:
    for question, posed in questions(slug, "multichoice"):
        shares = {moodle.text(answer): float(answer.get("fraction", "")) for answer in question.findall("answer")}

        assert {html for html, share in shares.items() if share > 0} == {one.html for one in posed.offered if one.right}
        assert set(shares) == {html for _, html in posed.question.options}


def test_a_match_has_its_pairs_and_what_matches_nothing() -> None:
    for question, posed in questions("lstm-gates", "matching"):
        assert isinstance(posed.format, Match)
        pairs = [(moodle.text(one), moodle.text(one.find("answer"))) for one in question.findall("subquestion")]

        assert [pair for pair in pairs if pair[0]] == list(zip(posed.question.labels, posed.key, strict=True))
        assert {option for _, option in pairs} == set(posed.format.options)


@pytest.mark.parametrize("slug", ["gating-mechanism", "lstm-ranges", "lstm-steps"])
def test_the_gaps_put_together_are_the_key(slug: str) -> None:
    found = list(questions(slug, "cloze"))

    for question, posed in found:
        gaps = [right[0].split(":")[0] for _, right, _ in moodle.gaps(moodle.text(question.find("questiontext")))]
        assert isinstance(posed.format, Interval | Vector | Matrix | Parts)
        typed = {
            Interval: lambda lo, *inside: f"{lo}{', '.join(inside[:-1])}{inside[-1]}",
            Vector: lambda *each: f"({', '.join(each)})",
            Matrix: lambda *each: "\n".join(each),
            Parts: lambda *each: "\n".join(each),
        }[type(posed.format)](*gaps)
        assert posed.format.credit(posed.format.parse(typed), posed.key) == 1
    assert found


@each_bank
def test_without_our_json_what_is_taken_is_marked_as_before(slug: str) -> None:
    bare = re.sub(rb"&lt;!-- .*? --&gt;", b"", written(slug))
    known = variants(slug)
    taken = [item for item in read(bare).items if isinstance(item, Taken)]

    assert len(taken) > len(known) / 6
    for item in taken:
        posed = next(one for number, one in known.items() if number[:50].strip("-") == item.slug or number == item.slug)
        variant = build(Definition.read(item.facts), {}, "seed")[0]
        try:
            assert grade(variant, posed.text).score == 1
        except Unreadable:  # an option whose words came back by another spelling
            assert posed.offered


def test_two_hyphens_do_not_end_the_comment_with_our_json() -> None:
    facts = {"kind": "feed-forward-shape", "stem": "a --> b -- c {input_size} {gate} {hidden_size}?"}
    item = drawn(Exported("small", "first", "A -- B", facts), 1)
    (data,) = write(ExportedBank("small", "Small", "", (item,))).values()

    assert read(data).items == (Taken("first", "A -- B", facts, about=item.about),)
