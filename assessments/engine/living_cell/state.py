"""All that decides what the living cell shows: sizes, every number in it, and where the reader looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm_reference import Spec, Weights, from_arrays
from lstm_reference.axes import Array

GATES = "fico"  # those that have weights; "c" is the candidate
PARTS = ("f", "i", "g", "o", "c", "h")  # a step's tensors as the reference names them; "g" is the candidate's output
INPUTS, UNITS, STEPS = 4, 3, 8  # the largest sizes and the longest run
LIMITS = {"x": 3.0, "h_0": 1.0, "c_0": 3.0}  # how far a number may be from zero
WEIGHT = 8.0  # the same, of a weight or a bias
BOX = LIMITS["x"]
NOTCHES = 20  # of a slider, between two whole numbers


class Spot(NamedTuple):
    """The place of one number. Its own name is short: fF12, fR11, fb1, x31 for the first entry of x_3, h01, c01."""

    name: str
    array: str
    row: int
    column: int

    @property
    def limit(self) -> float:
        return LIMITS.get(self.array, WEIGHT)


@dataclass(frozen=True)
class State:
    """Of two equal states the cell shows the same."""

    input_size: int
    hidden_size: int
    steps: int
    numbers: tuple[float, ...]  # one for each of `spots`
    step: int = 1
    part: str = "f"
    low: float = -1.0  # the box: every entry of the input anywhere from here
    high: float = 1.0  # to here
    fused: bool = False
    predicting: bool = False
    guess: float | None = None

    @property
    def spec(self) -> Spec:
        return Spec(self.input_size, self.hidden_size)

    @property
    def spots(self) -> tuple[Spot, ...]:
        return spots(self.input_size, self.hidden_size, self.steps)

    def arrays(self) -> dict[str, Array]:
        """By the reference's names; x (T, n), h_0 and c_0 (h, 1)."""
        shapes = {spot.array: (spot.row, spot.column) for spot in self.spots}  # the last of each array stays
        named = {name: np.zeros(shape) for name, shape in shapes.items()}
        for spot, number in zip(self.spots, self.numbers, strict=True):
            named[spot.array][spot.row - 1, spot.column - 1] = number
        return named

    def weights(self) -> Weights:
        return from_arrays(self.spec, {name: array for name, array in self.arrays().items() if name not in LIMITS})


@lru_cache(maxsize=INPUTS * UNITS * STEPS)
def spots(input_size: int, hidden_size: int, steps: int) -> tuple[Spot, ...]:
    """Gate by gate and row by row, then the inputs step by step, then where the run starts from."""
    widths = {"F": input_size, "R": hidden_size}
    arrays = []
    for gate in GATES:
        arrays += [(f"W_{gate}{part}", f"{gate}{part}", hidden_size, width) for part, width in widths.items()]
        arrays += [(f"b_{gate}", f"{gate}b", hidden_size, 1)]
    arrays += [("x", "x", steps, input_size), ("h_0", "h0", hidden_size, 1), ("c_0", "c0", hidden_size, 1)]
    return tuple(
        Spot(f"{short}{row}{column if short[-1] in 'FRx' else ''}", array, row, column)
        for array, short, rows, columns in arrays
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    )


def placed(sizes: tuple[int, int, int], arrays: Mapping[str, npt.ArrayLike], **looks: Any) -> State:
    """The state with these arrays, named as in `State.arrays`; what is not named is zero."""
    rows = {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items()}
    numbers = tuple(
        rows[spot.array][spot.row - 1, spot.column - 1].item() if spot.array in rows else 0.0 for spot in spots(*sizes)
    )
    return State(*sizes, numbers, **looks)
