"""The hidden state after one whole step of an LSTM with one input and one unit.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from assessments.engine.executed.one_unit import identity, pictured, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.steps.one_unit_cell import PARTS, OneUnitCell, let_through
from assessments.engine.living_cell import State
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class WholeStep(OneUnitCell):
    slug = "whole-step"
    title = "A whole step"
    topic = "lstm-steps"
    skill = "whole-steps"
    difficulty = 4
    format = Real()
    stems = (
        (
            "A standard LSTM has one input and one unit. $W_F$ weighs the input, $W_R$ weighs the hidden state, and "
            "$b$ is the bias:\n\n"
            "{table}\n\n"
            "At one step $x_t = {x}$, $h_{t-1} = {hidden}$ and $C_{t-1} = {before}$. What is $h_t$?"
        ),
        (
            "In a standard LSTM with one input and one unit, the gates and the candidate, which has the index $c$, "
            "hear before their activations:\n\n"
            "$${sums}$$\n\n"
            "The unit holds $C_{t-1} = {before}$ and $h_{t-1} = {hidden}$. Then it reads $x_t = {x}$. Which $h_t$ does "
            "it put out?"
        ),
    )

    parts: ClassVar[Mapping[str, str]] = PARTS | {"bias": "b"}

    f_bias: float = drawn((0.5, 1.0))
    i_bias: float = drawn((0.2, 0.6))
    c_bias: float = drawn((-0.2, 0.3))
    o_bias: float = drawn((-0.25, 0.4))
    x: float = drawn((0.5, 1.5))
    hidden: float = drawn((-0.3, 0.6))
    before: float = drawn((-2.0, 1.4))

    def answer(self) -> float:
        return self.executed()["h"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        done = self.executed()
        yield "cell-state-given", done["c"]
        yield "output-tanh-left-out", let_through(done["o"], done["c"])
        yield "old-cell-state", step(weights(b_f=1.0, b_o=done["o"]), c=self.before, gate=identity)["h"]
        yield "tanh-for-sigmoid", self.executed(gate=tanh)["h"]
        yield "sigmoid-for-tanh", self.executed(candidate=sigmoid)["h"]
        yield "gates-swapped", self.gates_swapped()
        yield "only-hidden-carried", replace(self, before=0.0)
        yield "no-recurrent", replace(self, hidden=0.0)
        yield "no-bias", self.without("bias")
        yield "weights-swapped", replace(self, x=self.hidden, hidden=self.x)

    def because(self) -> str:
        return (
            "First what the gates and the candidate put out, then the cell state, and last the hidden state. "
            f"Numbers are rounded only where they are shown:\n\n{self.worked('t', self.x, self.hidden, self.before)}"
        )

    def pictured(self) -> State:
        return pictured(self.cell, [self.x], self.hidden, self.before, part="h")

    def executed(self, **other: Lifted) -> dict[str, float]:
        return step(self.cell, self.x, self.hidden, self.before, **other)
