"""Learners in fifths by their totals, the weakest first; equal totals stay together."""

from __future__ import annotations

import numpy as np

from assessments.engine.statistics.moments import Array

FIFTHS = 5


def fifths(totals: Array, counts: Array) -> dict[float, int]:
    """Total → the fifth, from 0, in which the middle of those who have it stands."""
    order = np.argsort(totals)
    sizes = counts[order]
    middles = np.cumsum(sizes) - sizes / 2
    places = np.minimum(FIFTHS * middles // max(sizes.sum(), 1), FIFTHS - 1).astype(int)
    return dict(zip(totals[order].tolist(), places.tolist(), strict=True))
