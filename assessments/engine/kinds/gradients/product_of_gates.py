"""How much of a cell state's gradient is left after many steps along the direct path.
https://arxiv.org/abs/1503.04069
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assessments.engine.formats import Real
from assessments.engine.formats.tolerance import Tolerance
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.gradients.slopes import reactions, taken
from assessments.engine.kinds.notation import number

START, WRITE, CANDIDATE, OUTPUT = 1.0, 0.5, 0.5, 0.5  # which have no say in the slopes
VANISHED = 1e-6  # below which a number is no pleasure to type


@dataclass(frozen=True)
class ProductOfGates(Kind):
    slug = "product-of-gates"
    title = "Gradient along the cell state over many steps"
    topic = "lstm-steps"
    skill = "gradient-flow"
    difficulty = 2
    nudge = "How does a cell state react to the one before it? The chain rule says how such slopes are put together."
    format = Real(Tolerance("relative", 0.01))
    stems = (
        (
            "At each of the steps $t + 1, \\ldots, t + {steps}$ a unit's forget gate puts out {forget}. Along the cell "
            "state, with every hidden state held fixed, what is the derivative of $C_{t+{steps}}$ with respect to "
            "$C_t$?"
        ),
        (
            "A gradient flows back along the cell state of one unit over {steps} steps, all other paths left aside. "
            "The forget gate is {forget} at every one of them. By which factor has the gradient been multiplied at "
            "the end?"
        ),
    )

    forget: float = drawn((0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95))
    steps: int = drawn(range(2, 21))

    def answer(self) -> float:
        return math.prod(self.factors)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "forget-gate-left-out", replace(self, forget=1.0)
        yield "gate-inverted", replace(self, forget=1 - self.forget)
        yield "one-step-only", replace(self, steps=1)
        yield "sum-for-product", sum(self.factors)
        yield "one-factor-too-few", replace(self, steps=self.steps - 1)
        yield "one-factor-too-many", replace(self, steps=self.steps + 1)

    def posable(self) -> bool:
        return self.answer() > VANISHED

    def because(self) -> str:
        return (
            "With the hidden states held fixed, the slope of each step is its forget gate, and the chain rule "
            f"multiplies the slopes of all {self.steps} steps:\n\n"
            rf"$$\frac{{\partial C_{{t+{self.steps}}}}}{{\partial C_t}} = f_{{t+1}} \cdots f_{{t+{self.steps}}} "
            rf"= {number(self.forget)}^{{{self.steps}}} \approx {self.format.show(self.answer())}$$"
            "\n\n"
            "Close to $1$ a forget gate lets the gradient live through many steps; farther below, it vanishes here too."
        )

    @property
    def factors(self) -> tuple[float, ...]:
        return slopes_of_steps(self.forget, self.steps)


@lru_cache(maxsize=4096)
def slopes_of_steps(forget: float, steps: int) -> tuple[float, ...]:
    """Of each cell state by the one before, over executed steps."""
    before, found = START, []
    for _ in range(steps):
        step = taken(forget, WRITE, CANDIDATE, OUTPUT, before)
        found.append(reactions(step, before)["c_by_c"])
        before = step.c.item()
    return tuple(found)
