"""What the suite found, one row a test and database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.faults.service.counting import Count, Told

HEADINGS = (
    "test",
    "database",
    "trials",
    "acknowledged",
    "lost",
    "doubled",
    "refused",
    "p99 ms",
    "loss below",
    "seconds",
    "verdict",
    "note",
)
NONE = "–"


@dataclass(frozen=True)
class Row:
    test: str
    database: str
    trials: str
    passed: bool
    note: str = ""
    seconds: float = 0
    told: Told | None = None  # nothing where nobody answers anything
    count: Count | None = None

    @classmethod
    def of(
        cls, test: str, database: str, trials: str, told: Told, count: Count, passed: bool = True, note: str = ""
    ) -> Row:
        """Passed only if something was acknowledged, and all of it is there once."""
        errors = ", ".join(f"{times} {why}" for why, times in sorted(told.errors.items()))
        unheard = f"{count.unheard} kept and not heard of" if count.unheard else ""
        words = "; ".join(filter(None, (note, count.wrong, unheard, errors)))
        passed = passed and count.is_whole and count.acknowledged > 0
        return cls(test, database, trials, passed, words, told=told, count=count)

    @property
    def verdict(self) -> str:
        return "passed" if self.passed else "FAILED"

    def cells(self) -> list[str]:
        return [self.test, self.database, self.trials, *self.figures(), f"{self.seconds:.0f}", self.verdict, self.note]

    def figures(self) -> list[str]:
        if self.told is None or self.count is None:
            return [NONE] * 6
        counts = (self.count.acknowledged, self.count.lost, self.count.doubled, self.told.refused)
        return [*(f"{number:,}" for number in counts), f"{self.told.p99:.0f}", below(self.count)]


def below(count: Count) -> str:
    """Rule of three: where none of n was lost, the rate of loss is below 3/n, which is true 19 times out of 20."""
    return NONE if count.lost or not count.acknowledged else f"{3 / count.acknowledged:.1e}"


def written(rows: Iterable[Row]) -> str:
    table = [list(HEADINGS), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table
    )


def markdown(rows: Iterable[Row]) -> str:
    table = [list(HEADINGS), ["---"] * len(HEADINGS), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in table)
