from typing import Any

import pytest

from assessments.admin.writing import drafts
from assessments.engine.kind import KINDS

SHAPE = "feed-forward-shape"


def faults(**draft: Any) -> dict[str, str]:
    return dict(drafts.faults_of({"kind": SHAPE, **draft}))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("domains.input_size", "drawn_input_size"),
        ("given.options", "given_options"),
        ("stem", "stem"),
        ("domains", "domains"),
    ],
)
def test_a_fault_belongs_to_a_field(name: str, field: str) -> None:
    assert drafts.field_of(name) == field


def test_a_draft_holds_what_was_decided_and_no_more() -> None:
    cleaned = {
        "stem": "Why?",
        "ask": "choice",
        "options": 3,
        "format": None,
        "source": None,
        "drawn_input_size": [3],
        "drawn_gate": None,
        "given_solution": "",
        "given_select": "one",
    }

    assert drafts.composed(cleaned, KINDS[SHAPE]) == {
        "kind": SHAPE,
        "stem": "Why?",
        "ask": "choice",
        "options": 3,
        "domains": {"input_size": [3]},
        "given": {"select": "one"},
    }


def test_a_sound_draft_has_no_faults() -> None:
    assert faults(stem="How large is ${matrix}$ of the {gate_name}?", domains={"input_size": [3]}) == {}


@pytest.mark.parametrize(
    ("draft", "field", "start"),
    [
        ({"domains": {"input_size": [999]}}, "domains.input_size", "999 is outside what this kind draws"),
        ({"options": 10**9}, "options", "must be a whole number from 2 to 12"),
        ({"stem": "{inputs} entries"}, "stem", "Nothing fills {inputs}: this kind fills {gate}, {gate_name}"),
        ({"stem": r"Which $\foo$?"}, "stem", r"unknown command \foo"),
        ({"format": {"colour": 1}}, "format", "the format 'shape' has no setting colour"),
        ({"format": {"per_axis": "yes"}}, "format", "per_axis is true or false"),
        ({"format": "real"}, "format", "must be a JSON object"),
        ({"source": {"label": "q3"}}, "source", "a source has a label, printed_key"),
    ],
)
def test_each_fault_is_told_by_its_field(draft: dict[str, Any], field: str, start: str) -> None:
    told = faults(**draft)

    assert (list(told), told[field][: len(start)]) == ([field], start)


def test_a_stem_may_name_what_the_kind_fills() -> None:
    assert sorted(drafts.names_of(KINDS[SHAPE], {})) == ["gate", "gate_name", "hidden_size", "input_size", "matrix"]


def test_a_draft_with_faults_still_tells_the_drawn_names() -> None:
    assert sorted(drafts.names_of(KINDS[SHAPE], {"options": 99})) == ["gate", "hidden_size", "input_size"]
