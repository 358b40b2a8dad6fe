from typing import Any

import pytest

from assessments.engine.authoring.errata import accepted, erratum
from assessments.engine.definition import Definition, Faulty
from assessments.engine.kinds.steps.forget_gate_from_bias import ForgetGateFromBias

TO_ZERO, TO_PREVIOUS = "relative to zero", "relative to the previous hidden state"


def attains(value: float) -> dict[str, Any]:
    return {"name": "gate-output-attains", "arguments": {"gate": "f", "value": value}}


OUTPUT_GATE = {
    "label": "output gate",
    "printed_key": ["A", "C"],
    "options": {
        "A": {"name": "higher-output-gate-passes-more"},
        "B": {"name": "higher-output-gate-passes-less"},
        "C": {"name": "positive-tanh-raises-state"},
        "D": {"name": "positive-tanh-lowers-state"},
    },
    "readings": [TO_ZERO, TO_PREVIOUS],
}
MISPRINT = {
    "label": "forget gate",
    "printed_key": ["C"],
    "options": {"A": attains(2), "B": attains(200), "C": attains(20), "D": attains(0.2)},
}
SAME_INPUTS = {
    "label": "same inputs",
    "printed_key": ["B"],
    "options": {
        "A": {"name": "gates-equal-same-inputs"},
        "B": {"name": "gates-differ"},
        "C": {"name": "gates-equal-same-weights"},
        "D": {"none": True},
    },
    "readings": ["generically", "always"],
}


@pytest.mark.parametrize(
    ("source", "sets"),
    [
        (OUTPUT_GATE, {TO_ZERO: {"A", "C"}, TO_PREVIOUS: {"A"}}),
        (MISPRINT, {"as stated": {"D"}}),
        (SAME_INPUTS, {"generically": {"B"}, "always": {"D"}}),
    ],
)
def test_every_reading_has_its_own_right_answers(source: dict[str, Any], sets: dict[str, set[str]]) -> None:
    assert accepted(source) == sets


def test_a_misprint_is_right_under_no_reading_and_says_why() -> None:
    found = erratum(MISPRINT)

    printed, computed = found.differences
    assert (found.agrees, found.ambiguous) == (False, False)
    assert (printed.option, printed.printed, printed.finding.status) == ("C", True, "refuted")
    assert printed.finding.witness == {"value": 20, "reach": [0.0, 1.0]}
    assert (computed.option, computed.printed, computed.finding.status) == ("D", False, "proved")
    assert "20 does not lie there" in printed.finding.why


def test_a_key_that_one_reading_bears_out_agrees_though_another_does_not() -> None:
    found = erratum(OUTPUT_GATE)

    (difference,) = found.differences
    assert (found.agrees, found.ambiguous) == (True, True)
    assert (difference.reading, difference.option) == (TO_PREVIOUS, "C")
    assert difference.finding.witness["x"] == [[3.0], [-3.0]]


def test_none_of_the_others_is_settled_by_the_others() -> None:
    found = erratum(SAME_INPUTS)

    assert {(one.reading, one.option): one.finding.why for one in found.differences}["always", "D"] == (
        "None of the others holds."
    )


def test_a_key_that_agrees_leaves_nothing_to_tell() -> None:
    found = erratum(MISPRINT | {"printed_key": ["D"]})

    assert (found.agrees, found.differences) == (True, ())


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("q3", "a source has a label"),
        ([], "a source has a label"),
        ({}, "a source has a label"),
        (MISPRINT | {"page": 3}, "a source has a label"),
        (MISPRINT | {"label": " "}, "the label is a text"),
        (MISPRINT | {"label": None}, "the label is a text"),
        (MISPRINT | {"options": {}}, "options are claims by letter"),
        (MISPRINT | {"options": ["A"]}, "options are claims by letter"),
        (MISPRINT | {"printed_key": "C"}, "list of its options' letters"),
        (MISPRINT | {"printed_key": ["E"]}, "list of its options' letters"),
        (MISPRINT | {"printed_key": [["C"]]}, "list of its options' letters"),
        (MISPRINT | {"readings": "always"}, "readings are a list of names"),
        (MISPRINT | {"readings": [1]}, "readings are a list of names"),
        (MISPRINT | {"options": {"C": {"name": "no-such-claim"}}}, "unknown claim"),
        (SAME_INPUTS | {"readings": []}, "gates-differ can be read as"),
        (SAME_INPUTS | {"readings": ["loosely"]}, "gates-differ can be read as"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_with_the_reason(source: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        accepted(source)


def test_a_definition_with_a_source_that_nothing_settles_is_refused() -> None:
    with pytest.raises(Faulty) as refused:
        Definition.read({"kind": ForgetGateFromBias.slug, "source": MISPRINT | {"printed_key": ["E"]}})

    assert refused.value.faults == {"source": "the printed key is a list of its options' letters"}
