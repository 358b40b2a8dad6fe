"""How many parameters one gate of an LSTM has, with one bias.
https://www.bioinf.jku.at/publications/older/2604.pdf
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, bias, matrix
from lstm_reference import Spec


@dataclass(frozen=True)
class GateParameters(Kind):
    slug = "gate-parameters"
    title = "Parameters of one gate"
    topic = "lstm-parameters"
    skill = "counting-parameters"
    difficulty = 2
    format = Integer()
    stems = (
        (
            "The {gate_name} of an LSTM has two weight matrices, ${feed_forward}$ and ${recurrent}$, and one bias, "
            "${bias}$. The input has {input_size} entries and there are {hidden_size} hidden units. "
            "How many parameters does the {gate_name} have?"
        ),
        (
            "An LSTM reads inputs of size {input_size} and has {hidden_size} hidden units, and one bias for each gate "
            "and for the candidate. How many numbers are learned for its {gate_name} alone?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    gate: str = drawn(GATES)
    # What a wrong idea has in mind instead.
    bias: bool = True

    def names(self) -> dict[str, str]:
        matrices = {"feed_forward": matrix(self.gate, "F"), "recurrent": matrix(self.gate, "R")}
        return super().names() | matrices | {"bias": bias(self.gate), "gate_name": GATES[self.gate]}

    def answer(self) -> int:
        return self.holds("FRb")

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        other_way = replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        yield "no-bias", replace(self, bias=False)
        yield "no-recurrent", self.holds("Fb")
        yield "sizes-swapped", other_way
        yield "recurrent-from-input-size", self.holds("Fb") + other_way.holds("R")
        yield "two-biases", self.answer() + self.holds("b")
        yield "whole-layer", held(self.spec)

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        return (
            f"- ${matrix(self.gate, 'F')}$ leads from {n} inputs to {h} units: "
            f"${h} \\times {n} = {self.holds('F')}$ weights.\n"
            f"- ${matrix(self.gate, 'R')}$ leads from {h} units to {h} units: "
            f"${h} \\times {h} = {self.holds('R')}$ weights.\n"
            f"- ${bias(self.gate)}$ has one number for each unit: ${self.holds('b')}$.\n\n"
            f"Together ${self.holds('F')} + {self.holds('R')} + {self.holds('b')} =$ **{self.answer()}**."
        )

    def holds(self, parts: str) -> int:
        return held(self.spec, self.gate, parts)

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, bias=self.bias)
