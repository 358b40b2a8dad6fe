"""Rows as CSV and as a workbook for Excel and LibreOffice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter import Workbook

from assessments.interchange.sheets.cells import Cell, harmless

BOM = "\ufeff"  # without it Excel takes UTF-8 for something else
WIDE, NARROW = 28, 14  # characters


def as_csv(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Line by line."""
    yield BOM
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(["" if cell is None else harmless(cell) for cell in row])
        yield line.getvalue()


def as_xlsx(title: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """The first row is the heading. Texts are written as texts, so none of them is a formula, and none is changed."""
    file = io.BytesIO()
    # Row by row, and no files beside: a gradebook of thousands must not fill a node's memory or disk.
    with Workbook(file, {"constant_memory": True, "in_memory": True}) as book:
        sheet, bold = book.add_worksheet(name_of_sheet(title)), book.add_format({"bold": True})
        sheet.set_column(0, 1, WIDE)
        sheet.set_column(2, 200, NARROW)
        sheet.freeze_panes(1, 2)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, None if number else bold)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return file.getvalue()


def name_of_sheet(title: str) -> str:
    """Excel allows neither all signs nor more than 31 of them."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip() or "Scores"
