"""A cell with one input and one unit: small enough to follow by hand, executed all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assessments.engine.living_cell import State, placed
from lstm_reference import Spec, Weights, from_arrays, run, zeros
from lstm_reference.axes import Array
from lstm_reference.cell import STEPS, AnyStep, sigmoid, tanh
from lstm_reference.detour import on_detour
from lstm_reference.interval import A, Lifted

SPEC = Spec(1, 1)
GRU = Spec(1, 1, cell="gru")
RNN = Spec(1, 1, cell="rnn")
STANDARD = {"gate": sigmoid, "candidate": tanh}


@lru_cache(maxsize=16_384)
def weights(spec: Spec = SPEC, /, **named: float) -> Weights:
    """W_fF=0.5, b_f=1.0 …; what is not named is zero."""
    return from_arrays(spec, {**zeros(spec), **{name: [[value]] for name, value in named.items()}})


def step(cell: Weights, x: float = 0.0, h: float = 0.0, c: float = 0.0, **other: Lifted) -> dict[str, float]:
    """Every tensor of one executed step: x f i g o c h of an LSTM, x z r n h of a GRU, x h of an RNN.

    `other` activations are named as the cell names them; only an LSTM takes over c. An LSTM with its own activations
    takes the fused path on a detour.
    """
    carried = (h, c) if cell.spec.cell == "lstm" else (h,)
    if len(carried) > 1 and all(STANDARD[name] is by for name, by in other.items()) and on_detour():
        return numbers(run(cell.spec, cell, [[x]], [[h]], [[c]], by_gate=True).steps[0])
    return dict(stepped(Same(cell), x, carried, tuple(other.items())))


class Same:
    """Cells are hashed by what they are, not by what they hold."""

    __slots__ = ("cell",)

    def __init__(self, cell: Weights) -> None:
        self.cell = cell

    def __hash__(self) -> int:
        return id(self.cell)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.cell is other.cell


@lru_cache(maxsize=4096)  # a question asks again and again for the steps that it is about
def stepped(
    same: Same, x: float, carried: tuple[float, ...], other: tuple[tuple[str, Lifted], ...]
) -> dict[str, float]:
    cell, state = same.cell, tuple(np.array([[part]]) for part in carried)
    return numbers(STEPS[cell.spec.cell](cell, np.array([[x]]), state, **dict(other)))


def steps(cell: Weights, inputs: Iterable[float]) -> list[dict[str, float]]:
    """The same of each step of a run that starts from the zero state."""
    return [numbers(done) for done in run(cell.spec, cell, [[x] for x in inputs], by_gate=True).steps]


def pictured(cell: Weights, inputs: Sequence[float], h: float = 0.0, c: float = 0.0, *, part: str) -> State:
    """The living cell after the last of these inputs, with a look into one part."""
    arrays: dict[str, npt.ArrayLike] = {**cell, "x": [[x] for x in inputs], "h_0": [[h]], "c_0": [[c]]}
    return placed((1, 1, len(inputs)), arrays, step=len(inputs), part=part)


def numbers(done: AnyStep[Array]) -> dict[str, float]:
    return {name: tensor.item() for name, tensor in done._asdict().items()}


def identity(z: A) -> A:
    """No activation: what the gate hears is what it puts out."""
    return z


def complement(z: A) -> A:
    """One minus the sigmoid, which is the sigmoid of the opposite."""
    return sigmoid(0.0 - z)
