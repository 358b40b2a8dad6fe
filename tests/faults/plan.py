"""Which tests there are, at which size, and which mutants each of them has to catch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults import power, storms
from tests.faults.storms import Ground
from tests.faults.table import Row

MUTANTS = "tests.faults.mutants"


@dataclass(frozen=True)
class Size:
    kills: int
    cuts: int
    answers: int
    repeated: int
    reloads: int
    copies: int
    p99: float  # milliseconds that a save may take under load


FULL = Size(kills=1000, cuts=200, answers=20_000, repeated=3400, reloads=10, copies=20, p99=250)
SOME = Size(kills=200, cuts=60, answers=6000, repeated=1000, reloads=5, copies=5, p99=250)
# For a machine of any speed, with other work on it: what is lost or doubled counts, and not how long it took.
QUICK = Size(kills=6, cuts=6, answers=160, repeated=60, reloads=1, copies=1, p99=30_000)

Test = Callable[[Ground, Size], Row]


def kill_storm(ground: Ground, size: Size) -> Row:
    return storms.kill_storm(ground, size.kills)


def power_cuts(ground: Ground, size: Size) -> Row:
    return power.cuts(ground, size.cuts)


def load(ground: Ground, size: Size) -> Row:
    return storms.load(ground, size.answers, size.p99)


def repeats(ground: Ground, size: Size) -> Row:
    return storms.repeats(ground, size.repeated, again=2)


def reloads(ground: Ground, size: Size) -> Row:
    return storms.reloads(ground, size.reloads)


def copies(ground: Ground, size: Size) -> Row:
    return storms.copies(ground, size.copies)


TESTS: dict[str, Test] = {
    "kills": kill_storm,
    "power": power_cuts,
    "load": load,
    "repeats": repeats,
    "reloads": reloads,
    "copies": copies,
}
SQLITE_ONLY = frozenset({"power"})  # PostgreSQL syncs its own files, out of the shim's sight
# Mutant → the test that must fail on it, and on which databases.
CAUGHT_BY = {
    "unsynced": ("power", ("SQLite",)),
    "deferred": ("load", ("SQLite",)),
    "forgetful": ("repeats", ("SQLite", "PostgreSQL")),
}


def rows(names: list[str], grounds: list[Ground], size: Size) -> Iterator[Row]:
    for name in names:
        for ground in grounds:
            if name not in SQLITE_ONLY or not ground.server:
                yield TESTS[name](inside(ground, name), size)


def mutant_rows(grounds: list[Ground], size: Size) -> Iterator[Row]:
    """A mutant that its test lets pass is a failure of the suite."""
    for mutant, (name, where) in CAUGHT_BY.items():
        for ground in grounds:
            if ground.name in where:
                there = replace(inside(ground, mutant), settings=f"{MUTANTS}.{mutant}")
                row = TESTS[name](there, size)
                caught = "caught" if not row.passed else "NOT caught"
                yield replace(
                    row, test=f"K14 {mutant}", passed=not row.passed, note=f"{caught} by {row.test}; {row.note}"
                )


def inside(ground: Ground, name: str) -> Ground:
    return replace(ground, directory=Path(ground.directory) / f"{name}-{ground.name}")
