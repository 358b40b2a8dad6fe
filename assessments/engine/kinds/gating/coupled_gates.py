"""The new cell state where one gate does the work of two.
https://arxiv.org/abs/1503.04069
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, equals, factor, number

# Direction of the coupling → the gate that has weights, and the one that is derived from it.
DIRECTIONS = {"input_from_forget": ("f", "i"), "forget_from_input": ("i", "f")}
LEFT_OUT = {"input_from_forget": "input-gate-left-out", "forget_from_input": "forget-gate-left-out"}


@dataclass(frozen=True)
class CoupledGates(Kind):
    slug = "coupled-gates"
    title = "Cell state with coupled gates"
    topic = "gating-mechanism"
    skill = "cell-state"
    difficulty = 3
    format = Real()
    stems = (
        (
            "In an LSTM with coupled gates (CIFG) only the {own} has weights, and the {derived} follows from it. In "
            "one unit the {own} puts out ${symbol} = {opened}$. The candidate is "
            r"$\tilde{C}_t = {candidate}$, and the cell state so far is $C_{t-1} = {before}$. "
            "What is the new cell state $C_t$?"
        ),
        (
            "A layer saves parameters by coupling: the {derived} has no weights of its own and is derived from the "
            r"{own}. A unit of it holds $C_{t-1} = {before}$; now ${symbol} = {opened}$, and the candidate is "
            r"$\tilde{C}_t = {candidate}$. Which cell state $C_t$ does it hold next?"
        ),
    )

    coupled: str = drawn(DIRECTIONS)
    opened: float = drawn((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    candidate: float = drawn((-0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8))
    before: float = drawn((-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0))

    def names(self) -> dict[str, str]:
        own, derived = self.gates
        return super().names() | {"own": GATES[own], "derived": GATES[derived], "symbol": f"{own}_t"}

    def answer(self) -> float:
        return self.executed()["c"]

    def slips(self) -> Iterator[tuple[str, CoupledGates | float]]:
        (other,) = DIRECTIONS.keys() - {self.coupled}
        yield "coupled-to-the-other-gate", replace(self, coupled=other)
        yield "coupled-gates-equal", self.uncoupled(self.opened)
        yield LEFT_OUT[self.coupled], self.uncoupled(1.0)

    def because(self) -> str:
        done, (own, derived) = self.executed(), self.gates
        return (
            "The two gates share out one whole: what is dropped makes room for just as much that is new, "
            f"${derived}_t = 1 - {own}_t = 1 - {number(self.opened)} = {number(done[derived])}$.\n\n"
            rf"$$C_t = f_t \, C_{{t-1}} + i_t \, \tilde{{C}}_t = {number(done['f'])} \cdot {factor(self.before)} + "
            rf"{number(done['i'])} \cdot {factor(self.candidate)} {equals(done['c'])}$$"
            "\n\n"
            rf"So $C_t$ always lies between $C_{{t-1}} = {number(self.before)}$ and "
            rf"$\tilde{{C}}_t = {number(self.candidate)}$."
        )

    @property
    def gates(self) -> tuple[str, str]:
        """The one that has weights, and the one derived from it."""
        return DIRECTIONS[self.coupled]

    def executed(self) -> dict[str, float]:
        """The gate and the candidate have had their activations: as biases of a cell without any they pass as given."""
        named = {f"b_{self.gates[0]}": self.opened, "b_c": self.candidate}
        cell = weights(sized(1, 1, coupled=self.coupled), **named)
        return step(cell, c=self.before, gate=identity, candidate=identity)

    def uncoupled(self, derived: float) -> float:
        """The cell state with a value of its own for the gate that should have followed."""
        gates = dict(zip(self.gates, (self.opened, derived), strict=True))
        cell = weights(b_f=gates["f"], b_i=gates["i"], b_c=self.candidate)
        return step(cell, c=self.before, gate=identity, candidate=identity)["c"]
