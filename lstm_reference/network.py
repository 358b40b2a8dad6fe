"""Layers upon layers, in one direction or two, over time."""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from lstm_reference import passes
from lstm_reference.axes import Array, finite, fitted, read
from lstm_reference.detour import on_detour
from lstm_reference.fused import fused
from lstm_reference.passes import Going, Pass, State
from lstm_reference.spec import Spec
from lstm_reference.trace import Trace
from lstm_reference.weights import Weights, check_weights

Path = Callable[..., Pass]

UNBATCHED, BATCHED = 2, 3  # axes of x
_ZERO: Final[dict[str, tuple[State, ...]]] = {"lstm": ((None, None),), "gru": ((None,),), "rnn": ((None,),)}


def run(
    spec: Spec,
    weights: Weights,
    x: npt.ArrayLike,
    h_0: npt.ArrayLike | None = None,
    c_0: npt.ArrayLike | None = None,
    *,
    lengths: npt.ArrayLike | None = None,
    by_gate: bool = False,
) -> Trace:
    """Runs x (T, B, n) or (T, n) from h_0 (L·D, B, q) and c_0 (L·D, B, h), zero where not given; (L·D, q) unbatched.

    An lstm takes the fused path, or `by_gate` the readable one, whose gates keep their digits however small they are;
    they agree to 1e-12. `lengths` (B,) are the steps of each sequence, 1 to T, all T where not given; what lies behind
    the end is not read, and the reverse direction starts at the end. Raises ValueError that names the axis, for arrays
    that do not fit, NaN and infinities. https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    check_weights(spec, weights)
    rows, batched = _rows(spec, x)
    going = None if lengths is None else _going(lengths, len(rows), rows.shape[1] if batched else None)
    state = _start(spec, rows.shape[1] if batched else None, h_0, c_0)
    # Each is the other's second opinion, so that a detour turns the choice around.
    path = passes.by_gate if spec.cell != "lstm" or by_gate is not on_detour() else fused
    if spec.single:
        done = [path(weights, rows, state[0], going, backward=False)]
        output = done[0].output
    else:
        output, done = _upward(weights, path, rows, state, going)
    return Trace(spec, _face(output, batched=batched), _final(done, batched=batched), done)


def _upward(
    weights: Weights, path: Path, rows: Array, state: tuple[State, ...], going: Going | None
) -> tuple[Array, list[Pass]]:
    """What the last layer puts out, directions side by side, and every pass, layer after layer."""
    passed: list[Pass] = []
    for layer in weights.layers:
        done = [path(cell, rows, state[len(passed) + d], going, backward=d == 1) for d, cell in enumerate(layer)]
        rows = done[0].output if len(done) == 1 else np.concatenate([one.output for one in done], axis=2)
        passed += done
    return rows, passed


def _rows(spec: Spec, x: npt.ArrayLike) -> tuple[Array, bool]:
    # Copies: the caller's array may change later.
    array = read("x", x, spec.dtype)
    if array.ndim == BATCHED and array.shape[2] == spec.input_size and array.size and finite(array):
        return array.copy(), True
    if array.ndim == UNBATCHED:
        return fitted("x", array, spec.dtype, steps=None, features=spec.input_size)[:, np.newaxis].copy(), False
    return fitted("x", array, spec.dtype, steps=None, sequences=None, features=spec.input_size), True


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
) -> tuple[State, ...]:
    """For every pass the state that it starts from."""
    if h_0 is None and c_0 is None:
        return _ZERO[spec.cell] * (spec.num_layers * spec.directions)
    h = _state("h_0", h_0, sequences, spec, spec.output_size)
    if spec.cell == "lstm":
        return tuple(zip(h, _state("c_0", c_0, sequences, spec, spec.hidden_size), strict=True))
    if c_0 is not None:
        raise ValueError(f"c_0 is given, but a cell of kind {spec.cell} carries no cell state")
    return tuple(zip(h, strict=True))


def _state(name: str, value: npt.ArrayLike | None, sequences: int | None, spec: Spec, units: int) -> Array | list[None]:
    layers = spec.num_layers * spec.directions
    if value is None:
        return [None] * layers
    if sequences is None:
        return fitted(name, value, spec.dtype, layers=layers, units=units)[:, np.newaxis].copy()
    state = fitted(name, value, spec.dtype, layers=layers, sequences=None, units=units)
    if state.shape[1] != sequences:
        raise ValueError(f"{name} has {state.shape[1]} sequences, x has {sequences}")
    return state.copy()


def _final(done: list[Pass], *, batched: bool) -> tuple[Array, ...]:
    """Each part of the state after every pass, one upon the other; copies, for the output may hold the same numbers."""
    if len(done) == 1:
        alone = done[0].state
        return tuple([part[np.newaxis].copy() for part in alone]) if batched else tuple([part.copy() for part in alone])
    return tuple(_face(np.stack(parts), batched=batched) for parts in zip(*(one.state for one in done), strict=True))


def _face(rows: Array, *, batched: bool) -> Array:
    return rows if batched else rows[:, 0]
