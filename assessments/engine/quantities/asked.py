"""One quantity, or the difference or ratio of two."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assessments.engine.formats import Format, Integer, Interval, Real, Shape, Tolerance
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity

Idea = Callable[[Drawn], Any]  # an answer, right or wrong, as it follows from the network
Change = Callable[[Drawn], Drawn]

COMBINED = {"difference": operator.sub, "ratio": operator.truediv}
FORMATS: dict[str, Format[Any]] = {
    "shape": Shape(),
    "axis": Integer(),
    "elements": Integer(),
    "range": Interval(),
    "value": Real(),
}
RATIO = Real(Tolerance("relative", 0.001))
NUMBERS = ("axis", "elements", "value")


@dataclass(frozen=True)
class Asked:
    first: Quantity
    second: Quantity | None = None
    combine: str = ""

    def of(self, drawn: Drawn) -> Any:
        return self.combined(self.first.of(drawn), self.second.of(drawn)) if self.second else self.first.of(drawn)

    def combined(self, first: Any, second: Any) -> Any:
        return COMBINED[self.combine](first, second)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return (self.first, self.second) if self.second else (self.first,)

    @property
    def format(self) -> Format[Any]:
        return RATIO if self.combine == "ratio" else FORMATS[self.first.measure]

    def faults(self) -> Iterator[tuple[str, str]]:
        """(field, why) for what cannot be asked together."""
        yield from self.first.faults()
        if self.second:
            yield from (("second", f"{field}: {why}") for field, why in self.second.faults())
            yield from self._odd_pair(self.first, self.second)
        if bool(self.second) != bool(self.combine):
            yield "combine", "a second quantity and how to combine it, difference or ratio, belong together"

    def _odd_pair(self, first: Quantity, second: Quantity) -> Iterator[tuple[str, str]]:
        if first == second:
            yield "second", "is the same quantity as the first"
        for quantity in (first, second):
            if quantity.measure not in NUMBERS:
                yield "combine", f"a {quantity.measure} is not one number: only numbers are subtracted or divided"
        if (first.measure == "value") != (second.measure == "value"):
            yield "second", "a value and a size have nothing to do with each other"
