from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.proving.trials import MOST, Trial, as_graded, faults, read

SHAPES = {"kind": "feed-forward-shape", "domains": {"input_size": [3, 5], "hidden_size": [2], "gate": ["f"]}}
CHOICE = {
    "kind": "authored-choice",
    "stem": "Which gate forgets?",
    "given": {"options": [{"text": "f", "right": True}, {"text": "i", "right": False, "tag": "gates-swapped"}]},
}


def told(definition: dict[str, Any], answer: str, score: float | None = 1.0, tag: str = "", **at: str) -> list[str]:
    return list(faults(Definition.read(definition), [Trial(answer, score, tag, at)]))


@pytest.mark.parametrize(
    ("answer", "score", "tag", "at"),
    [
        ("{key}", 1, "", {}),
        ("({hidden_size}, {input_size})", 1, "", {}),
        ("({input_size}, {hidden_size})", 0, "transposed", {}),
        ("(2, 3)", 1, "", {"input_size": "3"}),
        ("(2, 3)", 1, "", {"input_size": "3", "gate": "f"}),
        ("no shape", None, "", {}),
    ],
)
def test_what_comes_to_what_was_expected_has_no_fault(
    answer: str, score: float | None, tag: str, at: dict[str, str]
) -> None:
    assert told(SHAPES, answer, score, tag, **at) == []


@pytest.mark.parametrize(
    ("answer", "score", "tag", "at", "why"),
    [
        ("(2, 3)", 1, "", {}, "it earns 0 instead of 1"),
        ("{key}", 0.5, "", {}, "it earns 1 instead of 0.5"),
        ("({input_size}, {hidden_size})", 0, "", {}, "it is told as transposed instead of nothing"),
        ("({input_size}, {hidden_size})", 0, "no-bias", {}, "it is told as transposed instead of no-bias"),
        ("(99, 98)", 0, "transposed", {}, "it is told as nothing instead of transposed"),
        ("no shape", 0, "", {}, "it cannot be read"),
        ("{key}", None, "", {}, "it is read as"),
        ("{colour}", 0, "", {}, "nothing fills {colour}"),
        ("{key}", 1, "", {"input_size": "4"}, "input_size = 4 is not drawn here"),
        ("{key}", 1, "", {"colour": "red"}, "colour = red is not drawn here"),
    ],
)
def test_what_comes_to_something_else_is_told_once(
    answer: str, score: float | None, tag: str, at: dict[str, str], why: str
) -> None:
    (fault,) = told(SHAPES, answer, score, tag, **at)

    assert why in fault


def test_where_nothing_can_be_posed_there_is_nothing_to_try() -> None:
    square = {"input_size": [4], "hidden_size": [4], "gate": ["f"]}

    assert told({"kind": "feed-forward-shape", "domains": square}, "{key}") == [
        "“{key}”: no variant can be posed there"
    ]


def test_an_option_is_chosen_by_its_text() -> None:
    assert told(CHOICE, "f") == []
    assert told(CHOICE, "i", 0, "gates-swapped") == []


def test_where_learners_choose_an_answer_is_tried_as_if_it_were_typed() -> None:
    assert told(SHAPES | {"ask": "choice", "options": 3}, "(7, 7)", 0) == []


def test_test_answers_are_read_as_they_were_written() -> None:
    trials = (Trial("(2, 3)", 0.5, "transposed", {"gate": "f"}), Trial("x", None))

    assert read([trial.facts() for trial in trials]) == trials


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ("all", "are a list"),
        ([{}] * (MOST + 1), "are a list of at most"),
        ([3], "test answer 1: a test answer is an object"),
        ([{"answer": "1", "colour": "red"}], "a test answer is an object"),
        ([{"answer": "1"}, {"answer": " "}], "test answer 2: needs an answer"),
        ([{"answer": "x" * 501}], "needs an answer of at most 500"),
        ([{"answer": "1", "score": 2}], "a score is a number from 0 to 1, not 2"),
        ([{"answer": "1", "score": True}], "a score is a number from 0 to 1, not True"),
        ([{"answer": "1", "tag": "unheard-of"}], "is not in the catalogue"),
        ([{"answer": "1", "at": {"input_size": 3}}], "what is pinned is an object of texts"),
    ],
)
def test_what_is_no_test_answer_is_refused(facts: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(facts)


@pytest.mark.parametrize(
    ("definition", "answer", "kept"),
    [
        (SHAPES, "{key}", ("{key}", 1.0, "")),
        (SHAPES, " (3, 2) ", ("(3, 2)", 0.0, "transposed")),
        (SHAPES, "no shape", ("no shape", None, "")),
        (CHOICE, "i", ("i", 0.0, "gates-swapped")),
    ],
)
def test_what_grading_makes_of_an_answer_now_is_kept_and_holds(
    definition: dict[str, Any], answer: str, kept: tuple[str, float | None, str]
) -> None:
    at = {"input_size": "3"} if definition is SHAPES else {}

    trial = as_graded(Definition.read(definition), answer, at)

    assert (trial.answer, trial.score, trial.tag, dict(trial.at)) == (*kept, at)
    assert list(faults(Definition.read(definition), [trial])) == []


@pytest.mark.parametrize(
    ("answer", "at", "why"),
    [
        ("", {}, "needs an answer"),
        ("{nothing}", {}, "nothing fills {nothing}"),
        ("(2, 3)", {"input_size": "4"}, "input_size = 4 is not drawn here"),
    ],
)
def test_what_cannot_be_graded_is_not_kept(answer: str, at: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        as_graded(Definition.read(SHAPES), answer, at)
