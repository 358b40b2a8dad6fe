"""How the new cell state reacts to the old one along the direct path.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.gradients.slopes import reactions, sigmoid_slope_at, taken
from assessments.engine.kinds.notation import factor, number
from lstm_reference import Step
from lstm_reference.axes import Array

OPEN = 1.0  # the output gate, which has no say here


@dataclass(frozen=True)
class CellStateSlope(Kind):
    slug = "cell-state-slope"
    title = "Derivative of the cell state by the one before"
    topic = "lstm-steps"
    skill = "gradient-flow"
    difficulty = 2
    nudge = "Write down how $C_t$ follows from $C_{t-1}$. Then move $C_{t-1}$ a little and leave all else as it is."
    format = Real()
    stems = (
        (
            "In one unit of a standard LSTM $f_t = {forget}$, $i_t = {write}$, $\\tilde{C}_t = {candidate}$ and "
            "$C_{t-1} = {before}$. What is the derivative of $C_t$ with respect to $C_{t-1}$, with $h_{t-1}$ held "
            "fixed?"
        ),
        (
            "A unit of a standard LSTM held $C_{t-1} = {before}$. Its gates are $f_t = {forget}$ and $i_t = {write}$, "
            "its candidate is $\\tilde{C}_t = {candidate}$. Move $C_{t-1}$ alone a little, with $h_{t-1}$ held fixed: "
            "how many times as far does $C_t$ move? That is, what is $\\partial C_t / \\partial C_{t-1}$?"
        ),
    )

    # No two gates can be equal, and none is half open.
    forget: float = drawn((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    write: float = drawn((0.15, 0.35, 0.55, 0.85))
    candidate: float = drawn((-0.75, -0.25, 0.25, 0.75))
    before: float = drawn((-2.0, -1.5, 0.5, 1.75))

    def answer(self) -> float:
        return reactions(self.step, self.before)["c_by_c"]

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        yield "forget-gate-left-out", replace(self, forget=1.0)
        yield "gate-inverted", replace(self, forget=1 - self.forget)
        yield "gates-swapped", replace(self, forget=self.write, write=self.forget)
        yield "value-for-slope", self.step.c.item()
        yield "slope-of-the-sigmoid", sigmoid_slope_at(self.forget)

    def because(self) -> str:
        f, now = number(self.forget), number(self.step.c.item())
        moved = replace(self, before=self.before + 1)
        return (
            rf"$$C_t = f_t \, C_{{t-1}} + i_t \, \tilde{{C}}_t = {f} \cdot {factor(self.before)} + "
            rf"{number(self.write)} \cdot {factor(self.candidate)} = {now}$$"
            "\n\n"
            "The gates and the candidate hear $h_{t-1}$ and $x_t$, but not $C_{t-1}$. So with $h_{t-1}$ held fixed "
            "only the first product moves, and its slope is the forget gate: "
            rf"$\partial C_t / \partial C_{{t-1}} = f_t = {f}$."
            "\n\n"
            f"Try it: with ${number(moved.before)}$ in place of ${number(self.before)}$ the cell state becomes "
            f"${number(moved.step.c.item())}$, which is ${f}$ more."
        )

    @property
    def step(self) -> Step[Array]:
        return taken(self.forget, self.write, self.candidate, OPEN, self.before)
