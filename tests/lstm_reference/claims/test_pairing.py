from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import bounds, settle
from lstm_reference.cell import lstm, sigmoid, tanh
from lstm_reference.claims.cells import cell, scalar_step

NUMBERS = st.floats(-5, 5)


@pytest.mark.parametrize(
    ("claim", "reading", "status"),
    [
        ("written-term-sign-is-candidates", "relative to the kept part", "proved"),
        ("pairing-eases-gradient", "as stated", "refuted"),
        ("always-better-than-two-sigmoids", "as stated", "refuted"),
        ("always-better-than-two-tanh", "as stated", "refuted"),
    ],
)
def test_what_pairing_does_and_does_not(claim: str, reading: str, status: str) -> None:
    assert {way: finding.status for way, finding in settle(claim).items()} == {reading: status}


def test_the_write_lies_on_the_candidates_side_of_zero_over_every_input() -> None:
    assert settle("written-term-sign-is-candidates")["relative to the kept part"].witness == {
        "written for candidates above 0": [0.0, 1.0],
        "written for candidates below 0": [-1.0, 0.0],
    }


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_no_sample_speaks_against_the_sign_of_the_write(x: float, b_i: float, b_c: float, c: float) -> None:
    step = scalar_step(cell({"W_cF": 1.0, "W_fF": -1.0, "b_i": b_i, "b_c": b_c}), x=x, c=c)

    written = step.c.item() - (step.f * c).item()
    assert written * step.g.item() >= 0  # 0 where the write is lost in rounding


def test_a_cell_that_wrote_by_two_sigmoids_would_not_pass_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "lstm", partial(lstm, candidate=sigmoid))

    assert settle("written-term-sign-is-candidates")["relative to the kept part"].status == "undefined"


def test_the_direct_derivative_is_the_forget_gate_for_every_candidate() -> None:
    witness = settle("pairing-eases-gradient")["as stated"].witness

    assert witness["f"] == pytest.approx(1 / (1 + np.exp(-0.5)))
    assert witness["derivative"] == pytest.approx(dict.fromkeys(["tanh", "sigmoid", "identity"], witness["f"]))


@pytest.mark.parametrize("claim", ["always-better-than-two-sigmoids", "always-better-than-two-tanh"])
def test_both_pairs_write_the_target(claim: str) -> None:
    witness = settle(claim)["as stated"].witness

    assert witness["target"] == 0.25
    assert list(witness["errors"].values()) == pytest.approx([0.0, 0.0], abs=1e-15)


@pytest.mark.parametrize(
    ("rival", "activations"),
    [("two sigmoids", {"candidate": sigmoid}), ("two tanh", {"gate": tanh, "candidate": tanh})],
)
def test_the_rivals_biases_can_be_run_again(rival: str, activations: dict[str, object]) -> None:
    claim = f"always-better-than-{rival.replace(' ', '-')}"
    witness = settle(claim)["as stated"].witness

    again = scalar_step(cell(witness["biases"][rival]), **activations)

    assert again.c.item() == pytest.approx(witness["target"], abs=1e-15)
