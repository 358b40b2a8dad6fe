"""What the cell state's sign says about the hidden state, and what the output gate can do to it.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assessments.engine.executed.one_unit import step, weights
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, number
from lstm_reference import unconstrained_ranges
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Lifted

Selection = frozenset[str]

POSITIVE = "$h_t$ is positive."
NEGATIVE = "$h_t$ is negative."
SMALL = "$h_t$ lies between $-0.5$ and $0.5$."
OPENED = "With a larger $z_o$ and the same $C_t$, $h_t$ would lie farther from $0$."
FLIPPED = "With $-z_o$ in place of $z_o$ and the same $C_t$, $h_t$ would have the other sign."
ABOVE = "$h_t$ is larger than $h_{t-1}$, whatever $h_{t-1}$ was."
BELOW = "$h_t$ is smaller than $h_{t-1}$, whatever $h_{t-1}$ was."

KEPT = 40.0  # a forget gate that hears this keeps the whole cell state, to the last bit
HALF, MARGIN = 0.5, 0.02  # nobody should fail by a rounding
PREVIOUS = unconstrained_ranges(8).h  # where h_{t-1} may lie after some steps


@dataclass(frozen=True)
class SignOfHiddenState(Kind):
    slug = "sign-of-hidden-state"
    title = "Sign of the hidden state"
    topic = "gating-mechanism"
    skill = "output-gate"
    difficulty = 2
    nudge = "$h_t$ is a gate times a tanh: one of the two brings the sign, the other makes it smaller."
    format = MultiChoice()
    stems = (
        (
            "After many steps the cell state of one LSTM unit is $C_t = {cell_state}$. Before its sigmoid, the output "
            "gate hears $z_o = {heard}$. Which statements about the hidden state $h_t$ of this unit are true?"
        ),
        (
            "One unit of an LSTM that has run for many steps holds $C_t = {cell_state}$. What its output gate hears, "
            "before the sigmoid, is $z_o = {heard}$. What is true of the hidden state $h_t$?"
        ),
    )

    cell_state: float = drawn(sign * quarters / 4 for sign in (-1, 1) for quarters in range(1, 13))
    heard: float = drawn(sign * halves / 2 for sign in (-1, 1) for halves in range(1, 9))

    def statements(self) -> tuple[str, ...]:
        return tuple(self.truths(self.hidden))

    def answer(self) -> Selection:
        return self.held(self.hidden)

    def slips(self) -> Iterator[tuple[str, Selection]]:
        yield "tanh-for-sigmoid", self.held(lambda heard: self.hidden(heard, tanh))
        yield "gate-inverted", self.held(lambda heard: self.hidden(-heard))
        yield "positive-means-rising", self.answer() | {ABOVE if self.cell_state > 0 else BELOW}

    def posable(self) -> bool:
        return abs(abs(self.hidden(self.heard)) - HALF) > MARGIN

    def because(self) -> str:
        done = self.executed(self.heard)
        o, h = done["o"], done["h"]
        return (
            rf"$o_t = \sigma({number(self.heard)}) {equals(o)}$ and "
            rf"$\tanh(C_t) {equals(h / o)}$, so $h_t = o_t \tanh(C_t) {equals(h)}$."
            "\n\n"
            r"A sigmoid is always above $0$, so the output gate shrinks $\tanh(C_t)$ but never flips it: $h_t$ has the "
            "sign of $C_t$. A larger $z_o$ opens the gate and lets more pass; a negative one only closes it further. "
            "Nothing here compares $h_t$ with $h_{t-1}$: the step before had another cell state and another gate, so "
            f"$h_{{t-1}}$ may lie on either side of ${number(h)}$."
        )

    def held(self, hidden: Callable[[float], float]) -> Selection:
        return frozenset(text for text, true in self.truths(hidden).items() if true)

    def truths(self, hidden: Callable[[float], float]) -> dict[str, bool]:
        """Statement → whether it holds where `hidden` gives h_t by what the output gate hears."""
        h = hidden(self.heard)
        rising = {ABOVE: h >= PREVIOUS.hi.item()} if self.cell_state > 0 else {BELOW: h <= PREVIOUS.lo.item()}
        return {
            POSITIVE: h > 0,
            NEGATIVE: h < 0,
            SMALL: abs(h) < HALF,
            OPENED: abs(hidden(self.heard + 1)) > abs(h),
            FLIPPED: hidden(-self.heard) * h < 0,
            **rising,
        }

    def hidden(self, heard: float, gate: Lifted = sigmoid) -> float:
        return self.executed(heard, gate)["h"]

    def executed(self, heard: float, gate: Lifted = sigmoid) -> dict[str, float]:
        return step(weights(b_f=KEPT, b_o=heard), c=self.cell_state, gate=gate)
