"""How far the states can go when nothing is known of an LSTM's weights and inputs but its cell state at the start."""

from __future__ import annotations

from functools import lru_cache

from assessments.engine.executed.one_unit import SPEC, weights
from lstm_reference import Interval, Ranges, gate_ranges
from lstm_reference.bounds import ANYTHING, NOTHING

# Each gate hears any number, by a weight of 1 on an input that may be any number; intervals forget it is the same.
HEARS_ANYTHING = weights(W_fF=1.0, W_iF=1.0, W_cF=1.0, W_oF=1.0)


@lru_cache(maxsize=4096)
def after(start: float, steps: int) -> Ranges:
    """Ranges at the last of so many steps, by running the cell over intervals, one step after the other."""
    if steps == 1:
        return gate_ranges(SPEC, HEARS_ANYTHING, ANYTHING, NOTHING, (start, start))
    before = after(start, steps - 1)
    return gate_ranges(SPEC, HEARS_ANYTHING, ANYTHING, before.h, before.c)


def size(found: Interval) -> float:
    """Of the larger of the two ends."""
    return max(abs(found.lo.item()), abs(found.hi.item()))
