"""How far a forget gate can open when its weights and its inputs are bounded.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, number
from lstm_reference import Ranges, Spec, Weights, class_bounds, from_arrays, unconstrained_ranges, zeros
from lstm_reference.cell import lstm, sigmoid
from lstm_reference.interval import Lifted

ANY_GATE = unconstrained_ranges(1).f
SATURATED = 4.0  # a sum from which on every mistake ends near 1 as well


@dataclass(frozen=True)
class LargestForgetGate(Kind):
    slug = "largest-forget-gate"
    title = "Largest forget gate of small weights"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 3
    format = Real()
    stems = (
        (
            "An LSTM layer has {input_size} inputs and {hidden_size} units, and each gate has one bias. All that is "
            "known is that every weight and every bias lies between $-{largest_weight}$ and ${largest_weight}$, and "
            "every entry of the input between $-{largest_input}$ and ${largest_input}$. The first step starts from "
            "$h_0 = 0$. What is the largest value that a forget gate can put out at this step?"
        ),
        (
            "Regularisation keeps every weight and bias of an LSTM within $[-{largest_weight}, {largest_weight}]$; "
            "each entry of $x_1$ lies within $[-{largest_input}, {largest_input}]$, and $h_0 = 0$. The layer has "
            "{input_size} inputs, {hidden_size} units and one bias for each gate and unit. How large can an entry of "
            "$f_1$ be at most?"
        ),
    )

    input_size: int = drawn(range(2, 7))
    hidden_size: int = drawn((2, 3, 4, 6))
    largest_weight: float = drawn((0.1, 0.2, 0.25, 0.3, 0.4, 0.5))
    largest_input: float = drawn((0.5, 1.0, 1.5, 2.0))

    def answer(self) -> float:
        return self.bounds().f.hi.item()

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "no-bias", self.bounds(bias=False).f.hi.item()
        yield "one-input-only", replace(self, input_size=1)
        yield "zero-state-counted", self.fullest(hidden=1.0)
        yield "tanh-for-sigmoid", self.bounds().g.hi.item()
        yield "activation-left-out", self.fullest(gate=identity)
        yield "least-for-greatest", self.bounds().f.lo.item()
        yield "box-ignored", ANY_GATE.hi.item()

    def posable(self) -> bool:
        return self.fullest(gate=identity) < SATURATED

    def because(self) -> str:
        product = rf"{number(self.largest_weight)} \cdot {number(self.largest_input)}"
        return (
            "A sigmoid rises, so the gate opens farthest where the sum before it is largest. Each of the "
            f"{self.input_size} inputs adds at most the largest weight times the largest input, and the bias adds at "
            "most the largest weight. The recurrent weights add nothing, because $h_0 = 0$:\n\n"
            rf"$$z = {self.input_size} \cdot {product} + {number(self.largest_weight)} "
            rf"{equals(self.fullest(gate=identity))}, \quad f_1 = \sigma(z) {equals(self.answer())}$$"
            "\n\n"
            "It is reached where every weight, the bias and every input are at their upper ends. "
            "The number of units plays no part at the first step."
        )

    def bounds(self, *, bias: bool = True) -> Ranges:
        return first_step(sized(self.input_size, self.hidden_size, bias=bias), self.largest_weight, self.largest_input)

    def fullest(self, gate: Lifted = sigmoid, hidden: float = 0.0) -> float:
        """The forget gate of the cell in which everything is at its upper end."""
        spec = sized(self.input_size, self.hidden_size)
        x = np.full((self.input_size, 1), self.largest_input)
        state = np.full((self.hidden_size, 1), hidden), np.zeros((self.hidden_size, 1))
        found: float = lstm(filled(spec, self.largest_weight), x, state, gate=gate).f[0].item()
        return found


@lru_cache(maxsize=4096)
def first_step(spec: Spec, largest_weight: float, largest_input: float) -> Ranges:
    return class_bounds(spec, largest_weight, largest_input, steps=1)[0]


@lru_cache(maxsize=4096)
def filled(spec: Spec, weight: float) -> Weights:
    return from_arrays(spec, {name: np.full(array.shape, weight) for name, array in zeros(spec).items()})
