"""How much of the first input's influence on the output is left after many steps."""

from typing import Final

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.gradients import step_gradients
from lstm_reference.network import run
from lstm_reference.weights import Weights, from_arrays

STEPS: Final = 60
SEED: Final = 0


def reach(weights: Weights, forget_bias: float | None = None) -> float:
    """Norm of the last hidden state's gradient by the first input, over that by the last input."""
    spec = weights.spec
    if forget_bias is not None:
        weights = from_arrays(spec, {**weights, "b_f": np.full((spec.hidden_size, 1), forget_bias)})
    x = np.random.RandomState(SEED).uniform(-1, 1, (STEPS, spec.input_size))
    by_input, by_state = zip(*(_lstm if spec.cell == "lstm" else _rnn)(weights, x), strict=True)
    first = by_input[0]
    for jacobian in by_state[1:]:
        first = jacobian @ first
    units = spec.hidden_size
    return float(np.linalg.norm(first[:units]) / np.linalg.norm(by_input[-1][:units]))


def _lstm(weights: Weights, x: Array) -> list[tuple[Array, Array]]:
    """Each step's Jacobians of (h, c) by x and by the old (h, c)."""
    before, found, n = np.zeros((weights.spec.hidden_size, 1)), [], weights.spec.input_size
    for step in run(weights.spec, weights, x, by_gate=True).steps:
        jacobian = step_gradients(weights, step, before)
        both = np.vstack([jacobian.h, jacobian.c])
        found.append((both[:, :n], both[:, n:]))
        before = step.c
    return found


def _rnn(weights: Weights, x: Array) -> list[tuple[Array, Array]]:
    steps = run(weights.spec, weights, x, by_gate=True).steps
    slopes = [1.0 - step.h**2 for step in steps]
    return [(slope * weights["W_hF"], slope * weights["W_hR"]) for slope in slopes]
