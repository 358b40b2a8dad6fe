"""What a forget gate puts out when only its bias speaks, as just after the usual initialisation.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import complement, identity, pictured, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, number
from assessments.engine.living_cell import State
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class ForgetGateFromBias(Kind):
    slug = "forget-gate-from-bias"
    title = "Forget gate from its bias"
    topic = "lstm-steps"
    skill = "gate-values"
    difficulty = 1
    format = Real()
    stems = (
        (
            "At the first step of an LSTM, $h_{t-1}$ is zero, and so is the input $x_t$. Every unit has the forget "
            "bias $b_f = {bias}$. What does a forget gate put out?"
        ),
        (
            "All weights of a forget gate are $0$, and its bias is $b_f = {bias}$. Whatever it reads, which part of "
            "the old cell state does it keep: what is $f_t$?"
        ),
    )

    bias: float = drawn(sign * twentieths / 20 for sign in (-1, 1) for twentieths in range(5, 101))

    def answer(self) -> float:
        return self.executed(sigmoid)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "activation-left-out", self.executed(identity)
        yield "tanh-for-sigmoid", self.executed(tanh)
        yield "no-bias", replace(self, bias=0.0)
        yield "gate-inverted", self.executed(complement)

    def because(self) -> str:
        return (
            "Nothing but the bias reaches the sigmoid:\n\n"
            rf"$$f_t = \sigma(b_f) = \frac{{1}}{{1 + e^{{-b_f}}}} = \frac{{1}}{{1 + e^{{{number(-self.bias)}}}}} "
            rf"{equals(self.answer())}$$"
            "\n\n"
            "A bias of $0$ would keep half of the cell state; "
            f"{'a positive bias keeps more than that' if self.bias > 0 else 'a negative bias keeps less than that'}."
        )

    def pictured(self) -> State:
        return pictured(weights(b_f=self.bias), [0.0], part="f")

    def executed(self, gate: Lifted) -> float:
        return step(weights(b_f=self.bias), gate=gate)["f"]
