"""How the cell state or the hidden state reacts to one gate or value of its equation.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.gradients.slopes import reactions, sigmoid_slope_at, taken, tanh_slope_at
from assessments.engine.kinds.notation import TENSORS, equals, factor, number
from lstm_reference import Step
from lstm_reference.axes import Array


class Part(NamedTuple):
    """What is moved, in the equation of what: its factor there as LaTeX."""

    moved: str
    reacts: str
    factor: str


PARTS = {
    "c_by_f": Part("f", "c", "C_{t-1}"),
    "c_by_i": Part("i", "c", r"\tilde{C}_t"),
    "c_by_g": Part("g", "c", "i_t"),
    "h_by_o": Part("o", "h", r"\tanh(C_t)"),
    "h_by_c": Part("c", "h", r"o_t \, (1 - \tanh^2(C_t))"),
}
EQUATIONS = {"c": r"C_t = f_t \, C_{t-1} + i_t \, \tilde{C}_t", "h": r"h_t = o_t \tanh(C_t)"}
WHY = {
    **dict.fromkeys(
        "fig",
        "The moved part stands in one product only, and the other product does not move. The slope is what it is "
        "multiplied with:",
    ),
    "o": "The moved part is multiplied with the squashed cell state, and that is the slope:",
    "c": "The output gate scales the slope of tanh at the cell state, which is one minus its square:",
}


@dataclass(frozen=True)
class PartSlope(Kind):
    slug = "part-slope"
    title = "Derivative by one part of a step"
    topic = "lstm-steps"
    skill = "gradient-flow"
    difficulty = 3
    format = Real()
    stems = (
        (
            "One unit of a standard LSTM has $f_t = {forget}$, $i_t = {write}$, $\\tilde{C}_t = {candidate}$, "
            "$o_t = {output}$ and $C_{t-1} = {before}$. In ${equation}$, with everything else on the right held fixed, "
            "what is $\\partial {reacts} / \\partial {moved}$?"
        ),
        (
            "At a step of a standard LSTM a unit holds $C_{t-1} = {before}$; its gates put out $f_t = {forget}$, "
            "$i_t = {write}$ and $o_t = {output}$, its candidate is $\\tilde{C}_t = {candidate}$. Move ${moved}$ alone "
            "a little in ${equation}$: how many times as far does ${reacts}$ move, that is, what is "
            "$\\partial {reacts} / \\partial {moved}$?"
        ),
    )

    part: str = drawn(PARTS)
    forget: float = drawn((0.3, 0.6, 0.9))
    write: float = drawn((0.2, 0.55, 0.75))
    candidate: float = drawn((-0.7, -0.4, 0.45, 0.85))
    output: float = drawn((0.25, 0.65, 0.95))
    before: float = drawn((-1.5, -0.5, 0.8, 1.75))

    def names(self) -> dict[str, str]:
        moved, reacts, _ = PARTS[self.part]
        symbols = {"moved": TENSORS[moved], "reacts": TENSORS[reacts], "equation": EQUATIONS[reacts]}
        return super().names() | symbols

    def answer(self) -> float:
        return reactions(self.step, self.before)[self.part]

    def slips(self) -> Iterator[tuple[str, float]]:
        moved, reacts, _ = PARTS[self.part]
        own = getattr(self.step, moved).item()
        yield "value-for-slope", getattr(self.step, reacts).item()
        yield "moved-part-given", own
        yield "everything-else-dropped", 1.0
        if moved in "fio":
            yield "slope-by-the-sum", self.answer() * sigmoid_slope_at(own)
        if moved == "g":
            yield "slope-by-the-sum", self.answer() * tanh_slope_at(own)
        if moved == "o":
            yield "output-tanh-left-out", self.step.c.item()
        if moved == "c":
            yield "output-gate-left-out", replace(self, output=1.0).answer()
            yield "output-tanh-left-out", self.output

    def because(self) -> str:
        moved, reacts, slope = PARTS[self.part]
        return (
            f"$${EQUATIONS[reacts]}$$\n\n{WHY[moved]}\n\n"
            rf"$$\frac{{\partial {TENSORS[reacts]}}}{{\partial {TENSORS[moved]}}} = {slope} "
            f"{self.with_numbers()}{equals(self.answer())}$$"
        )

    def with_numbers(self) -> str:
        state = factor(self.step.c.item())
        return {
            "o": rf"\approx \tanh({number(self.step.c.item())}) ",
            "c": rf"\approx {number(self.output)} \cdot (1 - \tanh^2({state})) ",
        }.get(PARTS[self.part].moved, "")

    @property
    def step(self) -> Step[Array]:
        return taken(self.forget, self.write, self.candidate, self.output, self.before)
