"""How far `asvs.csv` has come: `python -m tests.asvs`."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
STATES = ("test", "document", "operator", "not applicable", "open")


class Row(NamedTuple):
    """A requirement of OWASP ASVS 5.0, level 1 or 2, by its number, and what shows that it is met."""

    id: str
    level: str
    chapter: str
    state: str
    evidence: str
    note: str


def rows() -> list[Row]:
    with (ROOT / "asvs.csv").open(newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def report() -> str:
    found = rows()
    totals = Counter(row.state for row in found)
    lines = [f"{totals[state]:4} {state}" for state in STATES]
    lines += [f"{len(found):4} in all, {len(found) - totals['not applicable']} of them applicable"]
    return "\n".join([*lines, *(f"open: {row.id} {row.note}" for row in found if row.state == "open")])


if __name__ == "__main__":
    print(report())  # noqa: T201 -- it reports to a terminal
