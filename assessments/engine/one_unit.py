"""An LSTM with one input and one unit: small enough to follow by hand, executed all the same."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lstm_reference import Spec, Weights, from_arrays, zeros
from lstm_reference.cell import lstm, sigmoid
from lstm_reference.interval import A, Lifted

SPEC = Spec(1, 1)


@lru_cache(maxsize=16_384)
def weights(**named: float) -> Weights:
    """W_fF=0.5, b_f=1.0 …; what is not named is zero."""
    return from_arrays(SPEC, {**zeros(SPEC), **{name: [[value]] for name, value in named.items()}})


def step(cell: Weights, x: float = 0.0, h: float = 0.0, c: float = 0.0, **other: Lifted) -> dict[str, float]:
    """Every tensor of one executed step, x f i g o c h; `other` activations as in `lstm`."""
    done = lstm(cell, np.array([[x]]), (np.array([[h]]), np.array([[c]])), **other)
    return {name: tensor.item() for name, tensor in done._asdict().items()}


def identity(z: A) -> A:
    """No activation: what the gate hears is what it puts out."""
    return z


def complement(z: A) -> A:
    """One minus the sigmoid, which is the sigmoid of the opposite."""
    return sigmoid(0.0 - z)
