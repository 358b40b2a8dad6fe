"""What a gate or the candidate reads of all that a step has at hand.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, TENSORS, number
from lstm_reference import Spec, Weights, from_arrays, run, seeded
from lstm_reference.detour import remembered

Selection = frozenset[str]

X, H = "the input $x_t$", "the hidden state before, $h_{t-1}$"
OLD, NEW = "the cell state before, $C_{t-1}$", "the new cell state, $C_t$"
SYMBOLS = MappingProxyType({X: "x_t", H: "h_{t-1}", OLD: "C_{t-1}", NEW: "C_t"})

AT = 0.5  # where every entry stands before one of the tensors is moved
SHUT = -1000.0  # what makes a sigmoid 0.0 to the last bit


@dataclass(frozen=True)
class WhatAGateReads(Kind):
    slug = "what-a-gate-reads"
    title = "What a gate reads"
    topic = "lstm-gates"
    skill = "gate-inputs"
    difficulty = 2
    nudge = "Write down the equation in question. Which vectors stand in it, and would a peephole add another?"
    format = MultiChoice()
    stems = (
        (
            "An LSTM layer {variety} has {input_size} inputs and {hidden_size} units. What does the {gate_name} read "
            "to compute ${symbol}$? Choose what enters directly, not what lies further back."
        ),
        (
            "Which of these stand in the equation of the {gate_name}, the one that gives ${symbol}$, in an LSTM "
            "{variety}? The layer has {input_size} inputs and {hidden_size} units."
        ),
    )

    gate: str = drawn("fico")
    peepholes: bool = drawn((False, True))
    input_size: int = drawn(range(2, 8))
    hidden_size: int = drawn(range(2, 8))

    def names(self) -> dict[str, str]:
        variety = "with peepholes" if self.peepholes else "without peepholes"
        return super().names() | {"gate_name": GATES[self.gate], "symbol": self.symbol, "variety": variety}

    def statements(self) -> tuple[str, ...]:
        return tuple(SYMBOLS)

    def answer(self) -> Selection:
        return frozenset(text for text, (before, after) in self.moves.items() if before != after)

    def slips(self) -> Iterator[tuple[str, Selection]]:
        yield "gate-hears-input-alone", frozenset({X})
        yield "gate-hears-hidden-state-alone", frozenset({H})
        if self.gate == "c":
            yield "peephole-for-the-candidate" if self.peepholes else "gate-hears-cell-state", frozenset({X, H, OLD})
        elif self.peepholes:
            yield "peepholes-left-out", replace(self, peepholes=False).answer()
            yield "other-cell-state", frozenset({X, H, OLD if self.gate == "o" else NEW})
        else:
            yield "gate-hears-cell-state", replace(self, peepholes=True).answer()
            yield "gate-hears-cell-state", frozenset({X, H, OLD})

    def because(self) -> str:
        lines = "\n".join(f"- ${SYMBOLS[text]}$: {told(*pair)}" for text, pair in self.moves.items())
        return (
            "Move one of them at a time in an executed step of this layer, with the others held, and look at the first "
            f"unit's ${self.symbol}$:\n\n{lines}\n\n{self.why}"
        )

    @property
    def symbol(self) -> str:
        return TENSORS["g" if self.gate == "c" else self.gate]

    @property
    def why(self) -> str:
        if not self.peepholes:
            return "Without peepholes no gate looks at a cell state; it comes in where gates scale it."
        if self.gate == "c":
            return "The candidate has no peephole: only the three gates have."
        if self.gate == "o":
            return "The peephole of the output gate looks at $C_t$, which is there by the time this gate is computed."
        return f"The peephole of the {GATES[self.gate]} looks at $C_{{t-1}}$: this gate is needed to make $C_t$."

    @property
    def moves(self) -> Mapping[str, tuple[float, float]]:
        return moved(self.gate, sized(self.input_size, self.hidden_size, peepholes=self.peepholes))


@remembered
def moved(gate: str, spec: Spec) -> Mapping[str, tuple[float, float]]:
    """Tensor → the first unit's output of the gate before and after that tensor alone is moved."""
    cell = seeded(spec, 0)
    # With forget gate and input gate shut, the new cell state stays where it is while the old one moves.
    held = cell
    for other in {"f", "i"} - {gate}:
        held = biased(held, other, SHUT)
    # A bias that this gate does not hear moves the new cell state alone.
    pushed = biased(cell, "i" if gate == "c" else "c", 1.0)
    return {
        X: (output(gate, cell), output(gate, cell, x=AT + 1)),
        H: (output(gate, cell), output(gate, cell, h=AT + 1)),
        OLD: (output(gate, held), output(gate, held, c=AT + 1)),
        NEW: (output(gate, cell), output(gate, pushed)),
    }


def biased(cell: Weights, gate: str, by: float) -> Weights:
    return from_arrays(cell.spec, {**cell, f"b_{gate}": cell[f"b_{gate}"] + by})


def output(gate: str, cell: Weights, x: float = AT, h: float = AT, c: float = AT) -> float:
    spec = cell.spec
    states = (np.full((1, spec.hidden_size), entry) for entry in (h, c))
    step = run(spec, cell, np.full((1, spec.input_size), x), *states).steps[0]
    return float(getattr(step, "g" if gate == "c" else gate)[0].item())


def told(before: float, after: float) -> str:
    return f"from ${number(before)}$ to ${number(after)}$" if before != after else f"stays at ${number(before)}$"
