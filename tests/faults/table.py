"""What the suite found, one row a test and database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from tests.faults.learners import Count, Told


@dataclass(frozen=True)
class Row:
    test: str
    database: str
    trials: str
    acknowledged: int
    lost: int
    doubled: int
    refused: int
    p99: float  # milliseconds from the first sending to the acknowledgement
    passed: bool
    note: str = ""

    @classmethod
    def of(cls, test: str, database: str, trials: str, told: Told, count: Count, **more: object) -> Row:
        kept = count.lost == count.doubled == count.invented == count.miscounted == 0
        passed = bool(more.pop("passed", True)) and kept and count.acknowledged > 0
        figures = (count.acknowledged, count.lost, count.doubled, told.refused, told.p99)
        return cls(test, database, trials, *figures, passed=passed, note=str(more.pop("note", "")))


def cells(row: Row) -> list[str]:
    return [
        row.test,
        row.database,
        row.trials,
        f"{row.acknowledged:,}",
        str(row.lost),
        str(row.doubled),
        f"{row.refused:,}",
        f"{row.p99:.0f}",
        "passed" if row.passed else "FAILED",
        row.note,
    ]


def written(rows: Iterable[Row]) -> str:
    table = [[one.name for one in fields(Row)], *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table
    )
