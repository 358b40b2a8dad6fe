"""Which constant forget gate leaves a given share of the cell state after so many steps.
https://en.wikipedia.org/wiki/Exponential_decay
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.one_unit import identity, weights
from assessments.engine.formats import Real
from assessments.engine.formats.tolerance import Tolerance
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import number
from lstm_reference import Weights
from lstm_reference.axes import Array
from lstm_reference.cell import lstm

# The idea → a cell without activations that reads the wanted number as its input x, and the state that it starts from.
CELLS: dict[str, tuple[Weights, float]] = {
    "": (weights(W_fF=1.0), 1.0),  # keeps the share x
    "gate-inverted": (weights(W_fF=-1.0, b_f=1.0), 1.0),  # keeps 1 - x
    "linear-decay": (weights(b_f=1.0, b_i=1.0, W_cF=1.0, b_c=-1.0), 1.0),  # keeps all and takes 1 - x away
    "share-divided": (weights(b_f=1.0, b_i=1.0, W_cF=1.0), 0.0),  # keeps all and adds x
}
TRIED = 101  # numbers at each look, the first time from 0 to 1
LOOKS = 5  # each of them fifty times as close as the one before


@dataclass(frozen=True)
class HalfLifeGate(Kind):
    slug = "half-life-gate"
    title = "Forget gate for a given half-life"
    topic = "lstm-ranges"
    skill = "memory-over-time"
    difficulty = 2
    format = Real(Tolerance("absolute", 0.005))
    stems = (
        (
            "A unit's forget gate puts out the same $f$ at each of {steps} steps, and its input gate is closed, so "
            "that nothing is written. At the end the fraction {left} of the cell state is left. What is $f$?"
        ),
        (
            "Over {steps} steps nothing is written to a cell state, and its forget gate is constant. Which value of "
            "the gate brings the cell state down to {left} times what it was?"
        ),
    )

    left: float = drawn((0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6))
    steps: int = drawn(range(2, 9))

    def answer(self) -> float:
        return solved("", self.left, self.steps)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield from ((tag, solved(tag, self.left, self.steps)) for tag in CELLS if tag)
        yield "one-step-only", replace(self, steps=1)

    def because(self) -> str:
        f = number(self.answer())
        lost = number(solved("linear-decay", self.left, self.steps))
        return (
            "Each step multiplies the cell state by $f$ and adds nothing, so after all of them it has been multiplied "
            f"by $f$ that many times:\n\n$$f^{{{self.steps}}} = {number(self.left)}, \\quad "
            rf"f = {number(self.left)}^{{1/{self.steps}}} \approx {f}$$"
            "\n\n"
            f"To lose the same amount at every step would be something else and would give ${lost}$: a forget gate "
            "takes its share of what is still there, which is less and less."
        )


@lru_cache(maxsize=4096)
def solved(idea: str, left: float, steps: int) -> float:
    """The number from 0 to 1 with which the idea's cell leaves that share, by running it on ever closer ones."""
    low, high, best = 0.0, 1.0, 0.0
    for _ in range(LOOKS):
        tried = np.linspace(low, high, TRIED)
        best = tried[np.abs(run_down(idea, tried, steps) - left).argmin()].item()
        low, high = max(best - (tried[1] - low), 0.0), min(best + (tried[1] - low), 1.0)
    return best


def run_down(idea: str, tried: Array, steps: int) -> Array:
    """The cell state after the steps, for each of the numbers."""
    cell, start = CELLS[idea]
    x, h = tried[np.newaxis], np.zeros((1, len(tried)))
    c: Array = np.full((1, len(tried)), start)
    for _ in range(steps):
        c = lstm(cell, x, (h, c), gate=identity, candidate=identity).c
    return c.ravel()
