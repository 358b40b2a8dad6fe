"""A step of one unit whose gates put out given numbers, and how it reacts to each of its parts."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from assessments.engine.executed.one_unit import identity, weights
from lstm_reference import Step, gradients
from lstm_reference.axes import Array
from lstm_reference.cell import lstm

NOTHING = np.zeros((1, 1))


@lru_cache(maxsize=16_384)
def taken(forget: float, write: float, candidate: float, output: float, before: float) -> Step[Array]:
    """As biases of a cell without activations the numbers pass as given: they have had their activations."""
    cell = weights(b_f=forget, b_i=write, b_c=candidate, b_o=output)
    return lstm(cell, NOTHING, (NOTHING, np.array([[before]])), gate=identity, candidate=identity)


def reactions(step: Step[Array], before: float) -> dict[str, float]:
    """c_by_f, c_by_c, c_by_i, c_by_g, h_by_o, h_by_c: each part of the last two equations moved alone."""
    found = gradients.direct(step, np.array([[before]]))
    return {name: slope.item() for name, slope in found._asdict().items()}


def sigmoid_slope_at(output: float) -> float:
    """Of the sigmoid where it puts out this."""
    return gradients.sigmoid_slope(math.log(output / (1 - output))).item()


def tanh_slope_at(output: float) -> float:
    return gradients.tanh_slope(math.atanh(output)).item()
