"""What the questions on a gate's two matrices have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, matrix


@dataclass(frozen=True)
class GateMatrix(Kind):
    part: ClassVar[str]  # F reads x_t, R reads h_{t-1}
    topic = "lstm-dimensions"
    skill = "weight-shapes"
    difficulty = 1
    format = Shape()

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    gate: str = drawn(GATES)

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate], "matrix": matrix(self.gate, self.part)}

    def answer(self) -> Sizes:
        return self.shape_of(f"W_{self.gate}{self.part}")

    def shape_of(self, name: str) -> Sizes:
        return stored(sized(self.input_size, self.hidden_size))[name]
