"""The shape of a part of the network after the sequences grow longer: weights are shared over time.
https://www.deeplearningbook.org/contents/rnn.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import anatomy, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import ROLES, TENSORS, bias, matrix

# What is asked → its LaTeX and what a sentence calls it.
PARTS = {
    "W_fF": (matrix("f", "F"), "feed-forward matrix of the forget gate"),
    "W_cF": (matrix("c", "F"), "feed-forward matrix of the candidate"),
    "W_oR": (matrix("o", "R"), "recurrent matrix of the output gate"),
    "b_i": (bias("i"), "bias of the input gate"),
    "c": (TENSORS["c"], ROLES["c"]),
    "f": (TENSORS["f"], ROLES["f"]),
}


@dataclass(frozen=True)
class ShapeOverTime(Kind):
    slug = "shape-over-time"
    title = "Shapes when sequences grow longer"
    topic = "lstm-dimensions"
    skill = "weight-sharing"
    difficulty = 2
    nudge = "The same weights serve every step. So ask what one step alone reads and makes."
    format = Shape()
    stems = (
        (
            "All vectors are columns. An LSTM with inputs of size {input_size} and {hidden_size} hidden units has so "
            "far read sequences of {fewer_steps} steps. Now the sequences have {steps} steps. "
            "What is the shape of ${part}$, the {role}, now?"
        ),
        (
            "Instead of {fewer_steps} time steps, an LSTM is given {steps}. Each $x_t$ is a column of {input_size} "
            "entries, each $h_t$ a column of {hidden_size}. "
            "What shape does ${part}$, the {role}, have after the change?"
        ),
    )

    input_size: int = drawn((3, 5, 8, 10, 16, 20, 24, 32, 40, 50, 64, 80))
    hidden_size: int = drawn((4, 6, 7, 12, 15, 25, 30, 36, 48, 60))
    fewer_steps: int = drawn((2, 10))
    steps: int = drawn((14, 28, 45))
    which: str = drawn(PARTS)

    def names(self) -> dict[str, str]:
        part, role = PARTS[self.which]
        return super().names() | {"part": part, "role": role}

    def answer(self) -> Sizes:
        return self.shape_of(self.which)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        (every_step, *_), (rows, columns) = self.shape_of("output"), self.answer()
        yield "time-adds-rows", (rows * every_step, columns)
        yield "time-adds-columns", (rows, columns * every_step)
        yield "time-adds-an-axis", (every_step, rows, columns)
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)

    def because(self) -> str:
        part, role = PARTS[self.which]
        before, now = replace(self, steps=self.fewer_steps).answer(), self.answer()
        return (
            f"The same weights serve every step, and a step sees one $x_t$ of {self.input_size} entries and one "
            f"$h_{{t-1}}$ of {self.hidden_size}, however many steps follow.\n\n"
            f"- With {self.fewer_steps} steps, ${part}$, the {role}, has shape {before}.\n"
            f"- With {self.steps} steps it still has shape **{now}**.\n\n"
            "A longer sequence means more steps, not larger ones."
        )

    def shape_of(self, name: str) -> Sizes:
        return anatomy(sized(self.input_size, self.hidden_size), self.steps)[name]
