"""What a gate of two units hears before its sigmoid: a matrix times a column, by numbers.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Vector
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.steps.sums import aligned, worked
from assessments.engine.living_cell import State, placed
from assessments.engine.texts.markup import matrix
from lstm_reference import Spec, Weights, from_arrays, zeros
from lstm_reference.cell import lstm, sigmoid
from lstm_reference.interval import Lifted

SPEC = Spec(2, 2)
AT_REST = np.zeros((2, 1)), np.zeros((2, 1))

Pair = tuple[float, ...]


@dataclass(frozen=True)
class GateSums(Kind):
    slug = "gate-sums"
    title = "What a gate of two units hears"
    topic = "lstm-steps"
    skill = "gate-values"
    difficulty = 2
    format = Vector()
    stems = (
        (
            "A forget gate serves two units. At the first step, where $h_{t-1} = 0$, it reads the column $x_t$:\n\n"
            "$$W_{fF} = {matrix}, \\quad x_t = {input}, \\quad b_f = {bias}$$\n\n"
            "What does it hear before its sigmoid: what is $z = W_{fF} \\, x_t + W_{fR} \\, h_{t-1} + b_f$?"
        ),
        (
            "An LSTM with two inputs and two units starts from $h_0 = 0$. All vectors are columns. At its first step "
            "it reads $x$, and its forget gate puts out $\\sigma(z)$, with\n\n"
            "$$W_{fF} = {matrix}, \\quad b_f = {bias}, \\quad x = {input}.$$\n\n"
            "What is $z$?"
        ),
    )

    # No two of these that trade places in a slip can be equal.
    top_left: float = drawn((-1.0, 0.5, 1.5))
    top_right: float = drawn((-0.5, 2.0))
    bottom_left: float = drawn((-1.5, 1.0))
    bottom_right: float = drawn((-2.0, 0.5, 2.5))
    first: float = drawn((-1.0, 0.5, 2.0))
    second: float = drawn((-0.5, 1.5))
    first_bias: float = drawn((-0.75, 0.25))
    second_bias: float = drawn((-0.25, 1.0))

    def names(self) -> dict[str, str]:
        columns = {"input": column(self.read), "bias": column((self.first_bias, self.second_bias))}
        return super().names() | columns | {"matrix": matrix(self.rows)}

    def answer(self) -> Pair:
        return self.through(identity)

    def slips(self) -> Iterator[tuple[str, Pair | Kind]]:
        top, bottom = (sum(row) for row in self.rows)
        yield "columns-for-rows", replace(self, top_right=self.bottom_left, bottom_left=self.top_right)
        yield (
            "row-by-one-entry",
            replace(self, top_left=top, top_right=0.0, bottom_left=0.0, bottom_right=bottom),
        )
        yield "diagonal-only", replace(self, top_right=0.0, bottom_left=0.0)
        yield "no-bias", replace(self, first_bias=0.0, second_bias=0.0)
        yield "activation-put-in", self.through(sigmoid)

    def because(self) -> str:
        biases = self.first_bias, self.second_bias
        lines = (
            f"z_{unit} &= {worked(zip(row, self.read, strict=True), bias)} {equals(entry)}"
            for unit, (row, bias, entry) in enumerate(zip(self.rows, biases, self.answer(), strict=True), start=1)
        )
        return (
            "Each unit takes its own row of the matrix and the whole column; then its bias is added. The recurrent "
            "product is zero, because the hidden state is. For the first unit and the second:\n\n"
            f"$${aligned(*lines)}$$"
        )

    def pictured(self) -> State:
        return placed((2, 2, 1), {**self.cell, "x": [self.read]}, part="f")

    @property
    def rows(self) -> tuple[Pair, Pair]:
        return (self.top_left, self.top_right), (self.bottom_left, self.bottom_right)

    @property
    def read(self) -> Pair:
        return self.first, self.second

    def through(self, activation: Lifted) -> Pair:
        done = lstm(self.cell, np.array([self.read]).T, AT_REST, gate=activation)
        return tuple(done.f[:, 0].tolist())

    @cached_property
    def cell(self) -> Weights:
        biases = [[self.first_bias], [self.second_bias]]
        return from_arrays(SPEC, {**zeros(SPEC), "W_fF": np.array(self.rows), "b_f": np.array(biases)})


def column(entries: Pair) -> str:
    return matrix([entry] for entry in entries)
