"""Which tests there are, at which size, and which mutants each of them has to catch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.faults.rows import power, scale, storms
from tests.faults.service.grounds import FULL as POSTGRESQL
from tests.faults.service.grounds import LITE as SQLITE
from tests.faults.service.grounds import Ground
from tests.faults.table import Row


@dataclass(frozen=True)
class Size:
    kills: int
    cuts: int
    answers: int
    repeated: int
    reloads: int
    copies: int
    between: int  # answers between two events where nodes are several
    p99: float  # milliseconds that a save may take under load


FULL = Size(kills=1000, cuts=200, answers=20_000, repeated=3400, reloads=10, copies=20, between=2000, p99=250)
SOME = Size(kills=200, cuts=60, answers=6000, repeated=1000, reloads=5, copies=5, between=500, p99=250)
# For a machine of any speed, with other work on it: what is lost or doubled counts, and not how long it took.
QUICK = Size(kills=6, cuts=6, answers=160, repeated=60, reloads=1, copies=1, between=40, p99=60_000)
SIZES = {"full": FULL, "some": SOME, "quick": QUICK}


@dataclass(frozen=True)
class Test:
    run: Callable[[Ground, Size], Row]
    where: tuple[str, ...] = (SQLITE, POSTGRESQL)
    missing: str = ""  # programs that it needs and this machine has not


TESTS = {
    "kills": Test(lambda ground, size: storms.kill_storm(ground, size.kills)),
    # PostgreSQL syncs its own files, out of the shim's sight.
    "power": Test(lambda ground, size: power.cuts(ground, size.cuts), (SQLITE,), "" if power.COMPILER else "cc"),
    "load": Test(lambda ground, size: storms.load(ground, size.answers, size.p99)),
    "repeats": Test(lambda ground, size: storms.repeats(ground, size.repeated, again=2)),
    "reloads": Test(lambda ground, size: storms.reloads(ground, size.reloads)),
    "copies": Test(lambda ground, size: storms.copies(ground, size.copies)),
    "scale": Test(lambda ground, size: scale.scale(ground, size.between), (POSTGRESQL,), scale.MISSING),
}


@dataclass(frozen=True)
class Mutant:
    """K14: the service without one of its safeguards, and the test that has to notice."""

    name: str
    test: str
    shows: Callable[[Row], bool]  # how it gives itself away; a test may fail for other reasons
    where: tuple[str, ...] = (SQLITE, POSTGRESQL)


def loses(row: Row) -> bool:
    return row.count is not None and row.count.lost > 0


def invents(row: Row) -> bool:
    return row.count is not None and row.count.invented > 0


def breaks(row: Row) -> bool:
    return row.told is not None and "500" in row.told.errors


MUTANTS = (
    Mutant("unsynced", "power", loses, (SQLITE,)),
    Mutant("deferred", "load", breaks, (SQLITE,)),
    Mutant("forgetful", "repeats", invents),
)


def rows(names: list[str], grounds: list[Ground], size: Size) -> Iterator[Row]:
    for name in names:
        for ground in grounds:
            if ground.name in TESTS[name].where and not TESTS[name].missing:
                yield TESTS[name].run(ground.inside(name), size)


def mutant_rows(names: list[str], grounds: list[Ground], size: Size) -> Iterator[Row]:
    """Of these tests. One that lets a mutant pass has failed."""
    for mutant in MUTANTS:
        for ground in grounds:
            if mutant.test in names and ground.name in mutant.where and not TESTS[mutant.test].missing:
                yield caught(mutant, TESTS[mutant.test].run(ground.inside(mutant.name, mutant.name), size))


def caught(mutant: Mutant, row: Row) -> Row:
    noticed = not row.passed and mutant.shows(row)
    verdict = "caught" if noticed else "NOT caught"
    return replace(row, test=f"K14 {mutant.name}", passed=noticed, note=f"{verdict} by {row.test}; {row.note}")
