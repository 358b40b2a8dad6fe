"""The new cell state from the gates, the candidate and the old cell state.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number


@dataclass(frozen=True)
class CellUpdate(Kind):
    slug = "cell-update"
    title = "New cell state"
    topic = "lstm-steps"
    skill = "cell-state"
    difficulty = 2
    format = Real()
    stems = (
        (
            "In one unit of an LSTM the forget gate puts out $f_t = {forget}$ and the input gate $i_t = {write}$. "
            r"The candidate is $\tilde{C}_t = {candidate}$, and the cell state so far is $C_{t-1} = {before}$. "
            "What is the new cell state $C_t$?"
        ),
        (
            "A unit of an LSTM holds the cell state $C_{t-1} = {before}$. At this step its gates are $f_t = {forget}$ "
            r"and $i_t = {write}$, and its candidate is $\tilde{C}_t = {candidate}$. "
            "Which cell state $C_t$ does it hold next?"
        ),
    )

    forget: float = drawn((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    write: float = drawn((0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85))
    candidate: float = drawn((-0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8))
    before: float = drawn((-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0))

    def answer(self) -> float:
        return self.executed()["c"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        whole = replace(self, forget=1.0)
        yield "gates-swapped", replace(self, forget=self.write, write=self.forget)
        yield "forget-gate-left-out", whole
        yield "input-gate-left-out", replace(self, write=1.0)
        yield "gate-inverted", replace(self, forget=1 - self.forget)
        yield "forget-gate-on-both", replace(self, before=whole.answer(), write=0.0).answer()
        yield "hidden-for-cell-state", self.executed()["h"]

    def because(self) -> str:
        kept, written = number(self.forget * self.before), self.write * self.candidate
        new = self.answer()
        return (
            "The forget gate scales what was held, the input gate scales the candidate, and the two are added:\n\n"
            rf"$$C_t = f_t \, C_{{t-1}} + i_t \, \tilde{{C}}_t = {number(self.forget)} \cdot {factor(self.before)} + "
            rf"{number(self.write)} \cdot {factor(self.candidate)} = {kept} + {factor(written)} {equals(new)}$$"
            "\n\n"
            f"The candidate is {'positive' if self.candidate > 0 else 'negative'}, so the sum lies "
            f"{'above' if self.candidate > 0 else 'below'} the kept part ${kept}$. How it compares with $C_{{t-1}}$ is "
            f"another question: here it lies {'above' if new > self.before else 'below'} ${number(self.before)}$."
        )

    def executed(self) -> dict[str, float]:
        """The gates and the candidate have had their activations: as biases of a cell without any they pass as given.
        The output gate is open, so that h is the squashed cell state.
        """
        cell = weights(b_f=self.forget, b_i=self.write, b_c=self.candidate, b_o=1.0)
        return step(cell, c=self.before, gate=identity, candidate=identity)
