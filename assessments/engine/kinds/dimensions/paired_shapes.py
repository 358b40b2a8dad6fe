"""The shapes of two gates' feed-forward matrices, side by side, where every vector is a column.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, matrix


@dataclass(frozen=True)
class PairedShapes(Kind):
    slug = "paired-shapes"
    title = "Shapes of two gates' matrices"
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 1
    nudge = "Columns follow from what a matrix multiplies, rows from what it makes. Ask both of each of the two."
    format = Choice[str]()
    stems = (
        (
            "An LSTM reads a column $x_t$ with {input_size} entries and has {hidden_size} hidden units. "
            "What are the shapes of ${first}$ and ${second}$, the feed-forward matrices of the {first_name} "
            "and the {second_name}, in this order?"
        ),
        (
            "All vectors are columns. The input of an LSTM has size {input_size} and its output size {hidden_size}. "
            "What are the shapes of the matrices that multiply $x_t$, first ${first}$ of the {first_name}, "
            "then ${second}$ of the {second_name}?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    gates: str = drawn(("f i", "i c", "c o", "f o"))

    def names(self) -> dict[str, str]:
        first, second = self.gates.split()
        symbols = {"first": matrix(first, "F"), "second": matrix(second, "F")}
        return super().names() | symbols | {"first_name": GATES[first], "second_name": GATES[second]}

    def answer(self) -> str:
        return told(*self.shapes("F"))

    def slips(self) -> Iterator[tuple[str, str]]:
        (first, second), recurrent = self.shapes("F"), self.shapes("R")
        other_way = replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        yield "transposed", told(first[::-1], second[::-1])
        yield "gates-differ", told(first, second[::-1])
        yield "recurrent-for-feed-forward", told(*recurrent)
        yield "one-size-each", told(recurrent[0], other_way.shapes("R")[1])

    def because(self) -> str:
        rows, columns = self.shapes("F")[0]
        first, second = (GATES[gate] for gate in self.gates.split())
        return (
            f"Both matrices multiply the same $x_t$, a column of {self.input_size} entries, so both have {columns} "
            f"columns. Both feed {self.hidden_size} hidden units, so both have {rows} rows.\n\n"
            f"The {first} and the {second} differ in their numbers, never in their shapes: **{self.answer()}**."
        )

    def shapes(self, part: str) -> tuple[Sizes, ...]:
        found = stored(sized(self.input_size, self.hidden_size))
        return tuple(found[f"W_{gate}{part}"] for gate in self.gates.split())


def told(first: Sizes, second: Sizes) -> str:
    return " and ".join(" × ".join(map(str, shape)) for shape in (first, second))
