"""How large the first hidden state can be.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, number
from assessments.engine.kinds.ranges.anything import after, size


@dataclass(frozen=True)
class HiddenStateBound(Kind):
    slug = "hidden-state-bound"
    title = "Ceiling of the first hidden state"
    topic = "lstm-ranges"
    skill = "state-bounds"
    difficulty = 3
    format = Real()
    stems = (
        (
            "A standard LSTM starts with $h_0 = 0$, and one of its units with $C_0 = {start}$. Weights and inputs can "
            "be any real numbers. Below which number is $|h_1|$, the size of this unit's hidden state after the first "
            "step, sure to stay? Give the smallest such number."
        ),
        (
            "Before the first step of a standard LSTM a unit has $C_0 = {start}$ and $h_0 = 0$. What is the least "
            "upper bound of $|h_1|$ over all weights and all inputs?"
        ),
    )

    start: float = drawn(tenths / 10 for tenths in range(-20, 21))

    def answer(self) -> float:
        return size(after(self.start, 1).h)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        reach = after(self.start, 1)
        yield "range-of-candidate", size(reach.g)
        yield "cell-state-given", size(reach.c)
        yield "write-left-out", abs(self.all_open(written=0.0))
        if self.start:
            yield "state-not-carried", replace(self, start=0.0)
        if self.start < 0:
            yield "sign-kept", abs(self.all_open(written=1.0))

    def because(self) -> str:
        before, reach = number(abs(self.start)), number(size(after(self.start, 1).c))
        return (
            "First the cell state. The forget gate keeps less than all of $C_0$, and what the input gate writes is "
            "smaller than $1$ in size, as the candidate is a tanh:\n\n"
            rf"$$|C_1| \le f_1 \, |C_0| + i_1 \, |\tilde{{C}}_1| < {before} + 1 = {reach}$$"
            "\n\n"
            "Then the hidden state. The output gate lets less than all pass, and tanh rises:\n\n"
            rf"$$|h_1| = o_1 \tanh(|C_1|) < \tanh({reach}) {equals(self.answer())}$$"
            "\n\n"
            "With large weights every gate comes as near to $1$ as one likes, so no smaller number will do."
        )

    def all_open(self, written: float) -> float:
        """Of a cell whose gates are wide open, with this candidate."""
        cell = weights(b_f=1.0, b_i=1.0, b_c=written, b_o=1.0)
        return step(cell, c=self.start, gate=identity, candidate=identity)["h"]
