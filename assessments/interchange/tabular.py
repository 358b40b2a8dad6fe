"""Tables for spreadsheets, which take a text that begins like a formula for one and run it.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones work in Japanese versions

Cell = str | int | float | bool | None


def comma_separated(rows: Iterable[Iterable[Cell]]) -> str:
    out = io.StringIO()
    out.write(BOM)
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """A number stays one; an apostrophe keeps a text from being run. What is undefined is empty."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(STARTS) else cell
    return "" if cell is None else cell
