"""What a gate of two units hears of two sequences at once: a matrix times a matrix, by numbers.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Matrix
from assessments.engine.formats.matrix import Grid
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.steps.sums import aligned, worked
from assessments.engine.texts.markup import matrix
from lstm_reference import Spec, Weights, from_arrays, zeros
from lstm_reference.cell import lstm, sigmoid
from lstm_reference.interval import Lifted

SPEC = Spec(2, 2)
AT_REST = np.zeros((2, 2)), np.zeros((2, 2))


@dataclass(frozen=True)
class GateSumsOfBatch(Kind):
    slug = "gate-sums-of-batch"
    title = "What a gate hears of two sequences"
    topic = "lstm-steps"
    skill = "gate-values"
    difficulty = 3
    nudge = "Take the sequences one at a time: each is a column of its own, and the weights and biases are the same."
    format = Matrix(("Unit 1", "Unit 2"), ("Sequence 1", "Sequence 2"))
    stems = (
        (
            "An LSTM of two units reads two sequences at once. The inputs of the first step stand side by side in "
            "$X$, a column for each sequence, and the hidden states are still 0:\n\n"
            "$$W_{fF} = {matrix}, \\quad X = {inputs}, \\quad b_f = {bias}$$\n\n"
            "What does its forget gate hear before its sigmoid: a row for each unit, a column for each sequence?"
        ),
        (
            "A batch of two sequences starts from $h_0 = 0$. The columns of $X$ are their first inputs, and the forget "
            "gate of two units puts out $\\sigma(Z)$, with\n\n"
            "$$W_{fF} = {matrix}, \\quad b_f = {bias}, \\quad X = {inputs}.$$\n\n"
            "What is $Z$, whose columns are the sequences, too?"
        ),
    )

    # No two of these that trade places in a slip can be equal.
    top_left: float = drawn((-1.0, 0.5, 1.5))
    top_right: float = drawn((-0.5, 2.0))
    bottom_left: float = drawn((-1.5, 1.0))
    bottom_right: float = drawn((-2.0, 0.5, 2.5))
    first_of_one: float = drawn((-1.0, 2.0))
    second_of_one: float = drawn((0.5, 1.5))
    first_of_other: float = drawn((-2.0, 1.0))
    second_of_other: float = drawn((-0.5, 3.0))
    first_bias: float = drawn((-0.75, 0.25))
    second_bias: float = drawn((-0.25, 1.0))

    def names(self) -> dict[str, str]:
        written = {"matrix": self.rows, "inputs": self.read, "bias": [[one] for one in self.biases]}
        return super().names() | {name: matrix(rows) for name, rows in written.items()}

    def answer(self) -> Grid:
        return self.through(identity)

    def slips(self) -> Iterator[tuple[str, Grid | Kind]]:
        yield "transposed", tuple(zip(*self.answer(), strict=True))
        yield "columns-for-rows", replace(self, top_right=self.bottom_left, bottom_left=self.top_right)
        yield (
            "batch-in-rows",
            replace(self, second_of_one=self.first_of_other, first_of_other=self.second_of_one),
        )
        yield "bias-by-sequence", self.biased_by_sequence()
        yield "no-bias", replace(self, first_bias=0.0, second_bias=0.0)
        yield "activation-put-in", self.through(sigmoid)

    def because(self) -> str:
        columns, units = list(zip(*self.read, strict=True)), zip(self.rows, self.biases, self.answer(), strict=True)
        lines = (
            f"z_{{{unit}{place}}} &= {worked(zip(row, column, strict=True), bias)} {equals(entry)}"
            for unit, (row, bias, entries) in enumerate(units, start=1)
            for place, (column, entry) in enumerate(zip(columns, entries, strict=True), start=1)
        )
        return (
            "Each sequence is a column by itself: the unit takes its own row of the matrix and that column, and adds "
            "its own bias, the same for every sequence. The recurrent product is zero, because the hidden states are. "
            "Unit 1 for both sequences, then unit 2:\n\n"
            f"$${aligned(*lines)}$$"
        )

    @property
    def rows(self) -> Grid:
        return (self.top_left, self.top_right), (self.bottom_left, self.bottom_right)

    @property
    def read(self) -> Grid:
        return (self.first_of_one, self.first_of_other), (self.second_of_one, self.second_of_other)

    @property
    def biases(self) -> tuple[float, float]:
        return self.first_bias, self.second_bias

    def through(self, activation: Lifted) -> Grid:
        done = lstm(self.cell, np.array(self.read), AT_REST, gate=activation)
        return tuple(map(tuple, done.f.tolist()))

    def biased_by_sequence(self) -> Grid:
        """As where a bias is added along the wrong axis, which two of each let pass."""
        sums = replace(self, first_bias=0.0, second_bias=0.0).answer()
        return tuple(map(tuple, (np.array(sums) + np.array(self.biases)).tolist()))

    @cached_property
    def cell(self) -> Weights:
        biases = [[one] for one in self.biases]
        return from_arrays(SPEC, {**zeros(SPEC), "W_fF": np.array(self.rows), "b_f": np.array(biases)})
