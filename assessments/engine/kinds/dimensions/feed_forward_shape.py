"""The shape of a gate's feed-forward matrix, columns convention.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.anatomy import Shape as Sizes
from assessments.engine.anatomy import anatomy
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, matrix
from lstm_reference import Spec


@dataclass(frozen=True)
class FeedForwardShape(Kind):
    slug = "feed-forward-shape"
    title = "Shape of a feed-forward matrix"
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 1
    format = Shape()
    stems = (
        "An LSTM cell reads a column $x_t$ with {input_size} entries and has {hidden_size} hidden units. "
        "Its {gate_name} computes ${matrix} x_t$ on the way. What is the shape of ${matrix}$?",
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    gate: str = drawn(GATES)

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate], "matrix": matrix(self.gate, "F")}

    def answer(self) -> Sizes:
        return self.shape_of("F")

    def slips(self) -> Iterator[tuple[str, Sizes]]:
        yield "transposed", self.answer()[::-1]
        yield "recurrent-for-feed-forward", self.shape_of("R")
        yield "input-size-twice", (self.input_size, self.input_size)
        yield "concatenated-input", (self.hidden_size, self.input_size + self.hidden_size)

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            f"${matrix(self.gate, 'F')}$ is multiplied with $x_t$, a column of {self.input_size} entries, "
            f"so it needs {columns} columns. The product has one entry for each hidden unit, so it needs {rows} rows: "
            f"$({rows}, {columns})$."
        )

    def shape_of(self, part: str) -> Sizes:
        return anatomy(Spec(self.input_size, self.hidden_size))[f"W_{self.gate}{part}"]
