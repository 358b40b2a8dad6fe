"""The shape of the hidden state that a step takes over, where every vector is a column.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import anatomy, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn


@dataclass(frozen=True)
class StateShape(Kind):
    slug = "state-shape"
    title = "Shape of the hidden state"
    topic = "lstm-dimensions"
    skill = "state-shapes"
    difficulty = 1
    nudge = "Every step puts out one number for each hidden unit. The input is read through matrices before that."
    format = Shape()
    stems = (
        (
            "An LSTM is fed inputs $x_t$ of shape ({input_size}, 1) and puts out {hidden_size} numbers at every step. "
            "What is the shape of $h_{t-1}$, which it takes over from the step before?"
        ),
        (
            "All vectors are columns. In an LSTM with inputs of size {input_size} and {hidden_size} hidden units, "
            "what is the shape of the previous hidden state $h_{t-1}$?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))

    def answer(self) -> Sizes:
        return self.shape_of("h")  # of any step: what one step puts out, the next takes over

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        yield "row-for-column", self.answer()[::-1]
        yield "input-size-for-hidden", self.shape_of("x")
        yield "matrix-for-vector", self.shape_of("W_fR")
        yield "one-number-for-all", replace(self, hidden_size=1)

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            "$h_{t-1}$ is nothing but the output of the step before, and every step puts out "
            f"{self.hidden_size} numbers, one for each hidden unit. As a column that is **({rows}, {columns})**. "
            f"The {self.input_size} entries of the input are read through $W_{{fF}}$ and its like; "
            "they have no say in the size of the state."
        )

    def shape_of(self, name: str) -> Sizes:
        return anatomy(sized(self.input_size, self.hidden_size))[name]
