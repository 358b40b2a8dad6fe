"""The shape of what a gate puts out, of the candidate or of the cell state, where every vector is a column.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import anatomy, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import ROLES, TENSORS


@dataclass(frozen=True)
class StepTensorShape(Kind):
    slug = "step-tensor-shape"
    title = "Shape of a vector inside a step"
    topic = "lstm-dimensions"
    skill = "state-shapes"
    difficulty = 1
    nudge = "Gates, candidate and states are multiplied and added entry by entry. What does that ask of their shapes?"
    format = Shape()
    stems = (
        (
            "All vectors are columns. An LSTM reads $x_t$ with {input_size} entries and has {hidden_size} units. "
            "What is the shape of ${tensor}$, the {role}?"
        ),
        (
            "All vectors are columns: the input of an LSTM has shape ({input_size}, 1), its output ({hidden_size}, 1). "
            "Inside each step it computes ${tensor}$, the {role}. What is the shape of ${tensor}$?"
        ),
    )

    input_size: int = drawn(range(2, 101))
    hidden_size: int = drawn(range(2, 65))
    which: str = drawn(("f", "i", "o", "g", "c"))

    def names(self) -> dict[str, str]:
        return super().names() | {"tensor": TENSORS[self.which], "role": ROLES[self.which]}

    def answer(self) -> Sizes:
        return self.shape_of(self.which)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        yield "one-number-for-all", replace(self, hidden_size=1)
        yield "input-size-for-hidden", self.shape_of("x")
        yield "row-for-column", self.answer()[::-1]
        yield "weights-for-activation", self.shape_of("W_fF")

    def because(self) -> str:
        rows, columns = self.answer()
        return (
            r"Gates, candidate and cell state meet entry by entry, in "
            r"$C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t$ and in $h_t = o_t \odot \tanh(C_t)$. "
            "That works only if all of them have the shape of $h_t$: "
            f"one number for each of the {self.hidden_size} hidden units.\n\n"
            f"So ${TENSORS[self.which]}$, the {ROLES[self.which]}, is a column of shape **({rows}, {columns})**."
        )

    def shape_of(self, name: str) -> Sizes:
        return anatomy(sized(self.input_size, self.hidden_size))[name]
