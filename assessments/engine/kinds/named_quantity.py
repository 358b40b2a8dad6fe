"""Any quantity of an executed network that its author names: a shape, a size, a count, a range or a value.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments.engine.authoring.authored import one_of
from assessments.engine.formats import Format
from assessments.engine.kind import Kind, Value, drawn, given
from assessments.engine.quantities import domains, words
from assessments.engine.quantities.asked import COMBINED, Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.given import CHECKS, another, asked_of
from assessments.engine.quantities.ideas import ideas_of
from assessments.engine.quantities.solution import solution

NEAR_ZERO = 0.05  # a ratio to less says more about rounding than about the network


@dataclass(frozen=True)
class NamedQuantity(Kind):
    slug = "named-quantity"
    title = "A named quantity of an executed network"
    difficulty = 2
    stems = ("{setting} What is {quantity}?",)

    input_size: int = drawn(domains.WHOLE["input_size"])
    hidden_size: int = drawn(domains.WHOLE["hidden_size"])
    steps: int = drawn(domains.WHOLE["steps"])
    batch: int = drawn(domains.WHOLE["batch"])
    seed: int = drawn(domains.WHOLE["seed"])
    tensor: str = given(CHECKS["tensor"])
    measure: str = given(CHECKS["measure"], "shape")
    axis: int = given(CHECKS["axis"], 0)
    unit: int = given(CHECKS["unit"], 1)
    cell: str = given(CHECKS["cell"], "lstm")
    convention: str = given(CHECKS["convention"], "lesson")
    second: tuple[tuple[str, Any], ...] = given(another, ())
    combine: str = given(one_of(*COMBINED), "")

    @classmethod
    def at_odds(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        return asked_of(given).faults()

    @classmethod
    def allowed(cls, given: Mapping[str, Any]) -> Mapping[str, tuple[Value, ...]]:
        return domains.allowed(asked_of(given))

    @classmethod
    def usual(cls, given: Mapping[str, Any]) -> Mapping[str, tuple[Value, ...]]:
        return domains.usual(asked_of(given))

    @cached_property
    def asked(self) -> Asked:
        return asked_of({name: getattr(self, name) for name in self.givens()})

    @cached_property
    def drawn(self) -> Drawn:
        return Drawn(self.input_size, self.hidden_size, self.steps, self.batch, self.seed)

    def names(self) -> dict[str, str]:
        named = {"setting": words.setting(self.asked, self.drawn), "quantity": words.phrased(self.asked, self.drawn)}
        numbers = words.number_names(self.asked, self.drawn) if self.measure == "value" else {}
        return {**super().names(), **named, **numbers}

    def natural_format(self) -> Format[Any]:
        return self.asked.format

    def answer(self) -> Any:
        return self.asked.of(self.drawn)

    def slips(self) -> Iterator[tuple[str, Any]]:
        for tag, idea in ideas_of(self.asked, self.drawn):
            with suppress(ZeroDivisionError):  # a wrong idea may divide by nothing, and then it has no answer
                yield tag, idea(self.drawn)

    def posable(self) -> bool:
        ends = [abs(quantity.of(self.drawn)) for quantity in self.asked.quantities] if self.combine == "ratio" else []
        return all(size >= NEAR_ZERO for size in ends)

    def because(self) -> str:
        return solution(self.asked, self.drawn)

    def hint(self) -> str:
        """The solution of a sum over arrays begins with a table, that of a run with its first step: neither helps."""
        return ""
