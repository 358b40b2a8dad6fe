import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import cell as reference
from lstm_reference import settle
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.claims.cells import cell, scalar_step
from tests.lstm_reference.mutants import CELL_STATE, mutated

NUMBERS = st.floats(-5, 5)
OPEN = st.floats(-1, 1, exclude_min=True, exclude_max=True)


@given(OPEN)
def test_every_amount_smaller_than_1_can_be_written(value: float) -> None:
    finding = settle("written-term-attains", value=value)["as stated"]

    assert finding.status == "proved"
    assert finding.witness["i"][0] * finding.witness["g"][0] == pytest.approx(value, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("value", [1, -1, 1.5, -2.0, 1e308])
def test_no_other_amount_can(value: float) -> None:
    assert settle("written-term-attains", value=value)["as stated"].status == "refuted"


@pytest.mark.parametrize(("gate", "status"), [("sigmoid", "proved"), ("tanh", "refuted")])
def test_only_a_gate_that_is_never_negative_keeps_the_candidates_sign(gate: str, status: str) -> None:
    assert settle("written-term-follows-candidate", gate=gate)["as stated"].status == status


@pytest.mark.parametrize("gate", ["sigmoid", "tanh"])
@pytest.mark.parametrize("candidate", ["sigmoid", "tanh"])
def test_only_two_sigmoids_never_write_a_negative_amount(gate: str, candidate: str) -> None:
    finding = settle("written-term-never-negative", gate=gate, candidate=candidate)["as stated"]

    assert finding.status == ("proved" if gate == candidate == "sigmoid" else "refuted")


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("written-term-follows-candidate", {"gate": "tanh"}),
        ("written-term-never-negative", {"gate": "sigmoid", "candidate": "tanh"}),
        ("written-term-never-negative", {"gate": "tanh", "candidate": "sigmoid"}),
        ("written-term-never-negative", {"gate": "tanh", "candidate": "tanh"}),
    ],
)
def test_the_counterexample_can_be_run_again(claim: str, given: dict[str, str]) -> None:
    witness = settle(claim, **given)["as stated"].witness
    activations = {"sigmoid": sigmoid, "tanh": tanh}
    again = scalar_step(
        cell(witness["biases"]),
        gate=activations[given["gate"]],
        candidate=activations[given.get("candidate", "tanh")],
    )

    assert {name: getattr(again, name).item() for name in "igc"} == {name: witness[name] for name in "igc"}
    assert witness["c"] < 0


@given(NUMBERS, NUMBERS)
def test_no_sample_writes_more_than_the_candidate(b_i: float, b_c: float) -> None:
    step = scalar_step(cell({"b_i": b_i, "b_c": b_c}))

    assert abs(step.c.item()) <= abs(step.g.item()) == abs(math.tanh(b_c)) or math.isclose(
        step.g.item(), math.tanh(b_c)
    )


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("written-term-follows-candidate", {"gate": "sigmoid"}),
        ("written-term-never-negative", {"gate": "sigmoid", "candidate": "sigmoid"}),
    ],
)
def test_a_cell_that_subtracts_would_not_pass_the_proof(
    claim: str, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reference.STEPS, "lstm", mutated([(CELL_STATE, "f * c + i * g * -1.0")]))

    assert settle(claim, **given)["as stated"].status != "proved"
