import numpy as np
import pytest

from assessments.engine.kinds.gradients.closed_forget_gate import CUT, ONE, THROUGH_HIDDEN, UNCHANGED, ClosedForgetGate
from assessments.engine.space import Space
from lstm_reference import Spec, seeded

SPACE = Space(ClosedForgetGate.domains())
EXAMPLE = ClosedForgetGate(closed=30.0, input_size=3, hidden_size=4)
NUDGE = 1e-6


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def step(weights: object, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The equations once more, with a forget gate that hears a number only."""
    i, o, g = (
        activation(weights[f"W_{gate}F"] @ x + weights[f"W_{gate}R"] @ h + weights[f"b_{gate}"])
        for gate, activation in (("i", sigmoid), ("o", sigmoid), ("c", np.tanh))
    )
    c = sigmoid(np.full_like(c, -EXAMPLE.closed)) * c + i * g
    return o, c, o * np.tanh(c)


def test_the_influence_over_all_paths_is_the_finite_difference() -> None:
    spec = Spec(3, 4)
    weights, x, nothing = seeded(spec, 0), np.ones((3, 1)), np.zeros((4, 1))
    o, c, _ = step(weights, x, nothing, nothing)

    def next_cell(c_moved: np.ndarray) -> np.ndarray:
        return step(weights, x, o * np.tanh(c_moved), c_moved)[1]

    nudges = NUDGE * np.eye(4)[:, :, np.newaxis]
    columns = [(next_cell(c + nudge) - next_cell(c - nudge)) / (2 * NUDGE) for nudge in nudges]

    assert EXAMPLE.layer(-EXAMPLE.closed).total == pytest.approx(np.hstack(columns), abs=1e-9)


def test_some_of_the_past_comes_through_the_hidden_state_at_every_point() -> None:
    assert {ClosedForgetGate(**point).answer() for point in SPACE} == {THROUGH_HIDDEN}


def test_every_other_statement_has_its_mistake() -> None:
    assert dict(EXAMPLE.slips()) == {
        "hidden-path-overlooked": CUT,
        "forget-gate-left-out": ONE,
        "gate-spares-gradients": UNCHANGED,
    }


@pytest.mark.parametrize(
    ("closed", "shown"),
    [(20.0, r"2.1 \cdot 10^{-9}"), (40.0, r"4.2 \cdot 10^{-18}"), (60.0, r"8.8 \cdot 10^{-27}")],
)
def test_the_straight_way_keeps_its_digits_however_far_the_gate_is_shut(closed: float, shown: str) -> None:
    assert rf"$\sigma(-{closed:g}) \approx {shown}$" in ClosedForgetGate(closed, 3, 4).because()


def test_the_solution_shows_both_ways() -> None:
    total = EXAMPLE.layer(-30.0).total

    assert r"$\sigma(-30) \approx 9.4 \cdot 10^{-14}$" in EXAMPLE.because()
    assert f"by ${max(total.ravel(), key=abs):.4f}$ times as much" in EXAMPLE.because()
