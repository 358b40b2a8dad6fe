from typing import Any

import pytest

from assessments.admin.backstage import claims_of, params_rows, truth_row
from assessments.engine.definition import Definition
from assessments.engine.formats import Match
from assessments.engine.variant import Variant, build
from tests.assessments.engine.steps import STEP
from tests.assessments.engine.toys import a_kind

CLAIM = {"name": "gate-output-attains", "arguments": {"gate": "f", "value": 0.2}}
FIXED = [
    {"text": "20", "right": False, "feedback": "Too large."},
    {"text": "0.2", "claim": CLAIM, "weight": 1},
    {"text": "0.9", "right": False, "weight": 0.5},
]


def variant(kind: str, at: int = 0, **facts: Any) -> Variant:
    definition = Definition.read({"kind": kind, **facts})
    return build(definition, definition.space[at], "seed")[0]


def shape(input_size: int, hidden_size: int, **facts: Any) -> Variant:
    sizes = {"input_size": [input_size], "hidden_size": [hidden_size], "gate": ["f"]}
    return variant("feed-forward-shape", domains=sizes, **facts)


def test_parameters_are_told_in_words() -> None:
    assert params_rows({"input_size": 3, "peepholes": True, "forget": 0.5}) == [
        ("input size", "3"),
        ("peepholes", "yes"),
        ("forget", "0.5"),
    ]


def test_key_and_solution_are_the_variants_own() -> None:
    truth = truth_row(shape(3, 2))

    assert (truth["key"], "(2, 3)" in truth["solution"]) == ("(2, 3)", True)


def test_every_mistake_has_its_answer_and_is_graded() -> None:
    slips = {slip["answer"]: (slip["title"], slip["score"]) for slip in truth_row(shape(3, 2))["slips"]}

    assert slips["(3, 2)"] == ("Rows and columns changed places", 0.0)


def test_a_mistake_with_the_answer_of_another_is_said_to_be_told_as_both() -> None:
    told = {slip["title"]: slip["told_as"] for slip in truth_row(variant("authored-value", **TWICE))["slips"]}

    either = f"Either “Rows and columns changed places”, or “{OTHER}”"
    assert told == {"Rows and columns changed places": either, OTHER: either}


OTHER = "A mistake that the author of this question expected"
TWICE = {
    "stem": "Which shape?",
    "given": {
        "form": "shape",
        "value": "(2, 3)",
        "mistakes": [{"value": "(3, 2)", "tag": "transposed"}, {"value": "3x2", "feedback": "Again."}],
    },
}


def test_a_mistake_in_parts_earns_what_follows_from_it() -> None:
    """Without a bias four of the six are wrong, and both states follow from them."""
    slips = {slip["title"]: slip["score"] for slip in truth_row(STEP)["slips"]}

    assert slips["The bias was left out"] == 2 / 6


def test_typed_questions_have_no_options() -> None:
    assert truth_row(shape(3, 2))["options"] == []


def test_options_that_a_kind_brings_are_judged_one_by_one() -> None:
    fixed = variant("authored-choice", stem="Which?", given={"options": FIXED})

    judged = {row["text"]: (row["score"], row["remark"]) for row in truth_row(fixed)["options"]}
    assert judged == {"20": (0.0, "Too large."), "0.2": (1.0, ""), "0.9": (0.5, "")}


def test_the_options_of_many_are_right_or_wrong_by_themselves() -> None:
    options = [{"text": "a", "right": True}, {"text": "b", "right": True}, {"text": "c", "right": False}]
    fixed = variant("authored-choice", stem="Which?", given={"options": options, "select": "many"})

    assert {row["text"]: row["score"] for row in truth_row(fixed)["options"]} == {"a": 1.0, "b": 1.0, "c": 0.0}


def test_the_options_of_a_match_are_not_judged_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.engine.kind.KINDS", {})
    form = Match(("p", "q"), ("a", "b", "c"))
    toy = a_kind(statements=lambda _: form.options, answer=lambda _: ("a", "b"), slips=lambda _: iter([]))

    assert truth_row(Variant(toy(n=3), form, form))["options"] == []


def test_a_claim_is_shown_with_what_was_found() -> None:
    fixed = variant("authored-choice", stem="Which?", given={"options": FIXED})

    found = {row["text"]: row["finding"].status for row in truth_row(fixed)["options"] if row["finding"]}
    assert found == {"0.2": "proved"}


@pytest.mark.parametrize(
    ("made", "claims"),
    [(shape(3, 2), {}), (variant("authored-choice", stem="?", given={"options": FIXED}), {"0.2": CLAIM})],
    ids=["none", "one"],
)
def test_claims_are_found_among_options(made: Variant, claims: dict[str, Any]) -> None:
    assert {text: claim for text, claim in claims_of(made.kind).items() if claim} == claims
