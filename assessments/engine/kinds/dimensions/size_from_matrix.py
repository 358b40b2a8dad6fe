"""The sizes of a layer, read off the shape of one of its feed-forward matrices, where every vector is a column.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import anatomy, sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, matrix

# What is asked for: the vector that has as many entries, and the question.
ASKED = {
    "input size": ("x", "How many entries has each input $x_t$?"),
    "hidden units": ("h", "How many hidden units has the layer?"),
}


@dataclass(frozen=True)
class SizeFromMatrix(Kind):
    slug = "size-from-matrix"
    title = "Sizes read off a matrix"
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 1
    format = Integer()
    stems = (
        (
            "All vectors are columns. The {gate_name} of an LSTM multiplies its input by a matrix on the left, "
            "${matrix}\\,x_t$, and ${matrix}$ has shape ({hidden_size}, {input_size}). {question}"
        ),
        (
            "You find the weights of an LSTM that works with columns. ${matrix}$, the feed-forward matrix of the "
            "{gate_name}, has {hidden_size} rows and {input_size} columns. {question}"
        ),
    )

    input_size: int = drawn(range(2, 65))
    hidden_size: int = drawn(range(2, 49))
    gate: str = drawn(GATES)
    asked: str = drawn(ASKED)

    def names(self) -> dict[str, str]:
        symbols = {"gate_name": GATES[self.gate], "matrix": matrix(self.gate, "F")}
        return super().names() | symbols | {"question": ASKED[self.asked][1]}

    def answer(self) -> int:
        return self.entries(ASKED[self.asked][0])

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        (other,) = set(ASKED) - {self.asked}
        yield "other-axis-read", replace(self, asked=other)
        yield "all-entries-counted", held(sized(self.input_size, self.hidden_size), self.gate, "F")
        yield "sizes-added", self.entries("h") + self.entries("x")

    def because(self) -> str:
        rows, columns, symbol = self.hidden_size, self.input_size, matrix(self.gate, "F")
        so = {"input size": f"$x_t$ has **{columns}** entries", "hidden units": f"there are **{rows}** hidden units"}
        return (
            f"- The columns of ${symbol}$ meet the entries of $x_t$, one each: {columns} columns, {columns} entries.\n"
            f"- Its rows make the entries of ${symbol}\\,x_t$, one for each hidden unit: {rows} rows, {rows} units.\n\n"
            f"So {so[self.asked]}."
        )

    def entries(self, vector: str) -> int:
        rows, _ = anatomy(sized(self.input_size, self.hidden_size))[vector]
        return rows
