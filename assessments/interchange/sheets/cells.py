"""What a spreadsheet may take for a formula, and how it is kept from doing so.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

Cell = str | int | float | None

STARTS = tuple("=+-@\t\r＝＋－＠")  # the wide ones work in Japanese versions


def harmless(cell: Cell) -> Cell:
    """A text that begins like a formula, be it after blanks or quotes, gets a ' before it. Numbers stay numbers."""
    if isinstance(cell, str) and (cell.startswith(STARTS) or cell.lstrip(" \n\v\f'\"\ufeff\u00a0").startswith(STARTS)):
        return f"'{cell}"
    return cell
