import pytest

from lstm_reference import settle
from lstm_reference.claims.hearing import PEEPHOLES, STANDARD


@pytest.mark.parametrize("gate", ["f", "i", "g", "o"])
@pytest.mark.parametrize("on", ["x", "h_prev"])
def test_every_gate_depends_on_input_and_hidden_state(gate: str, on: str) -> None:
    verdict = settle("gate-depends-on", gate=gate, on=on)

    assert {reading: finding.status for reading, finding in verdict.items()} == {
        STANDARD: "proved",
        PEEPHOLES: "proved",
    }


@pytest.mark.parametrize(("gate", "peeping"), [("f", "proved"), ("i", "proved"), ("g", "refuted"), ("o", "proved")])
def test_only_peepholes_look_at_the_cell_state(gate: str, peeping: str) -> None:
    verdict = settle("gate-depends-on", gate=gate, on="c_prev")

    assert {reading: finding.status for reading, finding in verdict.items()} == {
        STANDARD: "refuted",
        PEEPHOLES: peeping,
    }


def test_the_published_counterexample_to_a_sigmoid_of_the_hidden_state_comes_out() -> None:
    witness = settle("sigmoid-reads-hidden-state-alone")["as stated"].witness

    assert witness["output gate"] == pytest.approx([0.9526, 0.0474], abs=5e-5)


def test_the_six_equations_stand_in_the_lessons_order() -> None:
    assert list(settle("six-equations")["as stated"].witness) == ["f", "i", "g", "c", "o", "h"]
