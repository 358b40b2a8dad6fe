"""The hidden state after one whole step of an LSTM with one input and one unit.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind
from assessments.engine.kinds.steps.one_unit_cell import let_through
from assessments.engine.kinds.steps.one_unit_step import OneUnitStep
from lstm_reference.cell import sigmoid, tanh


@dataclass(frozen=True)
class WholeStep(OneUnitStep):
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
