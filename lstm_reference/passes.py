"""One cell over time, in one direction, gate by gate: the path that can be read beside the equations."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array
from lstm_reference.cell import STEPS
from lstm_reference.weights import Weights

Going = npt.NDArray[np.bool_]  # (T, B): whether a sequence has not ended
State = tuple[Array | None, ...]  # h (B, q) and, of an lstm, c (B, h); None is zero


class Pass(NamedTuple):
    """output (T, B, q) and the state's parts in rows; the steps lie at the places they read, whatever the direction."""

    output: Array
    state: tuple[Array, ...]
    steps: Sequence[Any]


def by_gate(cell: Weights, x: Array, state: State, going: Going | None, *, backward: bool) -> Pass:
    """Reads rows x (T, B, n); a sequence that has ended keeps its state and puts out zeros."""
    step, steps, columns, (T, B, _) = STEPS[cell.spec.cell], [], _columns(x), x.shape
    now, output = _started(cell, state, B), np.empty((T, B, cell.spec.output_size), x.dtype)
    for t in range(T)[:: -1 if backward else 1]:
        steps.append(step(cell, columns[t], now))
        output[t] = steps[-1].h.T
        now = steps[-1].state if going is None else kept(going[t], steps[-1].state, now)
    steps = steps[::-1] if backward else steps
    return Pass(output if going is None else output * going[:, :, np.newaxis], _rows(now), tuple(steps))


def _columns(x: Array) -> Array:
    # In C order: every run multiplies the same way.
    return x.transpose(0, 2, 1).copy()


def _rows(state: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple([np.ascontiguousarray(part.T) for part in state])


def _started(cell: Weights, state: State, sequences: int) -> tuple[Array, ...]:
    units = (cell.spec.output_size, cell.spec.hidden_size)
    return tuple(
        np.zeros((rows, sequences), cell.spec.dtype) if part is None else np.ascontiguousarray(part.T)
        for part, rows in zip(state, units, strict=False)
    )


def kept(going: Going, new: tuple[Array, ...], old: State) -> tuple[Array, ...]:
    """The new state of each sequence that has not ended, and of the others the old one."""
    pairs = zip(new, old, strict=True)
    return tuple(np.where(going, after, 0.0 if before is None else before) for after, before in pairs)
