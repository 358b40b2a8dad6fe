"""The hidden state from the output gate and the cell state.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import equals, factor, number
from lstm_reference.cell import sigmoid
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class HiddenStateValue(Kind):
    slug = "hidden-state-value"
    title = "Value of the hidden state"
    topic = "lstm-steps"
    skill = "output-gate"
    difficulty = 2
    format = Real()
    stems = (
        (
            "At this step the cell state of one LSTM unit changes from $C_{t-1} = {before}$ to $C_t = {cell_state}$. "
            "The output gate puts out $o_t = {gate}$. What is the hidden state $h_t$?"
        ),
        (
            "One unit of an LSTM has just replaced its cell state $C_{t-1} = {before}$ by $C_t = {cell_state}$, and "
            "its output gate, after the sigmoid, stands at $o_t = {gate}$. Which $h_t$ does the unit pass on?"
        ),
    )

    gate: float = drawn(twentieths / 20 for twentieths in (*range(2, 10), *range(11, 19)))
    cell_state: float = drawn(sign * halves / 2 for sign in (-1, 1) for halves in range(1, 7))
    change: float = drawn((-0.75, -0.25, 0.25, 0.75))  # no step can change it by more than a write

    def names(self) -> dict[str, str]:
        return super().names() | {"before": text_of(self.before)}

    def answer(self) -> float:
        cell = weights(b_f=1.0, b_o=self.gate)
        return step(cell, c=self.cell_state, gate=identity)["h"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "output-tanh-left-out", self.written(identity)["c"]
        yield "sigmoid-for-tanh", self.written(sigmoid)["c"]
        yield "tanh-after-gate", self.written(identity)["h"]
        yield "output-gate-left-out", replace(self, gate=1.0)
        yield "gate-inverted", replace(self, gate=1 - self.gate)
        yield "gate-added", step(weights(b_f=self.gate, b_i=1.0, b_c=self.cell_state), c=1.0, gate=identity)["c"]
        yield "old-cell-state", replace(self, cell_state=self.before)

    def because(self) -> str:
        squashed = replace(self, gate=1.0).answer()
        return (
            "First the new cell state goes through its tanh, then the output gate scales what comes out:\n\n"
            rf"$$\tanh(C_t) = \tanh({number(self.cell_state)}) {equals(squashed)}$$"
            "\n\n"
            rf"$$h_t = o_t \tanh(C_t) \approx {number(self.gate)} \cdot {factor(squashed)} {equals(self.answer())}$$"
            "\n\n"
            "The cell state of the step before plays no part here: it has done its work in $C_t$."
        )

    @property
    def before(self) -> float:
        return self.cell_state - self.change

    def written(self, candidate: Lifted) -> dict[str, float]:
        """A unit that writes the cell state through this activation, scaled by the gate, and puts out its tanh."""
        cell = weights(b_i=self.gate, b_c=self.cell_state, b_o=1.0)
        return step(cell, gate=identity, candidate=candidate)
