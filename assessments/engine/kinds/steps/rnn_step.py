"""The new hidden state of a simple recurrent unit, by numbers.
https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import RNN, identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.steps.sums import worked
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class RNNStep(Kind):
    slug = "rnn-step"
    title = "Step of a simple RNN"
    topic = "lstm-steps"
    skill = "other-cells"
    difficulty = 2
    format = Real()
    stems = (
        (
            "A simple (Elman) RNN has one input and one unit, and its activation is the usual tanh. Its feed-forward "
            "weight is $W_F = {feed_forward}$, its recurrent weight $W_R = {recurrent}$, its one bias $b = {bias}$. "
            "It holds $h_{t-1} = {hidden}$ and reads $x_t = {x}$. What is $h_t$?"
        ),
        (
            "The one unit of a simple RNN has no gates: a weighted sum and a tanh are all it computes. It weighs the "
            "input with $W_F = {feed_forward}$ and its own last output with $W_R = {recurrent}$; its bias is "
            "$b = {bias}$. After $h_{t-1} = {hidden}$ comes $x_t = {x}$. Which $h_t$ does it put out?"
        ),
    )

    # No two of these that trade places in a slip can be equal, and no sum is so large that a tanh hides it.
    feed_forward: float = drawn((-0.75, -0.25, 0.25, 0.75))
    recurrent: float = drawn((-1.5, -0.5, 0.5, 1.5))
    bias: float = drawn((-0.4, -0.2, 0.2, 0.4))
    x: float = drawn((-2.0, -1.0, 1.0, 2.0))
    hidden: float = drawn((-0.6, -0.3, 0.3, 0.6))

    def answer(self) -> float:
        return self.executed(tanh)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "activation-left-out", self.executed(identity)
        yield "sigmoid-for-tanh", self.executed(sigmoid)
        yield "no-bias", replace(self, bias=0.0)
        yield "no-recurrent", replace(self, hidden=0.0)
        yield "weights-swapped", replace(self, feed_forward=self.recurrent, recurrent=self.feed_forward)
        yield "weights-left-out", replace(self, feed_forward=1.0, recurrent=1.0)

    def because(self) -> str:
        summed = worked(((self.feed_forward, self.x), (self.recurrent, self.hidden)), self.bias)
        return (
            "One weighted sum, then one tanh; there is no gate and no cell state:\n\n"
            rf"$$z = W_F \, x_t + W_R \, h_{{t-1}} + b = {summed} {equals(self.executed(identity))}$$"
            "\n\n"
            rf"$$h_t = \tanh(z) {equals(self.answer())}$$"
        )

    def executed(self, activation: Lifted) -> float:
        cell = weights(RNN, W_hF=self.feed_forward, W_hR=self.recurrent, b_h=self.bias)
        return step(cell, x=self.x, h=self.hidden, activation=activation)["h"]
