"""The shape of a gate's matrix where it is one, and reads hidden state and input stacked in one column.
https://colah.github.io/posts/2015-08-Understanding-LSTMs/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, bias, matrix
from lstm_reference import Spec, zeros

# What stands on top → the stacked column, and the parts of the matrix that meet it, in the same order.
COLUMNS = {"hidden state": (r"h_{t-1} \\ x_t", "RF"), "input": (r"x_t \\ h_{t-1}", "FR")}


@dataclass(frozen=True)
class StackedMatrixShape(Kind):
    slug = "stacked-matrix-shape"
    title = "One matrix for input and hidden state"
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 2
    nudge = "Both matrices of the gate stand side by side. Which size do they share, and which of their sizes add up?"
    format = Shape()
    stems = (
        (
            "Some texts write a gate with a single matrix that acts on hidden state and input together. Here the "
            "{gate_name} computes ${matrix} {column} + {bias}$ before its activation, with columns $x_t$ of "
            "{input_size} entries and $h_{t-1}$ of {hidden_size}. What is the shape of ${matrix}$?"
        ),
        (
            "An LSTM has {hidden_size} hidden units and inputs of size {input_size}. Its {gate_name} stacks two "
            "columns into one and multiplies ${matrix} {column}$. What is the shape of ${matrix}$?"
        ),
    )

    input_size: int = drawn(range(2, 65))
    hidden_size: int = drawn(range(2, 49))
    gate: str = drawn(GATES)
    on_top: str = drawn(COLUMNS)

    def names(self) -> dict[str, str]:
        column, _ = COLUMNS[self.on_top]
        symbols = {
            "matrix": f"W_{self.gate}",
            "bias": bias(self.gate),
            "column": rf"\begin{{bmatrix}} {column} \end{{bmatrix}}",
        }
        return super().names() | symbols | {"gate_name": GATES[self.gate]}

    def answer(self) -> Sizes:
        return self.stacked(self.gate)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        rows, columns = self.answer()
        yield "transposed", (columns, rows)
        yield "no-recurrent", blocks(self.spec, self.gate, "F")
        yield "vector-for-matrix", (columns, 1)
        yield "square-for-stacked", (columns, columns)
        yield "all-gates-at-once", self.stacked("".join(GATES))
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)

    def because(self) -> str:
        rows, columns = self.answer()
        parts = [blocks(self.spec, self.gate, part) for part in self.parts]
        sizes, sum_of_columns = " and ".join(map(str, parts)), " + ".join(str(shape[1]) for shape in parts)
        side_by_side = " ".join(f"{matrix(self.gate, part)} &" for part in self.parts).removesuffix(" &")
        return (
            f"$W_{self.gate}$ is nothing but the two matrices of the gate side by side: $W_{self.gate} = "
            rf"\begin{{bmatrix}} {side_by_side} \end{{bmatrix}}$, of shapes {sizes}."
            "\n\n"
            f"- The columns add up: ${sum_of_columns} = {columns}$, one for each entry of the "
            "stacked column.\n"
            f"- The rows stay: {rows}, one for each hidden unit.\n\n"
            f"So the shape is **({rows}, {columns})**. Which of the two vectors stands on top makes no "
            "difference to it."
        )

    @property
    def parts(self) -> str:
        return COLUMNS[self.on_top][1]

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size)

    def stacked(self, gates: str) -> Sizes:
        return blocks(self.spec, gates, self.parts)


@lru_cache(maxsize=4096)
def blocks(spec: Spec, gates: str, parts: str) -> Sizes:
    """The shape of these gates' matrices below each other, each of its parts side by side."""
    weights = zeros(spec)
    return np.block([[weights[f"W_{gate}{part}"] for part in parts] for gate in gates]).shape
