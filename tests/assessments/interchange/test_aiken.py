from __future__ import annotations

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.variant import build
from assessments.interchange.aiken import read
from assessments.interchange.codecs import codec_for, load
from assessments.interchange.incoming import Refused, Taken

TWO = "What is * a gate?\nA. A door\nB) A factor\nANSWER: B\n\nWhich?\r\nA) x\r\nB) y_1 < $2\r\nanswer: a\r\n"


def test_each_question_is_a_choice_of_one() -> None:
    first, second = read(TWO.encode()).items

    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert (first.title, first.slug) == ("What is * a gate?", "what-is-a-gate")
    assert [option["text"] for option in second.facts["given"]["options"]] == ["x", r"y\_1 \< \$2"]
    for item, right in ((first, "A factor"), (second, "x")):
        variant, question = build(Definition.read(item.facts), {}, "seed")
        assert {text: grade(variant, text).score for text, _ in question.options}[right] == 1
        assert sum(grade(variant, text).score for text, _ in question.options) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Which?\nA. a\nB. b\nANSWER: C", "'C' is not the letter of an option"),
        ("Which?\nA. a\nB. b\nANSWER:", "'' is not the letter of an option"),
        ("Which?\nA. a\nB. b", "no line says which option is right"),
        ("Which?\nA. a\nANSWER: A", "1 options, where 2 to 20"),
        ("A. a\nB. b\nANSWER: A", "stem: this kind has no wording of its own"),
    ],
)
def test_what_is_incomplete_is_refused(text: str, reason: str) -> None:
    (item,) = read(text.encode()).items

    assert isinstance(item, Refused)
    assert reason in item.reason


def test_it_is_known_by_its_answers() -> None:
    load()

    assert codec_for("a.txt", TWO.encode()).slug == "aiken"
