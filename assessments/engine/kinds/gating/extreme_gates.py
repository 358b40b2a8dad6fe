"""What a unit does whose gates are wide open or shut.
https://d2l.ai/chapter_recurrent-modern/lstm.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import number, scientific

SMALL = 5e-4  # four decimals would hide most of it
HALF = 0.5
FAR = (-10.0, -8.0, 8.0, 10.0)  # so far out a sigmoid is 0 or 1 to three decimals

# Forget gate open, input gate open → what the cell state comes to.
STATES = {
    (True, False): r"$C_t \approx C_{t-1}$",
    (True, True): r"$C_t \approx C_{t-1} + \tilde{C}_t$",
    (False, True): r"$C_t \approx \tilde{C}_t$",
}
EMPTY = r"$C_t \approx 0$ and $h_t \approx 0$"
SHOWN = r"$h_t \approx \tanh(C_t)$"
HIDDEN = r"$h_t \approx 0$"
IN_WORDS = {
    (True, False): "The unit keeps what it held and writes next to nothing.",
    (True, True): "The unit keeps what it held and adds the candidate to it.",
    (False, True): "The unit drops what it held and puts the candidate in its place.",
    (False, False): "The unit drops what it held and writes next to nothing instead.",
}


@dataclass(frozen=True)
class ExtremeGates(Kind):
    slug = "extreme-gates"
    title = "Gates that are open or shut"
    topic = "gating-mechanism"
    skill = "cell-state"
    difficulty = 2
    nudge = "Far from zero a sigmoid is next to its lower or its upper bound. Put these in for the gates."
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "Before their sigmoids, the gates of one LSTM unit hear $z_f = {forget}$ (forget gate), $z_i = {write}$ "
            "(input gate) and $z_o = {show}$ (output gate). The unit held $C_{t-1} = {before}$, and its candidate is "
            r"$\tilde{C}_t = {candidate}$. What comes out, roughly?"
        ),
        (
            r"A unit of an LSTM with $C_{t-1} = {before}$ and the candidate $\tilde{C}_t = {candidate}$ has extreme "
            r"gates: $f_t = \sigma({forget})$, $i_t = \sigma({write})$ and $o_t = \sigma({show})$. "
            "What are its new cell state and its hidden state, roughly?"
        ),
    )

    forget: float = drawn(FAR)
    write: float = drawn(FAR)
    show: float = drawn(FAR)
    candidate: float = drawn((-0.6, -0.4, 0.4, 0.6))
    before: float = drawn((-3.0, -2.0, 2.0, 3.0))

    def answer(self) -> str:
        state = STATES.get((self.open("f"), self.open("i")))
        return f"{state} and {SHOWN if self.open('o') else HIDDEN}" if state else EMPTY

    def slips(self) -> Iterator[tuple[str, ExtremeGates]]:
        """Those that change what comes out."""
        right = self.answer()
        yield from ((tag, other) for tag, other in self.mistaken() if other.answer() != right)

    def mistaken(self) -> Iterator[tuple[str, ExtremeGates]]:
        if not self.open("o"):
            yield "output-gate-on-cell-state", replace(self, forget=-abs(self.forget), write=-abs(self.write))
        yield "gates-swapped", replace(self, forget=self.write, write=self.forget)
        yield "gate-inverted", replace(self, forget=-self.forget, write=-self.write, show=-self.show)
        yield "gate-inverted", replace(self, forget=-self.forget)
        yield "gate-inverted", replace(self, write=-self.write)
        yield "gate-inverted", replace(self, show=-self.show)

    def because(self) -> str:
        done = self.executed()
        f, i, o, c, h = (done[name] for name in "fioch")
        gates = r", \quad ".join(
            rf"{name}_t = \sigma({number(heard)}) \approx {plain(value)}"
            for name, heard, value in (("f", self.forget, f), ("i", self.write, i), ("o", self.show, o))
        )
        words = IN_WORDS[self.open("f"), self.open("i")]
        last = "lets it pass" if self.open("o") else "hides it, which does not change $C_t$"
        return (
            f"Far from $0$ a sigmoid is next to $0$ or next to $1$:\n\n$${gates}$$\n\n"
            rf"$$C_t = f_t \, C_{{t-1}} + i_t \, \tilde{{C}}_t \approx {plain(c)}, "
            rf"\quad h_t = o_t \tanh(C_t) \approx {plain(h)}$$"
            "\n\n"
            f"{words} The output gate {last}."
        )

    def open(self, gate: str) -> bool:
        return self.executed()[gate] > HALF

    def executed(self) -> dict[str, float]:
        """The candidate has had its tanh: as a bias without activation it passes as it is."""
        cell = weights(b_f=self.forget, b_i=self.write, b_c=self.candidate, b_o=self.show)
        return step(cell, c=self.before, candidate=identity)


def plain(value: float) -> str:
    return scientific(value) if abs(value) < SMALL else f"{value:.4f}"
