"""Which input gates put out exactly what the forget gate does.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number
from lstm_reference import from_arrays, run, zeros
from lstm_reference.axes import Array

Selection = frozenset[str]
Heard = tuple[float, float, float]  # two feed-forward weights and a bias


@dataclass(frozen=True)
class TiedGates(Kind):
    slug = "tied-gates"
    title = "Gates that put out the same"
    topic = "gating-mechanism"
    skill = "gate-weights"
    difficulty = 3
    nudge = "A sigmoid gives the same exactly where it hears the same. So compare the sums, not the weights."
    format = MultiChoice()
    stems = (
        (
            r"At its first step an LSTM has $h_0 = 0$ and reads $x_1 = \begin{bmatrix} {first_input} \\ {second_input} "
            r"\end{bmatrix}$. The forget gate of one unit has $W_{fF} = [{first_weight} \quad {second_weight}]$ and "
            "$b_f = {bias}$. Which of these input gates put out exactly the same as this forget gate?"
        ),
        (
            "One unit's forget gate computes $f_1$ from the first input, with $h_0 = 0$: "
            r"$W_{fF} = [{first_weight} \quad {second_weight}]$, $b_f = {bias}$ and $x_1 = \begin{bmatrix} "
            r"{first_input} \\ {second_input} \end{bmatrix}$. With which weights of the input gate is $i_1 = f_1$?"
        ),
    )

    first_weight: float = drawn((-1.0, -0.5, 0.5, 1.0))
    second_weight: float = drawn((-1.0, -0.5, 0.5, 1.0))
    bias: float = drawn((-0.5, 0.5))
    first_input: float = drawn((-2.0, -1.0, 0.0, 1.0, 2.0))
    second_input: float = drawn((-2.0, -1.0, 0.0, 1.0, 2.0))

    def statements(self) -> tuple[str, ...]:
        return tuple(self.offered)

    def answer(self) -> Selection:
        return self.tied()

    def slips(self) -> Iterator[tuple[str, Selection]]:
        forget = (self.first_weight, self.second_weight, self.bias)
        yield "ties-need-equal-weights", frozenset(text for text, gate in self.offered.items() if gate == forget)
        yield "same-inputs-same-outputs", frozenset(self.offered)
        yield "no-bias", self.tied(bias=0.0)
        yield "weights-left-out", self.tied(weight=1.0)
        yield "input-left-out", self.tied(read=1.0)

    def posable(self) -> bool:
        """Equal weights or equal inputs would let two ideas fall together."""
        plain = self.first_weight != self.second_weight and self.first_input != self.second_input
        return plain and len(set(self.offered.values())) == len(self.candidates())

    def because(self) -> str:
        tied = self.answer()
        lines = "\n".join(
            f"- {self.summed(*gate)}: {'the same' if text in tied else 'another'}"
            for text, gate in self.offered.items()
        )
        return (
            "A sigmoid gives the same exactly where it hears the same, and with $h_0 = 0$ a gate hears "
            f"$W_F x_1 + b$. For the forget gate that is "
            f"{self.summed(self.first_weight, self.second_weight, self.bias)}. For the input gates:\n\n{lines}\n\n"
            "So equal weights are one way to a tie, not the only one: what they differ by may cancel for this input."
        )

    @cached_property
    def offered(self) -> dict[str, Heard]:
        return {worded(gate): gate for gate in self.candidates()}

    def candidates(self) -> tuple[Heard, ...]:
        """The same; moved at right angles to the input; made up for by the bias; and three that change one thing."""
        one, other, bias = self.first_weight, self.second_weight, self.bias
        return (
            (one, other, bias),
            (one - self.second_input / 2, other + self.first_input / 2, bias),
            (one + 0.5, other, bias - self.first_input / 2),
            (one, other, bias + 0.5),
            (one + 1.0, other, bias),
            (other, one, bias),
        )

    def tied(self, *, weight: float | None = None, bias: float | None = None, read: float | None = None) -> Selection:
        """Where an executed step gives i = f; a number takes the place of every weight, bias or input."""
        gates = np.array(list(self.offered.values()))
        forget = np.array([[self.first_weight, self.second_weight, self.bias]] * len(gates))
        for gate in (gates, forget):
            gate[:, :2] = gate[:, :2] if weight is None else weight
            gate[:, 2] = gate[:, 2] if bias is None else bias
        x = [self.first_input, self.second_input] if read is None else [read, read]
        return frozenset(text for text, tie in zip(self.offered, ties(forget, gates, x), strict=True) if tie)

    def summed(self, one: float, other: float, bias: float) -> str:
        first, second = self.first_input, self.second_input
        total = one * first + other * second + bias
        return (
            rf"${number(one)} \cdot {factor(first)} + {factor(other)} \cdot {factor(second)} + {factor(bias)} "
            f"{equals(total)}$"
        )


def ties(forget: Array, write: Array, x: list[float]) -> list[bool]:
    """For each row, two weights and a bias, whether the two gates of that unit agree to the last bit."""
    spec = sized(2, len(forget))
    named = {"W_fF": forget[:, :2], "b_f": forget[:, 2:], "W_iF": write[:, :2], "b_i": write[:, 2:]}
    step = run(spec, from_arrays(spec, {**zeros(spec), **named}), [x]).steps[0]
    return [bool(tie) for tie in step.f == step.i]


def worded(gate: Heard) -> str:
    one, other, bias = map(number, gate)
    return rf"$W_{{iF}} = [{one} \quad {other}]$ and $b_i = {bias}$"
