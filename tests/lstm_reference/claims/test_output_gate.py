import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import settle
from lstm_reference.claims import output_gate
from lstm_reference.claims.cells import cell, scalar_step

NUMBERS = st.floats(-5, 5)
TO_ZERO, TO_PREVIOUS = "relative to zero", "relative to the previous hidden state"


@pytest.mark.parametrize(
    ("claim", "statuses"),
    [
        ("higher-output-gate-passes-more", {"in magnitude": "proved"}),
        ("higher-output-gate-passes-less", {"in magnitude": "refuted"}),
        ("positive-tanh-gives-positive-state", {"as stated": "proved"}),
        ("positive-tanh-raises-state", {TO_ZERO: "proved", TO_PREVIOUS: "refuted"}),
        ("positive-tanh-lowers-state", {TO_ZERO: "refuted", TO_PREVIOUS: "refuted"}),
    ],
)
def test_what_the_output_gate_does_and_does_not(claim: str, statuses: dict[str, str]) -> None:
    assert {reading: finding.status for reading, finding in settle(claim).items()} == statuses


@given(NUMBERS, st.tuples(NUMBERS, NUMBERS))
def test_no_sample_speaks_against_more_being_passed(c: float, biases: tuple[float, float]) -> None:
    low, high = (scalar_step(cell({"b_o": bias}), c=c) for bias in sorted(biases))

    # A float64 sigmoid may fall by a last place between neighbours.
    assert abs(low.h.item()) <= abs(high.h.item()) + 1e-15


@given(NUMBERS, NUMBERS, NUMBERS)
def test_no_sample_speaks_against_the_sign_of_the_state(b_o: float, b_c: float, c: float) -> None:
    step = scalar_step(cell({"b_o": b_o, "b_c": b_c}), c=c)

    assert np.sign(step.h) == np.sign(np.tanh(step.c))


def test_the_state_can_fall_while_tanh_is_positive() -> None:
    witness = settle("positive-tanh-raises-state")[TO_PREVIOUS].witness

    assert witness["h"] == pytest.approx([0.4266, 0.0293], abs=5e-5)
    assert witness["c"] == pytest.approx([0.4820, 0.7230], abs=5e-5)


def test_the_state_can_rise_while_tanh_is_positive() -> None:
    witness = settle("positive-tanh-lowers-state")[TO_PREVIOUS].witness

    assert witness["h"][0] < witness["h"][1]
    assert min(witness["c"]) > 0


def test_opening_the_gate_never_costs_anything_of_any_cell_state() -> None:
    assert settle("higher-output-gate-passes-more")["in magnitude"].witness["gained"] == [0.0, 1.0]


def test_the_proof_of_the_sign_covers_every_positive_cell_state() -> None:
    assert settle("positive-tanh-gives-positive-state")["as stated"].witness == {"c": [0.0, None], "h": [0.0, 1.0]}


def test_a_higher_gate_on_the_same_cell_state_passes_more() -> None:
    witness = settle("higher-output-gate-passes-less")["in magnitude"].witness

    assert witness["c"] == [1.0, 1.0]
    assert witness["o"] == pytest.approx([0.2689, 0.7311], abs=5e-5)
    assert witness["h"] == pytest.approx([0.2689 * np.tanh(1), 0.7311 * np.tanh(1)], abs=5e-5)


def test_a_counterexample_that_does_not_come_out_refutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_gate, "SWINGING", {"b_c": -2.0, "W_oF": 1.0})

    found = settle("positive-tanh-raises-state")[TO_PREVIOUS]

    assert found.status == "undefined"
    assert found.why.startswith("Execution did not show it.")
