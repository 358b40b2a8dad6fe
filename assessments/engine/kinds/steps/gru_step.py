"""The new hidden state of a GRU from its update gate, its candidate and the old hidden state.
https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import GRU, identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number

# Whose share the update gate is → the sentence that says so, and the formula.
CONVENTIONS = {
    "old": (
        "Here $z_t$ is the share of the old hidden state that is kept, as in PyTorch and Keras",
        r"z_t \, h_{t-1} + (1 - z_t) \, \tilde{h}_t",
    ),
    "new": (
        "Here $z_t$ is the share of the candidate that is taken, as in the paper of Chung et al. (2014)",
        r"(1 - z_t) \, h_{t-1} + z_t \, \tilde{h}_t",
    ),
}


@dataclass(frozen=True)
class GRUStep(Kind):
    slug = "gru-step"
    title = "New hidden state of a GRU"
    topic = "lstm-steps"
    skill = "other-cells"
    difficulty = 2
    format = Real()
    stems = (
        (
            "One unit of a GRU holds the hidden state $h_{t-1} = {hidden}$. At this step its update gate puts out "
            r"$z_t = {update}$, and its candidate, after the tanh, is $\tilde{h}_t = {candidate}$. {convention}. "
            "What is the new hidden state $h_t$?"
        ),
        (
            r"A GRU mixes its old hidden state with a candidate, and its update gate sets the shares. {convention}. "
            r"For one unit $h_{t-1} = {hidden}$, $\tilde{h}_t = {candidate}$ (after its tanh) and $z_t = {update}$. "
            "Which $h_t$ follows?"
        ),
    )

    update: float = drawn(twentieths / 20 for twentieths in (*range(2, 10), *range(11, 19)))
    candidate: float = drawn((-0.8, -0.6, -0.4, 0.4, 0.6, 0.8))
    hidden: float = drawn((-0.75, -0.5, -0.25, 0.25, 0.5, 0.75))
    share: str = drawn(CONVENTIONS)

    def names(self) -> dict[str, str]:
        return super().names() | {"convention": CONVENTIONS[self.share][0]}

    def answer(self) -> float:
        """The reference keeps the old state where its update gate is open."""
        cell = weights(GRU, b_z=self.kept, b_n=self.candidate)
        return step(cell, h=self.hidden, gate=identity, candidate=identity)["h"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "update-gate-inverted", replace(self, update=1 - self.update)
        yield "candidate-left-out", replace(self, candidate=0.0)
        yield "state-not-carried", replace(self, hidden=0.0)
        yield "same-share-for-both", self.as_lstm(self.update, self.update)
        yield "candidate-in-full", self.as_lstm(self.kept, 1.0)
        yield "old-state-in-full", self.as_lstm(1.0, 1 - self.kept)

    def because(self) -> str:
        old, new = self.kept, 1 - self.kept
        return (
            f"{CONVENTIONS[self.share][0]}. What it leaves goes to the "
            f"{'candidate' if self.share == 'old' else 'old hidden state'}, so that the two shares add up to $1$:\n\n"
            rf"$$h_t = {CONVENTIONS[self.share][1]} = {self.mixed(old, new)} {equals(self.answer())}$$"
            "\n\n"
            "A mixture of two numbers lies between them, and so does $h_t$. Other books and libraries give $z_t$ the "
            rf"other part: they would get ${number(replace(self, update=1 - self.update).answer())}$ here."
        )

    def mixed(self, old: float, new: float) -> str:
        kept = rf"{number(old)} \cdot {factor(self.hidden)}"
        return rf"{kept} + {number(new)} \cdot {factor(self.candidate)}"

    @property
    def kept(self) -> float:
        """The share of the old hidden state."""
        return self.update if self.share == "old" else 1 - self.update

    def as_lstm(self, forget: float, write: float) -> float:
        """The cell state of an LSTM, which has a gate for each of the two."""
        cell = weights(b_f=forget, b_i=write, b_c=self.candidate)
        return step(cell, c=self.hidden, gate=identity, candidate=identity)["c"]
