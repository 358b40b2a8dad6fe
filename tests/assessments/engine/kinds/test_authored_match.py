from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.definition import Definition, Faulty
from assessments.engine.grade import grade
from assessments.engine.variant import build

GATE = {"prompt": "The forget gate, $f_t$", "option": "sigmoid"}
CANDIDATE = {"prompt": "The candidate", "option": "tanh"}
SPARE = {"option": "none"}


def item(*pairs: dict[str, str], **more: Any) -> Definition:
    return Definition.read({"kind": "authored-match", "stem": "Which?", "given": {"pairs": list(pairs)}, **more})


def test_every_line_is_asked_and_every_option_offered_to_each() -> None:
    variant, question = build(item(GATE, CANDIDATE, SPARE), {}, "seed")

    assert variant.entry.prompts == ("The forget gate, $f_t$", "The candidate")
    assert {text for text, _ in question.options} == {"sigmoid", "tanh", "none"}
    assert variant.key == ("sigmoid", "tanh")


def test_an_option_may_belong_to_several_lines() -> None:
    definition = item(GATE, {**CANDIDATE, "prompt": "The output gate", "option": "sigmoid"}, SPARE)

    assert {text for text, _ in build(definition, {}, "seed")[1].options} == {"sigmoid", "none"}


@pytest.mark.parametrize(("settings", "score"), [({}, 0.0), ({"per_prompt": True}, 0.5)])
def test_one_line_of_two_is_half_where_each_has_its_share(settings: dict[str, bool], score: float) -> None:
    variant, _ = build(item(GATE, CANDIDATE, SPARE, format=settings), {}, "seed")

    assert grade(variant, "sigmoid\nnone").score == score


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([GATE], "1 lines, where 2 to 20 are expected"),
        ([GATE, SPARE], "1 lines, where 2 to 20 are expected"),
        ([GATE, {**CANDIDATE, "prompt": GATE["prompt"]}], "two lines look alike"),
        ([GATE, {**CANDIDATE, "option": "sigmoid"}], "a single option leaves nothing to choose"),
        ([GATE, {**CANDIDATE, "option": "$x$"}], "an option of a menu is plain text, without $ * \\ `"),
        ([GATE, {"prompt": "No option"}], "pair 2: needs a text"),
    ],
)
def test_lines_that_make_no_question_are_refused(pairs: list[dict[str, str]], why: str) -> None:
    with pytest.raises(Faulty) as faulty:
        item(*pairs)

    assert faulty.value.faults == {"given.pairs": why}
