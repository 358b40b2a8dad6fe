"""The matrix products of one executed step, and what they cost."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from assessments.engine.executed.anatomy import Shape
from lstm_reference import Spec, zeros
from lstm_reference.cell import STEPS

Product = tuple[Shape, Shape]


class Watched(np.ndarray[Any, np.dtype[np.float64]]):
    """Notes down every matrix product that it takes part in; so does all that is computed from it."""

    products: list[Product]

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **how: Any) -> Watched:
        if ufunc is np.matmul:
            left, right = inputs
            self.products.append((left.shape, right.shape))
        # Plain arrays inside, or this method would call itself.
        return watched(getattr(ufunc, method)(*map(np.asarray, inputs), **how), self.products)


def watched(array: np.ndarray[Any, Any], products: list[Product]) -> Watched:
    view = array.view(Watched)
    view.products = products
    return view


def step_products(spec: Spec) -> list[Product]:
    """The shapes to the left and to the right of each @, for a single sequence and one cell."""
    products: list[Product] = []
    rows = (spec.input_size, spec.output_size, *[spec.hidden_size] * (spec.cell == "lstm"))
    x, *state = (watched(np.zeros((size, 1)), products) for size in rows)
    STEPS[spec.cell](zeros(spec), x, tuple(state))
    return products


@lru_cache(maxsize=4096)
def multiply_adds(spec: Spec) -> int:
    """Each entry of a product is a row times a column: one multiply-add for each pair of numbers that meet."""
    return sum(math.prod(left) * columns for left, (_, columns) in step_products(spec))
