"""An LSTM cell of one unit with all its weights drawn: what kinds share that take whole steps."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, bias, equals, factor, number
from assessments.engine.kinds.steps.sums import aligned, linear, worked
from lstm_reference import Weights

# Gate → its output and its activation; "c" is the candidate.
BLOCKS = {"f": ("f", r"\sigma"), "i": ("i", r"\sigma"), "c": (r"\tilde{C}", r"\tanh"), "o": ("o", r"\sigma")}
PARTS = {"weight": "F", "recurrent": "R"}


@dataclass(frozen=True)
class OneUnitCell(Kind, ABC):
    """Fields are named by gate, f i c o, and by part: weight, recurrent and, where a kind has it, bias."""

    parts: ClassVar[Mapping[str, str]] = PARTS

    # No two of these that trade places in a slip can be equal.
    f_weight: float = drawn((0.6, 1.25))
    f_recurrent: float = drawn((-0.6, 0.4))
    i_weight: float = drawn((-0.8, -0.5))
    i_recurrent: float = drawn((-1.0, 0.5))
    c_weight: float = drawn((1.0, 1.5))
    c_recurrent: float = drawn((-1.0, 0.75))
    o_weight: float = drawn((-0.4, 0.75))
    o_recurrent: float = drawn((-0.5, 1.5))

    def names(self) -> dict[str, str]:
        return super().names() | {"table": self.table(), "sums": self.sums()}

    @property
    def cell(self) -> Weights:
        named = {
            matrix_or_bias(gate, part): self.part(gate, name) for gate in GATES for name, part in self.parts.items()
        }
        return weights(**named)

    def part(self, gate: str, name: str) -> float:
        return float(getattr(self, f"{gate}_{name}"))

    def gates_swapped(self) -> Self:
        """The forget gate has the input gate's numbers, and the other way round."""
        other = {"f": "i", "i": "f"}
        return replace(
            self, **{f"{gate}_{name}": self.part(other[gate], name) for gate in other for name in self.parts}
        )

    def without(self, name: str) -> Self:
        return replace(self, **{f"{gate}_{name}": 0.0 for gate in GATES})

    def table(self) -> str:
        """In Markdown: a row for each gate and one for the candidate."""
        symbols = [f"${part}$" if part == "b" else f"$W_{part}$" for part in self.parts.values()]
        rows = [[GATES[gate], *(f"${number(self.part(gate, name))}$" for name in self.parts)] for gate in GATES]
        lines = [["", *symbols], ["---"] * (1 + len(symbols)), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def sums(self) -> str:
        """In LaTeX: what each of the four hears before its activation, one below the other."""
        symbols = {"weight": "x_t", "recurrent": "h_{t-1}", "bias": ""}
        lines = (
            f"z_{gate} &= {linear([(self.part(gate, name), symbols[name]) for name in self.parts])}" for gate in GATES
        )
        return aligned(*lines)

    def worked(self, time: str, x: float, h: float = 0.0, c: float = 0.0) -> str:
        """In Markdown: the whole step to this time, with its numbers; what is zero is left out."""
        done, heard = step(self.cell, x, h, c), step(self.cell, x, h, c, gate=identity, candidate=identity)
        gates = []
        for gate, (symbol, activation) in BLOCKS.items():
            tensor = "g" if gate == "c" else gate
            shown = rf"{activation}({self.summed(gate, x, h)}) = {activation}({number(heard[tensor])})"
            gates.append(f"{symbol}_{time} &= {shown} {equals(done[tensor])}")
        kept = rf"{number(done['f'])} \cdot {factor(c)} + " if c else ""
        return "\n\n".join(
            [
                f"$${aligned(*gates)}$$",
                rf"$$C_{time} \approx {kept}{number(done['i'])} \cdot {factor(done['g'])} {equals(done['c'])}$$",
                rf"$$h_{time} \approx {number(done['o'])} \cdot \tanh({number(done['c'])}) {equals(done['h'])}$$",
            ]
        )

    def summed(self, gate: str, x: float, h: float) -> str:
        values = {"weight": x, "recurrent": h}
        products = [(self.part(gate, name), value) for name, value in values.items() if value]
        return worked(products, *([self.part(gate, "bias")] if "bias" in self.parts else []))


def matrix_or_bias(gate: str, part: str) -> str:
    """The reference's name for it."""
    return bias(gate) if part == "b" else f"W_{gate}{part}"


def let_through(gate: float, value: float) -> float:
    """What a gate lets pass of a value that nothing squashes."""
    return step(weights(b_i=gate, b_c=value), gate=identity, candidate=identity)["c"]
