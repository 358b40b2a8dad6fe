"""Put a cell in the reference's place of which a claim is not true, and the claim is no longer settled as it was."""

import pytest

from lstm_reference import bounds, cell, settle
from lstm_reference.claims import cells
from tests.lstm_reference.mutants import (
    CELL_STATE,
    FEED_FORWARD,
    HIDDEN_STATE,
    PEEP,
    RECURRENT,
    TANH_GATES,
    Edit,
    hears,
    mutated,
)

TO_ZERO, TO_PREVIOUS = "relative to zero", "relative to the previous hidden state"

I_HEARS_AS_F = hears("i", "f")
I_HEARS_AS_C = hears("i", "c")
CLOSED_WHEN_HIGH = (HIDDEN_STATE, "(1.0 - o) * tanh(c)")


@pytest.mark.parametrize(
    ("claim", "reading", "edit"),
    [
        ("written-term-sign-is-candidates", "relative to the kept part", TANH_GATES),
        ("written-term-sign-is-candidates", "relative to the kept part", (CELL_STATE, "f * c + i * g + i")),
        ("pairing-eases-gradient", "as stated", (CELL_STATE, "(1.0 - f) * c + i * g")),
        ("always-better-than-two-sigmoids", "as stated", (CELL_STATE, "f * c + g")),
        ("always-better-than-two-tanh", "as stated", (CELL_STATE, "f * c + g")),
        ("higher-output-gate-passes-more", "in magnitude", CLOSED_WHEN_HIGH),
        ("higher-output-gate-passes-more", "in magnitude", (HIDDEN_STATE, "tanh(c)")),
        ("higher-output-gate-passes-less", "in magnitude", CLOSED_WHEN_HIGH),
        ("positive-tanh-gives-positive-state", "as stated", TANH_GATES),
        ("positive-tanh-gives-positive-state", "as stated", (HIDDEN_STATE, "-(o * tanh(c))")),
        ("positive-tanh-raises-state", TO_ZERO, TANH_GATES),
        ("positive-tanh-raises-state", TO_PREVIOUS, (HIDDEN_STATE, "tanh(c)")),
        ("positive-tanh-raises-state", TO_PREVIOUS, (CELL_STATE, "-(i * g)")),
        ("positive-tanh-lowers-state", TO_ZERO, (HIDDEN_STATE, "-(o * tanh(c))")),
        ("positive-tanh-lowers-state", TO_ZERO, (CELL_STATE, "-(i * g)")),
        ("positive-tanh-lowers-state", TO_PREVIOUS, CLOSED_WHEN_HIGH),
        ("gates-equal-same-inputs", "as stated", I_HEARS_AS_F),
        ("gates-differ", "generically", I_HEARS_AS_F),
        ("gates-differ", "always", I_HEARS_AS_C),
        ("gates-equal-same-weights", "as stated", I_HEARS_AS_F),
        ("gates-have-own-weights", "as stated", I_HEARS_AS_F),
        ("gates-are-functions-of-the-input", "of x_t among others", (FEED_FORWARD, f"0.0 * {FEED_FORWARD}")),
        ("gates-are-functions-of-the-input", "of x_t alone", (RECURRENT, f"0.0 * {RECURRENT}")),
        ("output-gate-considers-cell-state", "o_t, with peepholes", (PEEP, f"{PEEP} * 0.0")),
        ("output-gate-considers-cell-state", "h_t", (CELL_STATE, "i * g")),
        ("sigmoid-reads-hidden-state-alone", "as stated", (FEED_FORWARD, f"0.0 * {FEED_FORWARD}")),
        ("step-reads-three-gives-two", "as stated", (CELL_STATE, "i * g")),
        ("cell-state-is-kept-plus-written", "as stated", (CELL_STATE, "f * c + f * g")),
        ("six-equations", "as stated", (HIDDEN_STATE, "tanh(o * c)")),
        ("six-equations", "as stated", hears("o", "f")),
        ("output-gate-passes-to-next-layer", "to the next layer among others", (HIDDEN_STATE, "tanh(c)")),
        ("output-gate-passes-to-next-layer", "to the next layer alone", (RECURRENT, f"0.0 * {RECURRENT}")),
        ("output-gate-leaves-cell-state", "of the same step", hears("c", "o")),
        ("output-gate-leaves-cell-state", "of later steps", (RECURRENT, f"{RECURRENT} * 0.0")),
        ("output-gate-leaves-cell-state", "of later steps", (HIDDEN_STATE, "tanh(c)")),
        ("written-term-at-most-candidate", "as stated", (CELL_STATE, "f * c + g")),
    ],
)
def test_a_claim_is_not_settled_by_a_cell_of_which_it_is_not_true(
    claim: str, reading: str, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = mutated([edit])
    monkeypatch.setattr(bounds, "lstm", other)
    monkeypatch.setattr(cells, "lstm", other)
    monkeypatch.setitem(cell.STEPS, "lstm", other)

    assert settle(claim)[reading].status == "undefined"


def test_a_gate_that_is_no_sigmoid_attains_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "lstm", mutated([TANH_GATES]))

    assert settle("gate-output-attains", gate="f", value=0.2)["as stated"].status == "undefined"
