"""A block of rows, counted from 0: from its first row up to, and without, the row where the next block begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessments.engine.formats.base import Format
from assessments.engine.formats.text import Fault, quoted, written
from assessments.engine.texts.said import Said

Block = tuple[int, int]  # first row, row after the last

ONE = re.compile(r"row\s+(\d+)", re.IGNORECASE)
NAMED = re.compile(r"^(?:rows|from)\s+", re.IGNORECASE)
SLICE = re.compile(r"(?P<first>\d*)\s*:\s*(?P<after>\d+)")
RANGE = re.compile(r"(?:range|slice)\s*\(\s*(?P<first>\d+)\s*,\s*(?P<after>\d+)\s*\)", re.IGNORECASE)
THROUGH = re.compile(
    r"(?:row\s+)?(?P<first>\d+)\s*(?:\.\.+|-|to|through)\s*(?:row\s+)?(?P<last>\d+)(?:,?\s*inclusive)?", re.IGNORECASE
)
ENDS = re.compile(r"(?P<left>[(\[\]])\s*(?P<one>\d+)\s*[,;]\s*(?P<other>\d+)\s*(?P<right>[)\]\[])")
SLICED = re.compile(r"^[^\W\d][\w.]*(?:\[0\])?(?=\[[^\[\]]*:)")  # W, W[0] or kernel.T, before its slice
COLUMNS = re.compile(r"\s*,\s*:\s*(?=\]?$)")  # all of them, behind the rows
WRAPPED = re.compile(r"\[([^,;]*)\]|\(([^,;]*)\)")


@dataclass(frozen=True)
class Rows(Format[Block]):
    slug = "rows"
    base_type = "integer"
    cardinality = "ordered"

    def read(self, raw: str) -> Block:
        """Both sides of an equals sign are read, because `echo` writes one."""
        sides = {block(side.strip()) for side in written(raw).split("=")}
        if len(sides) > 1:
            raise Fault("The two sides of the equals sign are different rows.")
        return sides.pop()

    def credit(self, response: Block, key: Block) -> float:
        return float(response == key)

    def show(self, value: Block) -> str:
        return f"{value[0]:d}:{value[1]:d}"

    def echo(self, response: Block) -> str:
        first, after = response
        return f"{self.show(response)} = {f'rows {first} to {after - 1}' if after - first > 1 else f'row {first}'}"

    def explain(self, response: Block, key: Block) -> str | None:
        (first, after), (right_first, right_after) = response, key
        if first == right_first + 1 and after in (right_after, right_after + 1):  # 13:24 is MATLAB's for 12:24
            return "counted-from-one"
        if first == right_first:
            return "last-row-off-by-one" if abs(after - right_after) == 1 else "number-of-rows-wrong"
        return "rows-misplaced" if after - first == right_after - right_first else None

    def guide(self) -> Said:
        return Said(
            "Type the block as a slice, such as 7000:9000, or its first and last row, such as 7000 to 8999; "
            "rows are counted from 0, and both ends must be right."
        )

    def example(self) -> Said:
        return Said("Type a slice such as 7000:9000, or the first and the last row, such as 7000 to 8999.")


def block(text: str) -> Block:
    """Raises Fault."""
    first, after = bounds(NAMED.sub("", text))
    if first >= after:
        raise Fault("There is no row in it: the block ends before it begins.")
    return first, after


def bounds(text: str) -> Block:
    alone = SLICED.sub("", COLUMNS.sub("", text))
    bare = alone[1:-1].strip() if WRAPPED.fullmatch(alone) else alone
    if half_open := SLICE.fullmatch(bare) or RANGE.fullmatch(bare):
        return int(half_open["first"] or 0), int(half_open["after"])
    if through := THROUGH.fullmatch(bare):
        return int(through["first"]), int(through["last"]) + 1
    if one := ONE.fullmatch(bare):
        return int(one[1]), int(one[1]) + 1
    if ends := ENDS.fullmatch(text):
        return from_ends(ends)
    raise block_fault(text, bare)


def block_fault(text: str, bare: str) -> Fault:
    if re.fullmatch(r"\d+", bare):
        return Fault("{text} is one number, and a block has two ends.", text=quoted(text))
    if re.fullmatch(r"\d+\s*[,;\s]\s*\d+", bare):
        return Fault("{text} does not say whether its last row belongs to it.", text=quoted(text))
    return Fault("{text} is not a block of rows.", text=quoted(text))


def from_ends(ends: re.Match[str]) -> Block:
    """[12, 24) or [12, 23]; between two round brackets stands a pair to some and an open interval to others."""
    if ends["left"] != "[":
        raise Fault(
            "{text} can be read in two ways: a square bracket in front includes the first row.", text=quoted(ends[0])
        )
    return int(ends["one"]), int(ends["other"]) + (ends["right"] == "]")
