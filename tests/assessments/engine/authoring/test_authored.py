from typing import Any

import pytest

from assessments.engine.authoring.authored import Mistake, Option, mistakes, one_of, options, prose

A, B = {"text": "a", "right": True}, {"text": "b", "right": False}


def test_options_are_read_with_all_that_they_may_say() -> None:
    full = {"text": " a $x$ ", "right": True, "weight": 1, "feedback": "*Yes.*", "tag": "transposed"}

    assert options([full, {"text": "b", "none": True}]) == (
        Option("a $x$", right=True, weight=1.0, feedback="*Yes.*", tag="transposed"),
        Option("b", none=True),
    )


@pytest.mark.parametrize(("value", "holds"), [(0.2, True), (20, False)])
def test_a_claim_is_settled_by_the_reference(value: float, holds: bool) -> None:
    claim = {"name": "gate-output-attains", "arguments": {"gate": "f", "value": value}}

    assert options([{"text": "a", "claim": claim}, B])[0].holds is holds


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (None, "must be a list"),
        ("ab", "must be a list"),
        ({"text": "a"}, "must be a list"),
        ([], "0 options, where 2 to 20 are expected"),
        ([A], "1 options, where 2 to 20 are expected"),
        ([{"text": str(place), "right": False} for place in range(21)], "21 options"),
        ([A, "b"], "option 2: must be a JSON object"),
        ([A, B | {"colour": "red"}], "option 2: colour is not expected here"),
        ([A, {"text": "b"}], "option 2: needs exactly one of right, claim and none"),
        ([A, B | {"none": True}], "option 2: needs exactly one of right, claim and none"),
        ([A, {"right": True}], "option 2: needs a text"),
        ([A, {"text": " ", "right": True}], "option 2: needs a text"),
        ([A, {"text": 7, "right": True}], "option 2: needs a text"),
        ([A, {"text": "b" * 501, "right": True}], "option 2: 501 characters, where 500 at most"),
        ([A, {"text": "b\nc", "right": True}], "option 2: the text must be a single line"),
        ([A, {"text": "b\u2028c", "right": True}], "option 2: the text must be a single line"),
        ([A, {"text": r"$\nonsense$", "right": True}], r"option 2: unknown command \\nonsense"),
        ([A, {"text": "b", "right": "yes"}], "option 2: right is true or false, not 'yes'"),
        ([A, {"text": "b", "none": False}], "option 2: none can only be true"),
        ([A, {"text": "b", "claim": {"name": "no-such"}}], "option 2: unknown claim 'no-such'"),
        ([A, {"text": "b", "claim": {"name": "gates-differ"}}], "option 2: the claim gates-differ can be read as"),
        ([A, B | {"weight": "half"}], "option 2: a weight is a number from -1 to 1, not 'half'"),
        ([A, B | {"weight": True}], "option 2: a weight is a number"),
        ([A, B | {"weight": 1.5}], "option 2: a weight is a number"),
        ([A, B | {"weight": float("nan")}], "option 2: a weight is a number"),
        ([A, B | {"feedback": 7}], "option 2: must be text"),
        ([A, B | {"feedback": r"$\nonsense$"}], "option 2: unknown command"),
        ([A, B | {"feedback": "b" * 10_001}], "option 2: 10,001 characters"),
        ([A, B | {"tag": "no-such-tag"}], "option 2: the misconception 'no-such-tag' is not in the catalogue"),
        ([A, B | {"tag": ["transposed"]}], "option 2: the misconception"),
        ([A, A], "two options look alike"),
        ([A, {"text": "b  c", "right": True}, {"text": "b c", "right": True}], "two options look alike"),
        ([{"text": "a", "none": True}, {"text": "b", "none": True}], "only one option can stand for none"),
    ],
)
def test_options_that_cannot_be_taken_are_refused_with_place_and_reason(value: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        options(value)


def test_an_option_of_500_characters_is_not_too_long() -> None:
    assert options([{"text": "b" * 500, "right": True}, B])[0].text == "b" * 500


def test_mistakes_are_read_with_a_tag_or_feedback() -> None:
    assert mistakes([{"value": "(1, 2)", "tag": "transposed"}, {"value": "7", "feedback": "No."}]) == (
        Mistake("(1, 2)", "transposed"),
        Mistake("7", feedback="No."),
    )


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({}, "must be a list"),
        ([7], "mistake 1: must be a JSON object"),
        ([{"value": "7"}], "mistake 1: needs a tag or feedback"),
        ([{"tag": "transposed"}], "mistake 1: needs a text"),
        ([{"value": "7", "tag": "no-such-tag"}], "mistake 1: the misconception 'no-such-tag'"),
        ([{"value": "7", "why": "x"}], "mistake 1: why is not expected here"),
        ([{"value": str(place), "tag": "transposed"} for place in range(21)], "21 mistakes"),
    ],
)
def test_mistakes_that_cannot_be_taken_are_refused_with_place_and_reason(value: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        mistakes(value)


def test_prose_may_be_empty() -> None:
    assert not prose("")


@pytest.mark.parametrize("value", ["three", None, 1, ["one"]])
def test_a_word_is_one_of_those_offered(value: Any) -> None:
    with pytest.raises(ValueError, match="must be one of one, two"):
        one_of("one", "two")(value)
