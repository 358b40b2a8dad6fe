"""Derivatives of an LSTM's step, and over steps, by the chain rule; one sequence, so every column is one wide.

Source of the equations differentiated: https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted
from lstm_reference.cell import Step, sigmoid, tanh
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.trace import Trace
from lstm_reference.weights import Weights, check_weights

INPUTS: Final = ("x", "h", "c")


class Direct(NamedTuple):
    """How the step's last two equations, c = f c_prev + i g and h = o tanh(c), react to each of their parts alone.

    All (h, 1), unit by unit: c_by_c is f, with the gates held.
    """

    c_by_f: Array
    c_by_c: Array
    c_by_i: Array
    c_by_g: Array
    h_by_o: Array
    h_by_c: Array


class Gradients(NamedTuple):
    """Jacobians of a step's f i g o c h by everything the step was given: x, the old h, the old c, side by side.

    (h, n + q + h) each, and (q, n + q + h) of h.
    """

    spec: Spec
    f: Array
    i: Array
    g: Array
    o: Array
    c: Array
    h: Array

    def of(self, tensor: str, by: str) -> Array:
        """Rows of `tensor` (f i g o c h) by columns of `by` (x, or the old h or c)."""
        n, q, h = self.spec.input_size, self.spec.output_size, self.spec.hidden_size
        ends = dict(zip(INPUTS, np.cumsum([n, q, h]).tolist(), strict=True))
        sizes = dict(zip(INPUTS, (n, q, h), strict=True))
        jacobian: Array = getattr(self, tensor)
        return jacobian[:, ends[by] - sizes[by] : ends[by]]


def sigmoid_slope(z: npt.ArrayLike) -> Array:
    """Of a sigmoid that hears z: s (1 - s), at most 1/4."""
    s = sigmoid(np.asarray(z, np.float64))
    return s * (1.0 - s)


def tanh_slope(z: npt.ArrayLike) -> Array:
    """Of a tanh that hears z: 1 - tanh², at most 1."""
    slope: Array = 1.0 - tanh(np.asarray(z, np.float64)) ** 2
    return slope


def direct(step: Step[Array], c_prev: Array) -> Direct:
    """`c_prev` (h, 1) is the cell state before the step."""
    return Direct(c_prev, step.f, step.g, step.i, tanh(step.c), step.o * tanh_slope(step.c))


def step_gradients(weights: Weights, step: Step[Array], c_prev: Array) -> Gradients:
    """Of one cell's step from the cell state `c_prev` (h, 1). Raises Unsupported for rnn, gru and stacks."""
    spec = weights.spec
    if spec.cell != "lstm" or not spec.single:
        raise Unsupported("gradients are computed for one lstm cell only")
    if step.x.shape[1] != 1:
        raise ValueError(f"the step has {step.x.shape[1]} sequences, 1 is expected")
    part = direct(step, c_prev)
    f, i = _f_and_i(weights, step)
    g = (1.0 - step.g**2) * _heard(weights, "c")
    kept = np.hstack([np.zeros((len(c_prev), spec.input_size + spec.output_size)), np.diag(step.f[:, 0])])
    c = kept + part.c_by_f * f + part.c_by_i * i + part.c_by_g * g
    through_c = weights["p_o"] * c if spec.peepholes else 0.0
    o = step.o * (1.0 - step.o) * (_heard(weights, "o") + through_c)
    h = part.h_by_o * o + part.h_by_c * c
    return Gradients(spec, f, i, g, o, c, weights["W_P"] @ h if spec.proj_size else h)


def state_gradients(
    spec: Spec, weights: Weights, trace: Trace, c_0: npt.ArrayLike | None = None
) -> list[tuple[Array, Array]]:
    """For t = 1 to T the Jacobians of h_t (q, q + h) and c_t (h, q + h) by the first h and c, side by side, all paths.

    `trace` is the unbatched run from c_0 (1, h), zero where not given. Raises ValueError for weights of another Spec
    and batches, Unsupported for rnn, gru and stacks.
    """
    check_weights(spec, weights)
    before = np.zeros((spec.hidden_size, 1)) if c_0 is None else fitted("c_0", c_0, layers=1, units=spec.hidden_size).T
    so_far, found = np.eye(spec.output_size + spec.hidden_size), []
    for step in trace.steps:
        jacobian = step_gradients(weights, step, before)
        h, c = (part[:, spec.input_size :] @ so_far for part in (jacobian.h, jacobian.c))
        so_far, before = np.vstack([h, c]), step.c
        found.append((h, c))
    return found


def _f_and_i(weights: Weights, step: Step[Array]) -> tuple[Array, Array]:
    opened: dict[str, Any] = {
        gate: out * (1.0 - out) * _heard(weights, gate)
        for gate, out in (("f", step.f), ("i", step.i))
        if gate in weights.spec.gates
    }
    return opened["f"] if "f" in opened else -opened["i"], opened["i"] if "i" in opened else -opened["f"]


def _heard(weights: Weights, gate: str) -> Array:
    """What a gate hears, by x, old h and old c; o's peephole looks at the new c."""
    units = weights.spec.hidden_size
    looks_back = weights.spec.peepholes and gate in "fi"
    peephole = np.diag(weights[f"p_{gate}"][:, 0]) if looks_back else np.zeros((units, units))
    return np.hstack([weights[f"W_{gate}F"], weights[f"W_{gate}R"], peephole])
