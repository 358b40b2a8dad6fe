"""The shape of the matrix with which a gate reads h_{t-1}, where every vector is a column.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.kind import Kind
from assessments.engine.kinds.dimensions.gate_matrix import GateMatrix
from assessments.engine.kinds.notation import matrix


@dataclass(frozen=True)
class RecurrentShape(GateMatrix):
    slug = "recurrent-shape"
    title = "Shape of a recurrent matrix"
    part = "R"
    nudge = (
        "Ask what the matrix multiplies and what it makes: its columns meet the entries of the one, its rows make "
        "those of the other."
    )
    stems = (
        (
            "An LSTM reads a column $x_t$ with {input_size} entries and has {hidden_size} hidden units. "
            "To hear from the step before, its {gate_name} multiplies ${matrix}\\,h_{t-1}$. "
            "What is the shape of ${matrix}$?"
        ),
        (
            "All vectors are columns. The input of an LSTM has size {input_size} and its output size {hidden_size}. "
            "What is the shape of ${matrix}$, the recurrent matrix of the {gate_name}?"
        ),
    )

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        feed_forward = self.shape_of(f"W_{self.gate}F")
        yield "feed-forward-for-recurrent", feed_forward
        yield "feed-forward-transposed", feed_forward[::-1]
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)
        yield "vector-for-matrix", self.shape_of(f"b_{self.gate}")

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            f"- ${matrix(self.gate, 'R')}$ multiplies $h_{{t-1}}$, the layer's own last output: "
            f"a column of {self.hidden_size} entries, so the matrix has {columns} columns.\n"
            f"- The product again has one entry for each of the {self.hidden_size} hidden units: {rows} rows.\n\n"
            f"From hidden units to hidden units: the shape is **({rows}, {columns})**. "
            f"The input size, {self.input_size}, plays no part in it."
        )
