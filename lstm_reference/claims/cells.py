"""Small cells on which claims are settled."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.cell import Step, lstm
from lstm_reference.interval import Interval
from lstm_reference.network import run
from lstm_reference.spec import Spec
from lstm_reference.weights import Weights, from_arrays, zeros

ONE_UNIT = Spec(1, 1)


def cell(nonzero: Mapping[str, list[list[float]] | float], spec: Spec = ONE_UNIT) -> Weights:
    """Zero but for these; a number fills its matrix."""
    blank = zeros(spec)
    return from_arrays(spec, {**blank, **{name: np.full(blank[name].shape, value) for name, value in nonzero.items()}})


def play(weights: Weights, x: list[list[float]]) -> list[Step[Array]]:
    """LSTM steps from the zero state; x (T, n)."""
    return list(run(weights.spec, weights, x, by_gate=True).steps)


def scalar_step(weights: Weights, x: float = 0.0, h: float = 0.0, c: float = 0.0, **other: Any) -> Step[Array]:
    """One step of a cell with one input and one unit; `other` activations as in `lstm`."""
    return lstm(weights, np.array([[x]]), (np.array([[h]]), np.array([[c]])), **other)


def column(tensor: Array) -> list[float]:
    return [float(value) for value in tensor.ravel()]


def ends(interval: Interval) -> list[float | None]:
    """None for an infinite end, which JSON cannot write."""
    return [end.item() if np.isfinite(end).all() else None for end in (interval.lo, interval.hi)]
