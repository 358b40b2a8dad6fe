"""Vectors of real numbers, each right within a tolerance that is told beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessments.engine.formats import numerals
from assessments.engine.formats.base import Format
from assessments.engine.formats.printed import bare
from assessments.engine.formats.real import must_be_tolerance, shared_mistake
from assessments.engine.formats.shape import unwrapped
from assessments.engine.formats.text import Fault, quoted, written
from assessments.engine.formats.tolerance import USUAL, Tolerance, plainly
from assessments.engine.texts.said import Said

Entries = tuple[float, ...]

COLUMN = re.compile(r"\[\s*+(?:\[[^\[\],;]*\]\s*+(?:,\s*+)?)++\]")  # [[0.1], [-0.2]], as NumPy prints one
NEXT_ROW = re.compile(r"\]\s*,?\s*\[")
TIGHT = re.compile(r"\d,\d")  # a separator to some, a decimal comma to others
APART = re.compile(r"\s*,\s*|\s+")
TURNED = re.compile(r"(?<=[)\]])(?:\s*\^\s*(?:T|\{T\}|\\top)|\.T|ᵀ)$")  # a column, written as a row
NEXT_CELL = re.compile(r"(?<![,;])\t")  # of a spreadsheet, whose commas belong to its numbers


@dataclass(frozen=True)
class Vector(Format[Entries]):
    slug = "vector"
    base_type = "float"
    cardinality = "ordered"

    tolerance: Tolerance = USUAL
    per_entry: bool = False  # each right entry of the right number of entries earns its share

    def __post_init__(self) -> None:
        must_be_tolerance(self.tolerance)
        if not isinstance(self.per_entry, bool):
            raise ValueError(f"per_entry is true or false, not {self.per_entry!r}")  # noqa: TRY004 -- JSON may bring it

    def read(self, raw: str) -> Entries:
        text = bare(TURNED.sub("", written(NEXT_CELL.sub(";", raw.strip()))))
        return tuple(entry(part.strip()) for part in parts(unwrapped(in_a_row(text))))

    def credit(self, response: Entries, key: Entries) -> float:
        right = self._right(response, key)
        return sum(right) / len(key) if self.per_entry else float(all(right) and len(response) == len(key))

    def _right(self, response: Entries, key: Entries) -> list[bool]:
        """Entry by entry; empty where their number is not right."""
        if len(response) != len(key):
            return []
        return [self.tolerance.accepts(one, truth) for one, truth in zip(response, key, strict=True)]

    def show(self, value: Entries) -> str:
        return f"({', '.join(map(self.tolerance.brief, value))})"

    def echo(self, response: Entries) -> str:
        return f"({', '.join(map(plainly, response))})"

    def explain(self, response: Entries, key: Entries) -> str | None:
        right = self._right(response, key)
        if not right:
            return "wrong-length"
        if all(self._right(tuple(-one for one in response), key)):
            return "sign-flipped"
        if all(self._right(tuple(sorted(response)), tuple(sorted(key)))):
            return "entries-permuted"
        return self._shared_mistake(response, key) or (
            "one-entry-wrong" if right.count(False) == 1 < len(key) else None
        )

    def _shared_mistake(self, response: Entries, key: Entries) -> str | None:
        return shared_mistake(zip(response, key, strict=True), self.tolerance)

    def guide(self) -> Said:
        if self.per_entry:
            return Said(
                "Type the entries in order, with commas or blanks between them, such as (31.5, -77); "
                "each must match the exact value {closely}; each right entry earns its share.",
                closely=self.tolerance.words(),
            )
        return Said(
            "Type the entries in order, with commas or blanks between them, such as (31.5, -77); "
            "each must match the exact value {closely}.",
            closely=self.tolerance.words(),
        )

    def example(self) -> Said:
        return Said("Type the entries in order, such as (31.5, -77), [31.5 -77] or 31.5; -77.")

    def check(self, key: Entries) -> None:
        for truth in key:
            self.tolerance.check(truth)
        super().check(key)


def in_a_row(text: str) -> str:
    """A column as if it were written as a row."""
    return NEXT_ROW.sub("; ", text) if COLUMN.fullmatch(text.strip("()")) else text


def parts(text: str) -> list[str]:
    """At semicolons, which leave commas to the numbers; else at commas or blanks."""
    if ";" in text:
        return text.removesuffix(";").split(";")
    listed = text.removesuffix(",").strip()
    if TIGHT.search(listed) and re.search(r"\s", listed):
        raise Fault(
            "Is that {one} or {other}? Type it as one of these, with semicolons between the entries.",
            one=quoted("; ".join(APART.split(listed))),
            other=quoted("; ".join(filter(None, (part.strip(",") for part in listed.split())))),
        )
    return APART.split(listed)


def entry(text: str) -> float:
    if not text:
        raise Fault("An entry is missing.")
    return numerals.real(text)
