"""Matrices of real numbers, typed into a table of cells or as one text, each entry right within a tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assessments.engine.formats import numerals
from assessments.engine.formats.base import Format
from assessments.engine.formats.printed import bare
from assessments.engine.formats.real import must_be_tolerance
from assessments.engine.formats.shape import bracket_fault
from assessments.engine.formats.text import Fault, written
from assessments.engine.formats.tolerance import USUAL, Tolerance, plainly
from assessments.engine.formats.vector import NEXT_CELL, Vector, entry, parts
from assessments.engine.texts.said import Said

Grid = tuple[tuple[float, ...], ...]

MOST_CELLS = 64
SQUARE = str.maketrans("()", "[]")
NESTED = re.compile(r"\[\s*+(?:\[[^\[\]]*\]\s*+(?:[,;]\s*+)?)++\]")  # [[1, 2], [3, 4]], also as NumPy prints one
BRACKETED = re.compile(r"\[([^\[\]]*)\]")
TOGETHER = re.compile(r"[\[(;\t]")  # what no single entry holds


@dataclass(frozen=True)
class Matrix(Format[Grid]):
    slug = "matrix"
    base_type = "float"
    cardinality = "ordered"

    rows: tuple[str, ...]  # what each is called, in Markdown
    columns: tuple[str, ...]
    tolerance: Tolerance = USUAL
    per_entry: bool = False  # each right entry earns its share

    def __post_init__(self) -> None:
        must_be_tolerance(self.tolerance)
        if not all(isinstance(name, str) and len(name.splitlines()) == 1 for name in self.rows + self.columns):
            raise ValueError("rows and columns have names of one line each")
        if not 1 < self.size <= MOST_CELLS:
            raise ValueError(f"a matrix has 2 to {MOST_CELLS} entries, not {self.size}")
        if not isinstance(self.per_entry, bool):
            raise ValueError(f"per_entry is true or false, not {self.per_entry!r}")  # noqa: TRY004 -- JSON may bring it

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.columns)

    @property
    def entries(self) -> Vector:
        """What judges them, one row after the other."""
        return Vector(self.tolerance, self.per_entry)

    def labels(self) -> tuple[str, ...]:
        return self.rows

    def heads(self) -> tuple[str, ...]:
        return self.columns

    def read(self, raw: str) -> Grid:
        """A line for each cell, or the whole of it in one text, which may stand in the first cell."""
        lines = [line.strip() for line in raw.split("\n")]
        whole = self.whole(lines)
        return self.in_rows([entry(text) for text in whole] if whole else cells(lines))

    def laid_out(self, raw: str) -> str:
        try:
            return "\n".join(self.whole([line.strip() for line in raw.split("\n")])) or raw
        except Fault:
            return raw

    def whole(self, lines: Sequence[str]) -> list[str]:
        """The entries of what stands in one text; none where each has its own. Raises Fault, of the shape alone."""
        filled = [line for line in lines if line]
        together = len(filled) == 1 and TOGETHER.search(filled[0])
        return self.entries_of(filled) if together or len(lines) != self.size else []

    def entries_of(self, lines: Sequence[str]) -> list[str]:
        found = [parts(written(NEXT_CELL.sub(";", row.strip()))) for row in rows(lines)]
        if len({len(row) for row in found}) > 1:
            raise Fault("The rows are not equally long.")
        if (len(found), len(found[0])) != (len(self.rows), len(self.columns)):
            raise Fault(
                "That has {rows} × {columns} entries, and {right_rows} × {right_columns} are asked for.",
                rows=len(found),
                columns=len(found[0]),
                right_rows=len(self.rows),
                right_columns=len(self.columns),
            )
        return [part.strip() for row in found for part in row]

    def in_rows(self, entries: Sequence[float]) -> Grid:
        width = len(self.columns)
        return tuple(tuple(entries[start : start + width]) for start in range(0, self.size, width))

    def credit(self, response: Grid, key: Grid) -> float:
        return self.entries.credit(flat(response), flat(key))

    def show(self, value: Grid) -> str:
        return nested([[self.tolerance.brief(one) for one in row] for row in value])

    def echo(self, response: Grid) -> str:
        return nested([[plainly(one) for one in row] for row in response])

    def explain(self, response: Grid, key: Grid) -> str | None:
        turned = tuple(zip(*response, strict=True))
        if len(turned) == len(response) and self.credit(turned, key) == 1:
            return "transposed"
        return self.entries.explain(flat(response), flat(key))

    def guide(self) -> Said:
        if self.per_entry:
            return Said(
                "Type an entry into each cell, or the whole matrix, such as [[31.5, -77], [8, 64]], into the first; "
                "each entry must match the exact value {closely}; each right one earns its share.",
                closely=self.tolerance.words(),
            )
        return Said(
            "Type an entry into each cell, or the whole matrix, such as [[31.5, -77], [8, 64]], into the first; "
            "each entry must match the exact value {closely}.",
            closely=self.tolerance.words(),
        )

    def example(self) -> Said:
        return Said(
            "Every cell needs a number such as 31.5, or the first the whole matrix, such as [[31.5, -77], [8, 64]]."
        )

    def check(self, key: Grid) -> None:
        if [len(row) for row in key] != [len(self.columns)] * len(self.rows):
            raise ValueError(f"the key is not {len(self.rows)} by {len(self.columns)}")
        for truth in flat(key):
            self.tolerance.check(truth)
        super().check(key)


def flat(grid: Grid) -> tuple[float, ...]:
    return tuple(chain.from_iterable(grid))


def nested(texts: Sequence[Sequence[str]]) -> str:
    return f"[{', '.join(f'[{one}]' for one in map(', '.join, texts))}]"


def cells(lines: Sequence[str]) -> list[float]:
    found, faults = [], {}
    for place, line in enumerate(lines):
        try:
            found.append(numerals.real(written(line)))
        except Fault as fault:
            faults[place] = fault.words
    if faults:
        raise Fault("{unread} of {all} fields cannot be read yet.", faults, unread=len(faults), all=len(lines))
    return found


def rows(lines: Sequence[str]) -> Iterator[str]:
    """Of a text: in brackets of their own, apart by semicolons, or line by line. Raises Fault."""
    text = bare(" ".join(lines).strip()).translate(SQUARE).strip()
    if text.startswith("[[["):
        text = text[1:].removesuffix("]").strip()
    if NESTED.fullmatch(text):
        yield from BRACKETED.findall(text[1:-1])
    elif one := BRACKETED.fullmatch(text):
        yield from one[1].split(";")
    elif set(text) & set("[]"):
        raise bracket_fault(are_pairs=bool(NESTED.search(text)))
    elif len(lines) > 1:
        yield from lines
    else:
        yield from text.split(";")
