"""How many gates, sets of weights, matrices and states a stack of LSTM, GRU or simple RNN layers has.
https://d2l.ai/chapter_recurrent-modern/gru.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, run, zeros

SIZES = (3, 2)
IN_THE_GUIDE = 12  # it begins the example 12,345
HALF = 0.5  # what a sigmoid puts out that hears nothing; a tanh puts out 0

THREE_GATES = (
    r"A cell has three gates, $f_t$, $i_t$ and $o_t$, and one candidate $\tilde{C}_t$; it hands on $h_t$ and $C_t$"
)
COUPLED = "A cell holds weights for its forget gate, its output gate and its candidate; the input gate needs none"
TWO_GATES = "A cell has two gates, update and reset, and one candidate; it hands on $h_t$ alone"
NO_GATE = "A cell has no gates: a single tanh makes $h_t$, which is all that it hands on"

# Cell → what a stack of it is called, what is particular about it, and what a sentence says of one cell.
CELLS = {
    "lstm": ("LSTM", "", THREE_GATES),
    "coupled": ("LSTM", " with coupled gates ($i_t = 1 - f_t$)", COUPLED),
    "gru": ("GRU", "", TWO_GATES),
    "rnn": ("simple RNN", "", NO_GATE),
}
# What is counted → one of them, many, and what counts as one.
THINGS = {
    "gates": ("gate", "gates", "A gate is whatever a logistic sigmoid puts out; a candidate is none."),
    "sets": ("set", "sets of weights", "A set is a $W_F$, a $W_R$ and a bias that belong together."),
    "matrices": ("matrix", "weight matrices", "Gates do not share matrices, and biases do not count."),
    "states": ("state vector", "state vectors", "A state vector is what one time step hands on to the next."),
}


@dataclass(frozen=True)
class CellInventory(Kind):
    slug = "cell-inventory"
    title = "What LSTM, GRU and RNN cells hold"
    topic = "lstm-gates"
    skill = "comparing-cells"
    difficulty = 2
    nudge = "Write down the equations of one cell, one to a line. Then go through them by the rule of the question."
    format = Integer()
    stems = (
        "How many {name} are there in {stack}? {rule}",
        "Look at one time step of {stack}. How many {name} are at work in it? {rule}",
    )

    cell: str = drawn(CELLS)
    thing: str = drawn(THINGS)
    layers: int = drawn(range(1, 5))

    def names(self) -> dict[str, str]:
        _, name, rule = THINGS[self.thing]
        return super().names() | {"name": name, "rule": rule, "stack": self.stack}

    def answer(self) -> int:
        return inventory(self.spec)[self.thing]

    def slips(self) -> Iterator[tuple[str, CellInventory]]:
        if self.layers > 1:
            yield "one-layer-only", replace(self, layers=1)
        if self.thing == "gates":
            yield "candidate-counted-as-gate", replace(self, thing="sets")
        if self.thing == "sets" and self.cell != "coupled":
            yield "gates-without-candidate", replace(self, thing="gates")
        if self.thing == "matrices":
            yield "one-matrix-each", replace(self, thing="sets")
        if self.cell == "coupled":
            yield "coupling-overlooked", replace(self, cell="lstm")
        else:
            yield from (("holdings-of-another-cell", replace(self, cell=other)) for other in self.others)

    def posable(self) -> bool:
        """Coupling changes what holds weights and nothing else, and the guide must not show the key."""
        asked = self.cell != "coupled" or self.thing in {"sets", "matrices"}
        return asked and self.answer() != IN_THE_GUIDE

    def because(self) -> str:
        each = inventory(replace(self, layers=1).spec)[self.thing]
        one, many, _ = THINGS[self.thing]
        twice = " Whatever has weights has two matrices, one for the input and one for the hidden state."
        times = rf", and ${self.layers} \cdot {each} = {self.answer()}$ in all" if self.layers > 1 else ""
        told = twice if self.thing == "matrices" else ""
        return f"{CELLS[self.cell][2]}.{told} That makes {each} {one if each == 1 else many} in a layer{times}."

    @property
    def others(self) -> list[str]:
        """Cells of which this one has not the number."""
        plain = ("lstm", "gru", "rnn")
        return [cell for cell in plain if inventory(replace(self, cell=cell).spec)[self.thing] != self.answer()]

    @property
    def stack(self) -> str:
        name, aside, _ = CELLS[self.cell]
        return f"a stack of {self.layers} {name} layers{aside}" if self.layers > 1 else f"a single {name} layer{aside}"

    @property
    def spec(self) -> Spec:
        if self.cell == "coupled":
            return sized(*SIZES, num_layers=self.layers, coupled="input_from_forget")
        return sized(*SIZES, num_layers=self.layers, cell=self.cell)


@lru_cache
def inventory(spec: Spec) -> Mapping[str, int]:
    """Of a stack without a single weight that is not zero: there every sigmoid gives one half, and every tanh zero."""
    weights = zeros(spec)
    trace = run(spec, weights, np.zeros((1, spec.input_size)))
    tensors = [tensor for step in trace.steps for tensor in step]
    matrices = [name for layer in weights.layers for name in layer[0] if name.startswith("W_")]
    return {
        "gates": sum(bool((tensor == HALF).all()) for tensor in tensors),
        "sets": sum(name.endswith("F") for name in matrices),
        "matrices": len(matrices),
        "states": sum(len(part) for part in trace.state),
    }
