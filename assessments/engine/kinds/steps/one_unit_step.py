"""One whole step of a cell of one unit, from a state and an input that are drawn too."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from assessments.engine.executed.one_unit import pictured, step
from assessments.engine.kind import drawn
from assessments.engine.kinds.steps.one_unit_cell import PARTS, OneUnitCell
from assessments.engine.living_cell import State
from lstm_reference.interval import Lifted


@dataclass(frozen=True)
class OneUnitStep(OneUnitCell, ABC):
    parts: ClassVar[Mapping[str, str]] = PARTS | {"bias": "b"}

    f_bias: float = drawn((0.5, 1.0))
    i_bias: float = drawn((0.2, 0.6))
    c_bias: float = drawn((-0.2, 0.3))
    o_bias: float = drawn((-0.25, 0.4))
    x: float = drawn((0.5, 1.5))
    hidden: float = drawn((-0.3, 0.6))
    before: float = drawn((-2.0, 1.4))

    def executed(self, **other: Lifted) -> dict[str, float]:
        return step(self.cell, self.x, self.hidden, self.before, **other)

    def pictured(self) -> State:
        return pictured(self.cell, [self.x], self.hidden, self.before, part="h")
