"""A gate's range on a box, the other way: the least and the most that it puts out in the box's corners."""

from itertools import product
from typing import Final

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.cell import lstm
from lstm_reference.interval import Interval
from lstm_reference.weights import Weights

FEW: Final = 8  # ends that move, of which each doubles the corners


def few_corners(*boxes: Interval) -> bool:
    """Whether the corners of these boxes are finite, and few enough to try."""
    moving = sum(int(np.count_nonzero(box.width)) for box in boxes)
    return moving <= FEW and all(bool(np.isfinite(box.width).all()) for box in boxes)


def at_corners(weights: Weights, x: Interval, h: Interval) -> dict[str, Interval]:
    """The gates and the candidate of an lstm without peepholes, to which the old cell state is nothing."""
    ends = [(low, high) for box in (x, h) for low, high in zip(box.lo[:, 0], box.hi[:, 0], strict=True)]
    corners: Array = np.array(list(product(*({*pair} for pair in ends)))).T
    n = len(x.lo)
    step = lstm(weights, corners[:n], (corners[n:], np.zeros((weights.spec.hidden_size, corners.shape[1]))))
    return {name: _hull(getattr(step, name)) for name in "figo"}


def _hull(columns: Array) -> Interval:
    return Interval(columns.min(axis=1, keepdims=True), columns.max(axis=1, keepdims=True))
