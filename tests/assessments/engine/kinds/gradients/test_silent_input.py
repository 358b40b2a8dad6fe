import numpy as np
import pytest

from assessments.engine.kinds.gradients.silent_input import BOTH_MOVE, BOTH_STAY, CELL_STAYS, EMPTIED, SilentInput
from assessments.engine.space import Space
from lstm_reference import Spec, seeded

SPACE = Space(SilentInput.domains())
EXAMPLE = SilentInput(input_size=3, hidden_size=2, bias=False)


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def test_the_silent_step_follows_the_equations_without_an_input() -> None:
    weights = seeded(Spec(3, 2, bias=False), 0)
    before, now = EXAMPLE.executed()
    f, i, o, z = (weights[f"W_{gate}R"] @ before.h for gate in "fioc")
    c = sigmoid(f) * before.c + sigmoid(i) * np.tanh(z)

    assert now.c == pytest.approx(c, abs=1e-12)
    assert now.h == pytest.approx(sigmoid(o) * np.tanh(c), abs=1e-12)


def test_both_states_move_at_every_point() -> None:
    assert {SilentInput(**point).answer() for point in SPACE} == {BOTH_MOVE}


def test_every_other_statement_has_its_mistake() -> None:
    assert dict(EXAMPLE.slips()) == {
        "no-input-no-step": BOTH_STAY,
        "no-input-no-write": CELL_STAYS,
        "no-input-no-output": EMPTIED,
    }


@pytest.mark.parametrize(
    ("bias", "named", "heard"), [(True, "biases", "W_{fR} h_{t-1} + b_f$"), (False, "no biases", "W_{fR} h_{t-1}$")]
)
def test_a_layer_without_biases_is_told_from_one_with(bias: bool, named: str, heard: str) -> None:
    kind = SilentInput(3, 2, bias)

    assert kind.names()["biases"] == named
    assert f"The forget gate still hears ${heard}" in kind.because()


def test_the_solution_shows_the_unit_that_moves_most() -> None:
    assert "unit 1 goes from $C_{t-1} = 0.8807$ to $C_t = 0.3615$ and from $h_{t-1} = 0.3616$ to $h_t = 0.1785$" in (
        EXAMPLE.because()
    )
