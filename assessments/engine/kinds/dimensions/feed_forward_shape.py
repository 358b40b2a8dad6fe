"""The shape of the matrix with which a gate reads x_t, where every vector is a column.
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
class FeedForwardShape(GateMatrix):
    slug = "feed-forward-shape"
    title = "Shape of a feed-forward matrix"
    part = "F"
    nudge = (
        "The matrix stands to the left of a column: its columns meet the entries of that column, and its rows "
        "make the entries of the product."
    )
    stems = (
        (
            "An LSTM reads a column $x_t$ with {input_size} entries and has {hidden_size} hidden units. "
            "To read the input, its {gate_name} multiplies ${matrix}\\,x_t$. What is the shape of ${matrix}$?"
        ),
        (
            "All vectors are columns. The input of an LSTM has size {input_size} and its output size {hidden_size}. "
            "What is the shape of ${matrix}$, the feed-forward matrix of the {gate_name}?"
        ),
    )

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        yield "transposed", self.answer()[::-1]
        yield "recurrent-for-feed-forward", self.shape_of(f"W_{self.gate}R")
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)
        yield "states-stacked", replace(self, input_size=self.input_size + self.hidden_size)

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            f"- ${matrix(self.gate, 'F')}$ multiplies $x_t$, a column of {self.input_size} entries, "
            f"and a matrix needs one column for each entry that it meets: {columns} columns.\n"
            f"- The product has one entry for each of the {self.hidden_size} hidden units: {rows} rows.\n\n"
            f"Rows come first, so the shape is **({rows}, {columns})**. All four blocks of the layer are alike in this."
        )
