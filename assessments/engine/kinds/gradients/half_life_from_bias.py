"""After how many steps a forget gate that hears only its bias has let go of half of the cell state.
https://jmlr.org/proceedings/papers/v37/jozefowicz15.html
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, number
from lstm_reference.cell import sigmoid, tanh

HALF = 0.5
ONE_OVER_E = math.exp(-1)
MARGIN = 0.0005  # nobody should fail by a rounding
NEARLY_ONE = 3.0  # a bias whose tanh halves the state in hundreds of steps; larger ones take thousands


@dataclass(frozen=True)
class HalfLifeFromBias(Kind):
    slug = "half-life-from-bias"
    title = "Half-life from the forget bias"
    topic = "lstm-steps"
    skill = "memory-over-time"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "A unit's forget gate hears nothing but its bias $b_f = {bias}$, and nothing is written to the cell state. "
            "After how many steps is, for the first time, less than half of the cell state left?"
        ),
        (
            "All weights of a forget gate are $0$, and its bias is $b_f = {bias}$. A gradient flows back along the "
            "cell state, with all hidden states held fixed. After how many steps has it, for the first time, shrunk "
            "to less than half?"
        ),
    )

    bias: float = drawn(twentieths / 20 for twentieths in range(26, 101))

    def answer(self) -> int:
        return first_below(HALF, "", self.bias)

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "linear-decay", first_below(HALF, "linear-decay", self.bias)
        if self.bias <= NEARLY_ONE:
            yield "tanh-for-sigmoid", first_below(HALF, "tanh-for-sigmoid", self.bias)
        yield "gate-inverted", replace(self, bias=-self.bias)
        yield "time-constant-for-half-life", first_below(ONE_OVER_E, "", self.bias)

    def posable(self) -> bool:
        return all(abs(share - HALF) > MARGIN for share in self.around())

    def because(self) -> str:
        last, first = self.around()
        f = kept(self.bias)
        steps = f"{math.log(HALF) / math.log(f):.2f}"
        return (
            rf"The gate puts out $f = \sigma({number(self.bias)}) {equals(f)}$ at every step, so $f^k$ is left after "
            "$k$ steps, of the cell state as well as of its gradient. One half is reached where\n\n"
            rf"$$f^k = \frac{{1}}{{2}}, \quad k = \frac{{\ln 0.5}}{{\ln f}} \approx {steps}$$"
            "\n\n"
            f"Steps are whole: after **{self.answer()}** of them ${number(first)}$ is left, and one step before it was "
            f"still ${number(last)}$."
        )

    def around(self) -> tuple[float, float]:
        """The shares that are left one step before the answer, and at it."""
        shares = list(islice(left("", self.bias), self.answer()))
        return ([1.0, *shares])[-2], shares[-1]


def first_below(share: float, idea: str, bias: float) -> int:
    """The number of steps after which less than the share is left."""
    return 1 + next(place for place, now in enumerate(left(idea, bias)) if now < share)


def left(idea: str, bias: float) -> Iterator[float]:
    """Of a cell state of 1, after the first step, the second …"""
    now = 1.0
    while True:
        now = after_step(idea, bias, now)
        yield now


@lru_cache(maxsize=16_384)
def after_step(idea: str, bias: float, before: float) -> float:
    if idea == "linear-decay":  # everything is kept, and the same amount taken away
        cell = weights(b_f=1.0, b_i=1.0, b_c=kept(bias) - 1)
        return step(cell, c=before, gate=identity, candidate=identity)["c"]
    return step(weights(b_f=bias), c=before, gate=tanh if idea == "tanh-for-sigmoid" else sigmoid)["c"]


def kept(bias: float) -> float:
    return step(weights(b_f=bias))["f"]
