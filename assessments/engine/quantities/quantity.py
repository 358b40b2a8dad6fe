"""A quantity of an executed network by name: which array, and what of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.engine.executed.anatomy import Shape, anatomy, sized, stored
from assessments.engine.formats import Ends
from assessments.engine.quantities.drawn import Drawn
from lstm_reference import Spec, parameters, unconstrained_ranges
from lstm_reference.spec import GATES

CELLS = tuple(GATES)
TOTAL = "parameters"
SIZES = ("shape", "axis", "elements")
MEASURES = (*SIZES, "range", "value")
FINAL = ("h_n", "c_n")
FACES = ("input", "output", *FINAL)
RANGED = ("f", "i", "g", "o", "c", "h")
SMALL = Spec(2, 3)


@dataclass(frozen=True)
class Quantity:
    """What is asked of a network: its `axis` counts from 0, its `unit` from 1."""

    tensor: str
    measure: str = "shape"
    axis: int = 0
    unit: int = 1
    cell: str = "lstm"
    convention: str = "lesson"

    def of(self, drawn: Drawn) -> Any:
        """Asked of the reference: a shape, a whole number, a real or Ends, by the measure."""
        if self.measure == "range":
            found = getattr(unconstrained_ranges(drawn.steps), self.tensor)
            return Ends.open(found.lo.item(), found.hi.item())
        if self.measure == "value":
            return self.value(drawn)
        if self.tensor == TOTAL:
            return parameters(drawn.spec(self.cell), self.convention).total
        return self.measured(self.shape(drawn))

    def measured(self, shape: Shape) -> Any:
        if self.measure == "axis":
            return shape[self.axis]
        return math.prod(shape) if self.measure == "elements" else shape

    def shape(self, drawn: Drawn) -> Shape:
        spec = drawn.spec(self.cell)
        held = stored(spec, self.convention)
        return held[self.tensor] if self.tensor in held else anatomy(spec, drawn.steps, drawn.batch)[self.tensor]

    def value(self, drawn: Drawn) -> float:
        """Of one unit, at the last step."""
        trace = drawn.numbers(self.cell).trace
        last = getattr(trace, self.tensor)[-1] if self.tensor in FACES else getattr(trace.steps[-1], self.tensor)[:, 0]
        return float(last[self.unit - 1])

    def faults(self) -> Iterator[tuple[str, str]]:
        """(field, why) for what this quantity cannot be."""
        spec = sized(SMALL.input_size, SMALL.hidden_size, cell=self.cell)
        known = {**stored(spec, self.convention), **(anatomy(spec) if self.convention == "lesson" else {})}
        if self.tensor not in {*known, TOTAL}:
            yield "tensor", f"{self.owner} has no {self.tensor!r}, but {', '.join(known)} and {TOTAL}"
        elif self.tensor == TOTAL:
            if self.measure != "elements":
                yield "measure", f"{TOTAL} is a total, one number: its measure is 'elements'"
        elif self.measure == "axis" and self.axis >= len(known[self.tensor]):
            yield "axis", f"{self.tensor} has {len(known[self.tensor])} axes, counted from 0"
        elif self.measure == "range" and not (self.cell == "lstm" and self.tensor in RANGED):
            yield "measure", f"ranges are known of an lstm's {', '.join(RANGED)}, not of {self.tensor}"
        elif self.measure == "value" and self.tensor not in computed(self.cell):
            yield "measure", f"the value of {self.tensor} is printed in the question, not computed"

    @property
    def owner(self) -> str:
        return f"cell {self.cell!r}" + (f" in {self.convention}" if self.convention != "lesson" else "")


def computed(cell: str) -> set[str]:
    """What a run puts out; weights and inputs go in."""
    spec = sized(SMALL.input_size, SMALL.hidden_size, cell=cell)
    return set(anatomy(spec)) - set(stored(spec)) - {"x", "input"}
