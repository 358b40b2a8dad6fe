"""One layer, one direction, over time."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted, numbers
from lstm_reference.cell import STEPS
from lstm_reference.spec import Spec
from lstm_reference.weights import Weights

UNBATCHED: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A run, with faces as torch.nn.LSTM gives them.

    output (T, B, h), h_n and c_n (1, B, h); without the B axis where x had none. rnn and gru have no c_n.
    steps[t] is a Step (or RNNStep, GRUStep) with every tensor of step t as columns (rows, B); unbatched, B is 1.
    """

    output: Array
    state: tuple[Array, ...]
    steps: tuple[Any, ...]

    @property
    def h_n(self) -> Array:
        return self.state[0]

    @property
    def c_n(self) -> Array:
        if len(self.state) == 1:
            raise AttributeError("only an lstm carries a cell state")
        return self.state[1]


def run(
    spec: Spec,
    weights: Weights,
    x: npt.ArrayLike,
    h_0: npt.ArrayLike | None = None,
    c_0: npt.ArrayLike | None = None,
) -> Trace:
    """Runs x (T, B, n) or (T, n) from h_0 and c_0 (1, B, h) or (1, h), zero where not given.

    Raises ValueError that names the axis, for arrays that do not fit, NaN and infinities.
    https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    check_weights(spec, weights)
    columns, batched = _columns(spec, x)
    state = _start(spec, columns.shape[-1] if batched else None, h_0, c_0)
    steps = []
    for column in columns:
        steps.append(STEPS[spec.cell](weights, column, state))
        state = steps[-1].state
    output = np.stack([_face(step.h, batched=batched) for step in steps])
    return Trace(output, tuple(_face(part, batched=batched)[np.newaxis] for part in state), tuple(steps))


def check_weights(spec: Spec, weights: Weights) -> None:
    if weights.spec != spec:
        raise ValueError(f"the weights are for {weights.spec}, not for {spec}")


def _columns(spec: Spec, x: npt.ArrayLike) -> tuple[Array, bool]:
    # Copies to (T, n, B) in C order: the caller's array may change later, and every run multiplies the same way.
    array = numbers("x", x)
    if array.ndim == UNBATCHED:
        return fitted("x", array, steps=None, features=spec.input_size)[:, :, np.newaxis].copy(), False
    array = fitted("x", array, steps=None, sequences=None, features=spec.input_size)
    return array.transpose(0, 2, 1).copy(), True


def _start(
    spec: Spec, sequences: int | None, h_0: npt.ArrayLike | None, c_0: npt.ArrayLike | None
) -> tuple[Array, ...]:
    h = _state("h_0", h_0, sequences, spec.hidden_size)
    if spec.cell == "lstm":
        return h, _state("c_0", c_0, sequences, spec.hidden_size)
    if c_0 is not None:
        raise ValueError(f"c_0 is given, but a cell of kind {spec.cell} carries no cell state")
    return (h,)


def _state(name: str, value: npt.ArrayLike | None, sequences: int | None, units: int) -> Array:
    if value is None:
        return np.zeros((units, sequences or 1))
    if sequences is None:
        return fitted(name, value, layers=1, units=units).T
    state = fitted(name, value, layers=1, sequences=None, units=units)
    if state.shape[1] != sequences:
        raise ValueError(f"{name} has {state.shape[1]} sequences, x has {sequences}")
    return np.ascontiguousarray(state[0].T)


def _face(column: Array, *, batched: bool) -> Array:
    face: Array = column.T if batched else column[:, 0]
    return face
