"""Layers upon layers, in one direction or two, over time."""

from typing import Final

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted, read
from lstm_reference.fused import fused
from lstm_reference.passes import Going, Pass, by_gate
from lstm_reference.spec import Spec
from lstm_reference.trace import Trace
from lstm_reference.weights import Weights, check_weights

UNBATCHED: Final = 2
# From so many steps on the fused path is faster; what can be followed by hand is computed the readable way.
LONG: Final = 16


def run(
    spec: Spec,
    weights: Weights,
    x: npt.ArrayLike,
    h_0: npt.ArrayLike | None = None,
    c_0: npt.ArrayLike | None = None,
    *,
    lengths: npt.ArrayLike | None = None,
) -> Trace:
    """Runs x (T, B, n) or (T, n) from h_0 (L·D, B, q) and c_0 (L·D, B, h), zero where not given; (L·D, q) unbatched.

    Two paths give the same numbers within a few units in the last place; the longer run takes the faster one.
    `lengths` (B,) are the steps of each sequence, 1 to T, all T where not given; what lies behind the end is not read,
    and the reverse direction starts at the end. Raises ValueError that names the axis, for arrays that do not fit, NaN
    and infinities. https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    check_weights(spec, weights)
    columns, batched = _columns(spec, x)
    going = None if lengths is None else _going(lengths, len(columns), columns.shape[-1] if batched else None)
    state = _start(spec, columns.shape[-1] if batched else None, h_0, c_0)
    columns, passes = _upward(weights, columns, state, going)
    final = tuple(_face(_stacked(parts), batched=batched) for parts in zip(*(one.state for one in passes), strict=True))
    steps, d = [one.steps for one in passes], spec.directions
    layers = tuple(tuple(steps[k : k + d]) for k in range(0, len(steps), d))
    return Trace(spec, _face(columns, batched=batched), final, layers)


def _upward(
    weights: Weights, columns: Array, state: tuple[Array, ...], going: Going | None
) -> tuple[Array, list[Pass]]:
    """What the last layer puts out, directions one below the other, and every pass, layer after layer."""
    path = fused if weights.spec.cell == "lstm" and len(columns) >= LONG else by_gate
    passes: list[Pass] = []
    for layer in weights.layers:
        done = [
            path(cell, columns, tuple(part[len(passes) + d] for part in state), going, backward=d == 1)
            for d, cell in enumerate(layer)
        ]
        columns = done[0].output if len(done) == 1 else np.concatenate([one.output for one in done], axis=1)
        passes += done
    return columns, passes


def _columns(spec: Spec, x: npt.ArrayLike) -> tuple[Array, bool]:
    # Copies to (T, n, B) in C order: the caller's array may change later, and every run multiplies the same way.
    array = read("x", x, spec.dtype)
    if array.ndim == UNBATCHED:
        array = fitted("x", array, spec.dtype, steps=None, features=spec.input_size)
        return array[:, :, np.newaxis].copy(), False
    array = fitted("x", array, spec.dtype, steps=None, sequences=None, features=spec.input_size)
    return array.transpose(0, 2, 1).copy(), True


def _going(lengths: npt.ArrayLike, steps: int, sequences: int | None) -> Going:
    if sequences is None:
        raise ValueError("lengths are given, but x is one sequence without a batch")
    ends = fitted("lengths", lengths, sequences=sequences)
    for length in ends:
        if not (length.is_integer() and 1 <= length <= steps):
            raise ValueError(f"lengths holds {length:g}, the limits are 1 and {steps}")
    return np.asarray(np.arange(steps)[:, np.newaxis] < ends)


def _start(
    spec: Spec, sequences: int | None, h_0: npt.ArrayLike | None, c_0: npt.ArrayLike | None
) -> tuple[Array, ...]:
    h = _state("h_0", h_0, sequences, spec, spec.output_size)
    if spec.cell == "lstm":
        return h, _state("c_0", c_0, sequences, spec, spec.hidden_size)
    if c_0 is not None:
        raise ValueError(f"c_0 is given, but a cell of kind {spec.cell} carries no cell state")
    return (h,)


def _state(name: str, value: npt.ArrayLike | None, sequences: int | None, spec: Spec, units: int) -> Array:
    layers = spec.num_layers * spec.directions
    if value is None:
        return np.zeros((layers, units, sequences or 1), spec.dtype)
    if sequences is None:
        return fitted(name, value, spec.dtype, layers=layers, units=units)[:, :, np.newaxis]
    state = fitted(name, value, spec.dtype, layers=layers, sequences=None, units=units)
    if state.shape[1] != sequences:
        raise ValueError(f"{name} has {state.shape[1]} sequences, x has {sequences}")
    return np.ascontiguousarray(state.transpose(0, 2, 1))


def _stacked(parts: tuple[Array, ...]) -> Array:
    return np.stack(parts) if len(parts) > 1 else parts[0][np.newaxis].copy()


def _face(columns: Array, *, batched: bool) -> Array:
    face: Array = columns.transpose(0, 2, 1) if batched else columns[:, :, 0]
    return face
