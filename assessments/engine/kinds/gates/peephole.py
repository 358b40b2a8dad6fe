"""What a gate hears with its peephole, which looks at one of the two cell states.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, equals, factor, number

CELL_STATES = (-2.0, -1.5, -1.0, 1.0, 1.5, 2.0)


@dataclass(frozen=True)
class Peephole(Kind):
    slug = "peephole"
    title = "What a peephole adds"
    topic = "lstm-gates"
    skill = "gate-inputs"
    difficulty = 3
    nudge = "Which of the two cell states is there already when a step comes to compute this gate?"
    format = Real()
    stems = (
        (
            "One unit of an LSTM with peepholes goes from the cell state $C_{t-1} = {before}$ to $C_t = {after}$. "
            "From $x_t$, $h_{t-1}$ and its bias, its {gate_name} hears ${heard}$ at this step; its peephole has the "
            "weight $p_{gate} = {peephole}$. What does this gate hear in all, before its sigmoid?"
        ),
        (
            "In a step that takes a unit's cell state from $C_{t-1} = {before}$ to $C_t = {after}$, the "
            "{gate_name} adds up ${heard}$ from $W_F x_t + W_R h_{t-1} + b$. It also has a peephole, "
            "$p_{gate} = {peephole}$. Which number goes into its sigmoid?"
        ),
    )

    gate: str = drawn("fio")
    heard: float = drawn((-0.8, -0.3, 0.3, 0.8))
    peephole: float = drawn((-1.5, -0.5, 0.5, 1.5))
    before: float = drawn(CELL_STATES)
    after: float = drawn(CELL_STATES)

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate]}

    def answer(self) -> float:
        """Without activations each gate puts out what it hears; the input gate writes the new cell state whole."""
        biases = {"b_i": 1.0, "b_c": self.after} | {f"b_{self.gate}": self.heard}
        cell = weights(sized(1, 1, peepholes=True), **biases, **{f"p_{self.gate}": self.peephole})
        return step(cell, c=self.before, gate=identity, candidate=identity)[self.gate]

    def slips(self) -> Iterator[tuple[str, Peephole | float]]:
        yield "other-cell-state", replace(self, before=self.after, after=self.before)
        yield "peepholes-left-out", replace(self, peephole=0.0)
        yield "peephole-without-weight", replace(self, peephole=1.0)
        yield "activation-put-in", step(weights(**{f"b_{self.gate}": self.answer()}))[self.gate]

    def posable(self) -> bool:
        return self.before != self.after

    def because(self) -> str:
        seen, value = ("C_t", self.after) if self.gate == "o" else ("C_{t-1}", self.before)
        why = (
            "The output gate is computed last, when the new cell state is there: its peephole looks at $C_t$."
            if self.gate == "o"
            else f"The {GATES[self.gate]} is needed to make $C_t$, so its peephole can only look at $C_{{t-1}}$."
        )
        return (
            f"{why} Each unit sees its own cell state alone, times the weight of its peephole:\n\n"
            rf"$${number(self.heard)} + p_{self.gate} \, {seen} = {number(self.heard)} + {factor(self.peephole)} \cdot "
            f"{factor(value)} {equals(self.answer())}$$"
        )
