"""How a gate, or the candidate, reacts to what it hears.
https://en.wikipedia.org/wiki/Logistic_function#Derivative
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.executed.one_unit import identity, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, TENSORS, equals, factor, number
from lstm_reference import gradients
from lstm_reference.cell import lstm, sigmoid, tanh
from lstm_reference.exact import PUTS_OUT
from lstm_reference.interval import Lifted

OUT_OF = {gate: out for out, gate in PUTS_OUT.items()}
STEEPEST = 0.0  # where a sigmoid and a tanh rise fastest
AT_REST = np.zeros((1, 1))


@dataclass(frozen=True)
class GateSlope(Kind):
    slug = "gate-slope"
    title = "Slope of a gate"
    topic = "lstm-steps"
    skill = "gradient-flow"
    difficulty = 2
    format = Real()
    stems = (
        (
            "The {gate_name} of a standard LSTM puts out ${symbol} = {activation}(z_{gate})$, and one unit of it hears "
            "$z_{gate} = {heard}$. What is the derivative of ${symbol}$ with respect to $z_{gate}$ there?"
        ),
        (
            "In one unit of a standard LSTM the {gate_name} hears $z_{gate} = {heard}$, before its activation. A "
            "gradient flows back from ${symbol}$ to $z_{gate}$. By which factor is it multiplied?"
        ),
    )

    gate: str = drawn("fioc")
    heard: float = drawn(sign * tenths / 10 for sign in (-1, 1) for tenths in range(2, 31))

    def names(self) -> dict[str, str]:
        activation = r"\tanh" if self.gate == "c" else r"\sigma"
        symbol = TENSORS[OUT_OF[self.gate]]
        return super().names() | {"gate_name": GATES[self.gate], "symbol": symbol, "activation": activation}

    def answer(self) -> float:
        return self.executed()[1]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "value-for-slope", self.executed()[0]
        if self.gate == "c":
            yield "sigmoid-for-tanh", replace(self, gate="f")
        else:
            yield "tanh-for-sigmoid", replace(self, gate="c")
        yield "steepest-everywhere", replace(self, heard=STEEPEST)
        yield "activation-left-out", self.executed(identity, identity)[1]

    def because(self) -> str:
        put_out, slope = self.executed()
        z, value = number(self.heard), number(put_out)
        most = number(replace(self, heard=STEEPEST).answer())
        formula = (
            rf"\tanh'(z) = 1 - \tanh^2(z) \approx 1 - {factor(put_out)}^2"
            if self.gate == "c"
            else rf"\sigma'(z) = \sigma(z) \, (1 - \sigma(z)) \approx {value} \cdot {number(1 - put_out)}"
        )
        name = self.names()["activation"]
        return (
            f"The slope can be told from what is put out, ${name}({z}) {equals(put_out)}$:\n\n"
            rf"$${formula} \approx {number(slope)}$$"
            "\n\n"
            f"It is largest, ${most}$, where $z = 0$, and falls towards $0$ on both sides: where the curve is "
            "flat, hardly any gradient passes."
        )

    def executed(self, gate: Lifted = sigmoid, candidate: Lifted = tanh) -> tuple[float, float]:
        """What the block puts out where it hears its input as it is, and the derivative by that input."""
        cell, out = weights(**{f"W_{self.gate}F": 1.0}), OUT_OF[self.gate]
        step = lstm(cell, np.array([[self.heard]]), (AT_REST, AT_REST), gate=gate, candidate=candidate)
        slope = gradients.step_gradients(cell, step, AT_REST).of(out, "x")
        return getattr(step, out).item(), slope.item()
