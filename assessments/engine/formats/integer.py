"""Whole numbers, exact to the last digit."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.formats import numerals
from assessments.engine.formats.base import Format
from assessments.engine.formats.text import written
from assessments.engine.texts.said import Said

POWERS = (10, 100, 1000)


@dataclass(frozen=True)
class Integer(Format[int]):
    slug = "integer"
    base_type = "integer"

    def read(self, raw: str) -> int:
        return numerals.whole(written(raw))

    def credit(self, response: int, key: int) -> float:
        return float(response == key)

    def show(self, value: int) -> str:
        return f"{value:d}"

    def explain(self, response: int, key: int) -> str | None:
        if response == -key:
            return "sign-flipped"
        if abs(response - key) == 1:
            return "off-by-one"
        if any(response == key * power or response * power == key for power in POWERS):
            return "power-of-ten"
        return "digits-swapped" if neighbours_swapped(self.show(response), self.show(key)) else None

    def guide(self) -> Said:
        return Said("Type a whole number, such as 12345 or 12,345; it must be exact.")

    def example(self) -> Said:
        return Said("Type a whole number such as 12345 or 12,345.")


def neighbours_swapped(one: str, other: str) -> bool:
    differ = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return sorted(one) == sorted(other) and len(differ) == 2 and differ[1] - differ[0] == 1  # noqa: PLR2004 -- a pair
