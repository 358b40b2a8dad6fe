"""How large a cell state can become in so many steps.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import number
from assessments.engine.kinds.ranges.anything import after, size


@dataclass(frozen=True)
class CellStateBound(Kind):
    slug = "cell-state-bound"
    title = "Bound on the cell state"
    topic = "lstm-ranges"
    skill = "state-bounds"
    difficulty = 2
    nudge = "How much of its size can a single step leave to the cell state, and how much can it add at most?"
    format = Real()
    stems = (
        (
            "One unit of a standard LSTM starts with the cell state $C_0 = {start}$ and takes {steps} steps. Nothing "
            "is known of the weights and the inputs but that they are real numbers. Below which number is "
            "$|C_{{steps}}|$, the size of the cell state at the end, sure to stay? Give the smallest such number."
        ),
        (
            "A unit's cell state is $C_0 = {start}$. What is the least upper bound of its size $|C_t|$ after {steps} "
            "more steps of a standard LSTM, over all weights and all inputs?"
        ),
    )

    start: float = drawn(sign * quarters / 4 for sign in (-1, 1) for quarters in range(1, 17))
    steps: int = drawn(range(2, 10))

    def answer(self) -> float:
        return size(after(self.start, self.steps).c)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "range-of-candidate", size(after(self.start, self.steps).g)
        yield "range-of-hidden-state", size(after(self.start, self.steps).h)
        yield "state-not-carried", replace(self, start=0.0)
        yield "one-step-only", replace(self, steps=1)
        yield "write-left-out", abs(self.all_open(written=0.0))
        if self.start < 0:
            yield "sign-kept", self.all_open(written=1.0)

    def because(self) -> str:
        size_before, bound = number(abs(self.start)), number(self.answer())
        return (
            r"$$|C_t| \le f_t \, |C_{t-1}| + i_t \, |\tilde{C}_t| < |C_{t-1}| + 1$$"
            "\n\n"
            "The forget gate keeps less than all, the input gate writes less than all, and what it writes, the "
            "candidate, is a tanh and smaller than $1$ in size. So each step adds less than $1$ to the size, and "
            rf"${self.steps}$ steps lead from $|C_0| = {size_before}$ to less than "
            rf"${size_before} + {self.steps} = {bound}$."
            "\n\n"
            "No smaller number will do: with large weights the gates come as near to $1$ as one likes, and the "
            f"candidate as near to ${'-' * (self.start < 0)}1$."
        )

    def all_open(self, written: float) -> float:
        """After the steps of a cell whose gates are wide open, with this candidate at each."""
        cell, state = weights(b_f=1.0, b_i=1.0, b_c=written), self.start
        for _ in range(self.steps):
            state = step(cell, c=state, gate=identity, candidate=identity)["c"]
        return state
