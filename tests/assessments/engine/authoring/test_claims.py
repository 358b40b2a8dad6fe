from typing import Any

import pytest

from assessments.engine.authoring.claims import finding

DIFFER = {"name": "gates-differ"}
TWENTY = {"name": "gate-output-attains", "arguments": {"gate": "f", "value": 20}}


def test_a_claim_with_one_reading_is_asked_under_that() -> None:
    assert finding(TWENTY).status == "refuted"


@pytest.mark.parametrize(("reading", "status"), [("generically", "generic"), ("always", "refuted")])
def test_a_claim_with_several_readings_is_asked_under_the_one_that_is_meant(reading: str, status: str) -> None:
    assert finding(DIFFER | {"reading": reading}).status == status
    assert finding(DIFFER, reading).status == status


def test_its_own_reading_goes_before_another() -> None:
    assert finding(DIFFER | {"reading": "always"}, "generically").status == "refuted"


@pytest.mark.parametrize("reading", ["", "loosely"])
def test_the_readings_to_choose_from_are_told(reading: str) -> None:
    with pytest.raises(ValueError, match="gates-differ can be read as: generically, always; choose one"):
        finding(DIFFER, reading)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("gates-differ", "a claim is"),
        (None, "a claim is"),
        ([], "a claim is"),
        ({}, "a claim is"),
        ({"name": 7}, "a claim is"),
        ({"name": "gates-differ", "truth": True}, "a claim has no truth"),
        ({"name": "no-such-claim"}, "unknown claim 'no-such-claim'"),
        ({"name": "gates-differ", "arguments": ["f"]}, "arguments are given by name"),
        ({"name": "gates-differ", "arguments": {"gate": "f"}}, "gates-differ"),
        ({"name": "gates-differ", "arguments": {"name": "gates-differ"}}, "gates-differ: .*'name'"),
        ({"name": "gate-output-attains", "arguments": {"gate": "x", "value": 1}}, "gate is 'x'"),
        (TWENTY | {"reading": "loosely"}, "can be read as: as stated"),
    ],
)
def test_a_claim_that_cannot_be_asked_is_refused_with_the_reason(claim: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        finding(claim)
