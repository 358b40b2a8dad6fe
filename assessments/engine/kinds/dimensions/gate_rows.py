"""Which rows of a framework's fused matrix belong to a gate: the order of the gates is each framework's own.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Rows
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES
from lstm_reference import Spec, Weights, from_arrays, zeros
from lstm_reference.axes import Array
from lstm_reference.count import CONVENTIONS
from lstm_reference.layouts import ORDER

Block = tuple[int, int]  # first row, row after the last

# Framework → its convention, the array that holds the blocks and along which axis, and how a question calls it.
FRAMEWORKS = {
    "PyTorch": ("torch", "weight_ih_l0", 0, "`weight_ih_l0` of `nn.LSTM({n}, {h})` in PyTorch"),
    "Keras": ("keras", "kernel", 1, "`kernel.T`, the transposed kernel of a Keras `LSTM({h})` that reads {n} features"),
    "ONNX": ("onnx", "W", 1, "`W[0]` of an ONNX `LSTM` node with {n} features and `hidden_size={h}`"),
}
LETTERS = {("torch", "c"): "g"}  # where a framework calls a block by another letter than we do
PLACES = ("first", "second", "third", "last")


@dataclass(frozen=True)
class GateRows(Kind):
    slug = "gate-rows"
    title = "Rows of a gate in a fused matrix"
    topic = "lstm-dimensions"
    skill = "framework-layouts"
    difficulty = 4
    nudge = "Each framework keeps its blocks in an order of its own. Recall it, and count the rows above this block."
    format = Rows()
    stems = (
        (
            "All four blocks of an LSTM lie below each other in {matrix}. "
            "Which rows, counted from 0, belong to the {gate_name}?"
        ),
        (
            "To see the {gate_name} alone, you cut its rows out of {matrix}, where the four blocks lie below each "
            "other. Which rows are they, counted from 0?"
        ),
    )

    input_size: int = drawn((3, 5, 8, 10, 20, 24, 40, 80))
    hidden_size: int = drawn((4, 6, 7, 12, 16, 25, 50, 64))
    gate: str = drawn(GATES)
    framework: str = drawn(FRAMEWORKS)

    def names(self) -> dict[str, str]:
        *_, called = FRAMEWORKS[self.framework]
        fused = called.format(n=self.input_size, h=self.hidden_size)
        return super().names() | {"gate_name": GATES[self.gate], "matrix": fused}

    def answer(self) -> Block:
        return rows_of(self.gate, self.spec, self.framework)

    def slips(self) -> Iterator[tuple[str, Block | Kind]]:
        first, after = self.answer()
        others = (replace(self, framework=framework) for framework in FRAMEWORKS)
        yield from (("gates-in-another-order", other) for other in others if other.answer() != (first, after))
        if (as_written := rows_below_each_other(self.gate, self.spec)) != (first, after):
            yield "gates-in-the-order-of-equations", as_written
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        yield "counted-from-one", (first + 1, after + 1)

    def because(self) -> str:
        h, (first, after) = self.hidden_size, self.answer()
        convention, *_ = FRAMEWORKS[self.framework]
        order = ORDER[convention, "lstm"]
        letters, place = [LETTERS.get((convention, gate), gate) for gate in order], order.index(self.gate)
        others = rf", after ${place} \times {h} = {first}$ rows of other blocks" if place else ""
        return (
            f"{self.framework} keeps the blocks in the order ${', '.join(letters)}$, where "
            f"${letters[order.index('c')]}$ is the candidate. Each has {h} rows, one for each hidden unit.\n\n"
            f"The {GATES[self.gate]} comes {PLACES[place]}{others}. Its own are rows {first} to {after - 1}: "
            f"**{first}:{after}**."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size)


@lru_cache(maxsize=4096)
def rows_of(gate: str, spec: Spec, framework: str) -> Block:
    """Where ones in the gate's matrix, and zeros in all others, turn up in the framework's array."""
    convention, name, axis, _ = FRAMEWORKS[framework]
    return found(CONVENTIONS[convention](spec, marked(gate, spec))[name], axis)


@lru_cache(maxsize=4096)
def rows_below_each_other(gate: str, spec: Spec) -> Block:
    """The same where the gates keep the order in which their equations are usually written."""
    weights = marked(gate, spec)
    return found(np.concatenate([weights[f"W_{each}F"] for each in GATES]), 0)


def marked(gate: str, spec: Spec) -> Weights:
    name, empty = f"W_{gate}F", zeros(spec)
    return from_arrays(spec, {**empty, name: np.ones_like(empty[name])})


def found(array: Array, axis: int) -> Block:
    places = array.nonzero()[axis]
    return int(places.min()), int(places.max()) + 1
