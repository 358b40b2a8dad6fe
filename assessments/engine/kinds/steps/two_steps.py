"""The hidden state after two steps from the zero state: what one step hands to the next.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import pictured, step, steps
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.steps.one_unit_cell import OneUnitCell, let_through
from assessments.engine.living_cell import State
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class TwoSteps(OneUnitCell):
    slug = "two-steps"
    title = "Two steps"
    topic = "lstm-steps"
    skill = "whole-steps"
    difficulty = 5
    format = Real()
    stems = (
        (
            "A standard LSTM has one input, one unit and no biases. $W_F$ weighs the input, $W_R$ weighs the hidden "
            "state:\n\n"
            "{table}\n\n"
            "It starts from $h_0 = 0$ and $C_0 = 0$ and reads $x_1 = {first}$, then $x_2 = {second}$. What is $h_2$?"
        ),
        (
            "In a standard LSTM with one input and one unit, the gates and the candidate, which has the index $c$, "
            "hear before their activations:\n\n"
            "$${sums}$$\n\n"
            "Both states are zero at first. After the inputs $x_1 = {first}$ and $x_2 = {second}$, what is the hidden "
            "state $h_2$?"
        ),
    )

    first: float = drawn((-1.5, 1.0, 2.0))
    second: float = drawn((-1.25, -0.75, 0.5))

    def answer(self) -> float:
        return self.executed()[-1]["h"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        before, after = self.executed()
        yield "stopped-after-one-step", before["h"]
        yield "cell-state-given", after["c"]
        yield "output-tanh-left-out", let_through(after["o"], after["c"])
        yield "state-not-carried", self.next_step(h=0.0, c=0.0)
        yield "only-hidden-carried", self.next_step(h=before["h"], c=0.0)
        yield "hidden-carried-as-cell-state", self.next_step(h=before["h"], c=before["h"])
        yield "only-cell-carried", self.without("recurrent")
        yield "gates-swapped", self.gates_swapped()
        yield "inputs-reversed", replace(self, first=self.second, second=self.first)
        yield "tanh-for-sigmoid", self.both(gate=tanh)
        yield "sigmoid-for-tanh", self.both(candidate=sigmoid)

    def because(self) -> str:
        before, _ = self.executed()
        return (
            "In the first step both states are zero: nothing is kept, and only the inputs are heard.\n\n"
            f"{self.worked('1', self.first)}\n\n"
            f"The second step takes both over: $h_1 {equals(before['h'])}$ goes into the sums, "
            f"$C_1 {equals(before['c'])}$ into the cell state:\n\n"
            f"{self.worked('2', self.second, before['h'], before['c'])}\n\n"
            "Numbers are rounded only where they are shown."
        )

    def pictured(self) -> State:
        return pictured(self.cell, [self.first, self.second], part="h")

    def executed(self) -> list[dict[str, float]]:
        return steps(self.cell, [self.first, self.second])

    def next_step(self, h: float, c: float) -> float:
        return step(self.cell, self.second, h, c)["h"]

    def both(self, **other: Lifted) -> float:
        """Two steps by a cell with other activations."""
        before = step(self.cell, self.first, 0.0, 0.0, **other)
        return step(self.cell, self.second, before["h"], before["c"], **other)["h"]
