"""The shape of a gate's bias, where every vector is a column and each gate has its own.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, bias, matrix


@dataclass(frozen=True)
class BiasShape(Kind):
    slug = "bias-shape"
    title = "Shape of a bias"
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 1
    nudge = "A bias is added to a product entry by entry. What must be alike in both for that?"
    format = Shape()
    stems = (
        (
            "An LSTM has inputs of size {input_size} and {hidden_size} hidden units. All vectors are columns. "
            "The {gate_name} computes ${feed_forward}\\,x_t + {recurrent}\\,h_{t-1} + {bias}$ before its activation. "
            "What is the shape of ${bias}$?"
        ),
        (
            "In an LSTM, $x_t$ is a column of {input_size} entries and $h_t$ a column of {hidden_size}. "
            "What is the shape of ${bias}$, the one bias of the {gate_name}, written as a column too?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    gate: str = drawn(GATES)

    def names(self) -> dict[str, str]:
        products = {"feed_forward": matrix(self.gate, "F"), "recurrent": matrix(self.gate, "R")}
        return super().names() | products | {"gate_name": GATES[self.gate], "bias": bias(self.gate)}

    def answer(self) -> Sizes:
        return self.shape_of(f"b_{self.gate}")

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        yield "row-for-column", self.answer()[::-1]
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)
        yield "matrix-for-vector", self.shape_of(f"W_{self.gate}R")
        yield "one-number-for-all", replace(self, hidden_size=1)

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            f"The bias is added to ${matrix(self.gate, 'F')}\\,x_t$ and ${matrix(self.gate, 'R')}\\,h_{{t-1}}$. "
            f"Both are columns with one entry for each of the {self.hidden_size} hidden units, "
            f"and only arrays of the same shape add up entry by entry. So ${bias(self.gate)}$ has "
            f"{rows} rows and {columns} column: **({rows}, {columns})**."
        )

    def shape_of(self, name: str) -> Sizes:
        return stored(sized(self.input_size, self.hidden_size))[name]
