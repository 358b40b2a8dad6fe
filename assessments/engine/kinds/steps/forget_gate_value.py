"""What a forget gate puts out, by numbers.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import complement, identity, pictured, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.steps.sums import worked
from assessments.engine.living_cell import State
from lstm_reference import Weights
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class ForgetGateValue(Kind):
    slug = "forget-gate-value"
    title = "Value of the forget gate"
    topic = "lstm-steps"
    skill = "gate-values"
    difficulty = 2
    format = Real()
    stems = (
        (
            "An LSTM has one input and one unit. Its forget gate has the weights $W_{fF} = {feed_forward}$ and "
            "$W_{fR} = {recurrent}$ and the bias $b_f = {bias}$. It reads $x_t = {x}$ and $h_{t-1} = {hidden}$. "
            "What does it put out?"
        ),
        (
            "A unit's forget gate weighs the input with $W_{fF} = {feed_forward}$ and the hidden state with "
            "$W_{fR} = {recurrent}$; its bias is $b_f = {bias}$. Now $x_t = {x}$ and $h_{t-1} = {hidden}$. "
            "Which part of the old cell state does it keep: what is $f_t$?"
        ),
    )

    # No two of these that trade places in a slip can be equal.
    feed_forward: float = drawn((-1.75, -1.25, -0.75, 0.75, 1.25, 1.75))
    recurrent: float = drawn((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0))
    bias: float = drawn((-1.5, -1.0, -0.5, 0.5, 1.0, 1.5))
    x: float = drawn((-2.0, -1.5, -1.0, 1.0, 1.5, 2.0))
    hidden: float = drawn((-0.75, -0.5, -0.25, 0.25, 0.5, 0.75))

    def answer(self) -> float:
        return self.executed(sigmoid)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "activation-left-out", self.executed(identity)
        yield "tanh-for-sigmoid", self.executed(tanh)
        yield "no-bias", replace(self, bias=0.0)
        yield "no-recurrent", replace(self, hidden=0.0)
        yield "weights-swapped", replace(self, feed_forward=self.recurrent, recurrent=self.feed_forward)
        yield "weights-left-out", replace(self, feed_forward=1.0, recurrent=1.0)
        yield "gate-inverted", self.executed(complement)

    def because(self) -> str:
        summed = worked(((self.feed_forward, self.x), (self.recurrent, self.hidden)), self.bias)
        return (
            "First what the gate hears, then its sigmoid:\n\n"
            rf"$$z_f = W_{{fF}} x_t + W_{{fR}} h_{{t-1}} + b_f = {summed} "
            rf"{equals(self.executed(identity))}$$"
            "\n\n"
            rf"$$f_t = \sigma(z_f) = \frac{{1}}{{1 + e^{{-z_f}}}} {equals(self.answer())}$$"
        )

    def pictured(self) -> State:
        return pictured(self.cell, [self.x], self.hidden, part="f")

    def executed(self, gate: Lifted) -> float:
        return step(self.cell, x=self.x, h=self.hidden, gate=gate)["f"]

    @property
    def cell(self) -> Weights:
        return weights(W_fF=self.feed_forward, W_fR=self.recurrent, b_f=self.bias)
