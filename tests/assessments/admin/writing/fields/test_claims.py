from __future__ import annotations

from typing import Any

import pytest

from assessments.admin.writing.fields.claims import cells_of, claim_of, offered
from lstm_reference.claims import CLAIMS


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ("", {}),
        (" ; ", {}),
        ("gate = f; value = 2", {"arguments": {"gate": "f", "value": 2}}),
        ("tensor=W_fF;shape = (2, 3)", {"arguments": {"tensor": "W_fF", "shape": "(2, 3)"}}),
        ('matrices = ["W_fF", "W_iF"]', {"arguments": {"matrices": ["W_fF", "W_iF"]}}),
        ('value = "2"', {"arguments": {"value": "2"}}),
        ("gate = f; reading = strict", {"arguments": {"gate": "f"}, "reading": "strict"}),
        ("value = -0.5", {"arguments": {"value": -0.5}}),
    ],
)
def test_arguments_are_named_and_shown_as_they_were_typed(told: str, facts: dict[str, Any]) -> None:
    claim = claim_of("gates-differ", told)

    assert claim == {"name": "gates-differ"} | facts
    assert claim_of(*cells_of(claim).values()) == claim


def test_an_argument_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="“f” is no argument"):
        claim_of("gates-differ", "gate = f; f")


def test_every_claim_is_offered_with_its_arguments() -> None:
    titles = dict(offered())

    assert set(titles) == {"", *CLAIMS}
    assert titles["gate-output-attains"] == "Gate output attains (gate, value)"
