"""How often the cell runs before a batch is read, counted in the run.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, run, zeros
from lstm_reference.detour import remembered

DIRECTIONS = {False: "in one direction", True: "in both directions"}


@dataclass(frozen=True)
class CellCalls(Kind):
    slug = "cell-calls"
    title = "How often the cell runs"
    topic = "lstm-sequences"
    skill = "running-sequences"
    difficulty = 2
    nudge = "Count how many steps one layer takes in one direction, then how many layers and directions do the same."
    format = Integer()
    stems = (
        (
            "A stack of {layers} LSTM layers with {hidden_size} hidden units each reads a batch of {batch} sequences "
            "of {steps} steps {directions}. One call of a cell takes one layer and one direction on by one step, for "
            "the whole batch at once. How many calls does the batch need?"
        ),
        (
            "Each of the {layers} layers of an LSTM reads {directions}, and each direction has {hidden_size} hidden "
            "units. A call of its cell computes one step of a layer and direction, all sequences of the batch side by "
            "side. How many calls are made for {batch} sequences of {steps} steps?"
        ),
    )

    layers: int = drawn((2, 3))
    bidirectional: bool = drawn((False, True))
    hidden_size: int = drawn((8, 10))
    batch: int = drawn((16, 20, 32))
    steps: int = drawn((5, 6, 7, 8, 9))

    def names(self) -> dict[str, str]:
        return super().names() | {"directions": DIRECTIONS[self.bidirectional]}

    def answer(self) -> int:
        spec = sized(1, self.hidden_size, num_layers=self.layers, bidirectional=self.bidirectional)
        return calls(spec, self.steps, self.batch)

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "one-layer-only", replace(self, layers=1)
        if self.bidirectional:
            yield "one-direction-only", replace(self, bidirectional=False)
        yield "steps-left-out", replace(self, steps=1)
        yield "batch-multiplies", self.answer() * self.batch
        yield "counted-for-each-unit", self.answer() * self.hidden_size
        yield "steps-plus-layers", self.steps + self.layers

    def because(self) -> str:
        directions = 1 + self.bidirectional
        return (
            f"Every one of the {self.layers} layers takes all {self.steps} steps {DIRECTIONS[self.bidirectional]}: "
            f"${self.layers} \\cdot {directions} \\cdot {self.steps} =$ **{self.answer()}** calls.\n\n"
            "A step has to wait for the step before it, but neither for another sequence nor for another unit: the "
            f"{self.batch} sequences and the {self.hidden_size} units are columns and rows of the same matrix product."
        )


@remembered
def calls(spec: Spec, steps: int, batch: int) -> int:
    return len(run(spec, zeros(spec), np.zeros((steps, batch, spec.input_size))).steps)
