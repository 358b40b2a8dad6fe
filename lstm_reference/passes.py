"""One cell over time, in one direction. Everything is columns: x (T, n, B), a state's parts (rows, B)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array
from lstm_reference.cell import STEPS
from lstm_reference.weights import Weights

Going = npt.NDArray[np.bool_]  # (T, B): whether a sequence has not ended


class Pass(NamedTuple):
    """output (T, q, B); the steps lie at the places they read, whatever the direction."""

    output: Array
    state: tuple[Array, ...]
    steps: Sequence[Any]


def by_gate(cell: Weights, x: Array, state: tuple[Array, ...], going: Going | None, *, backward: bool) -> Pass:
    """The readable path, gate by gate; a sequence that has ended keeps its state and puts out zeros."""
    step, steps = STEPS[cell.spec.cell], []
    for t in range(len(x))[:: -1 if backward else 1]:
        steps.append(step(cell, x[t], state))
        state = steps[-1].state if going is None else _kept(going[t], steps[-1].state, state)
    steps = steps[::-1] if backward else steps
    output = np.stack([done.h for done in steps])
    return Pass(output if going is None else output * going[:, np.newaxis], state, tuple(steps))


def _kept(going: Going, new: tuple[Array, ...], old: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple(np.where(going, after, before) for after, before in zip(new, old, strict=True))
