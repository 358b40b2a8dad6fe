"""Which tests there are, at which size, and which mutants each of them has to catch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.faults.rows import power, previous, scale, server, soak, storms
from tests.faults.rows.suites import suite
from tests.faults.service.grounds import FULL as POSTGRESQL
from tests.faults.service.grounds import LITE as SQLITE
from tests.faults.service.grounds import Ground
from tests.faults.table import NONE, Row


@dataclass(frozen=True)
class Size:
    kills: int
    cuts: int
    crashes: int  # of a whole PostgreSQL
    answers: int
    repeated: int
    reloads: int
    copies: int
    soaked: tuple[int, float]  # learners, seconds
    histories: int  # of an attempt
    mutations: int  # damaged inputs of each kind
    scores: int  # on their way to a platform that fails
    between: int  # answers between two events where nodes are several
    p99: float  # milliseconds that a save may take under load, where that is 200 answers a second

    @property
    def options(self) -> list[str]:
        """For tests that run in one process."""
        sizes = {"histories": self.histories, "mutations": self.mutations, "scores": self.scores}
        return [f"--{name}={size}" for name, size in sizes.items()]


FULL = Size(
    kills=1000,
    cuts=200,
    crashes=20,
    answers=20_000,
    repeated=3400,
    reloads=10,
    copies=20,
    soaked=(200, 900),  # half an hour on two databases
    histories=5000,
    mutations=100_000,
    scores=2000,
    between=2000,
    p99=250,
)
SOME = Size(
    kills=150,
    cuts=40,
    crashes=10,
    answers=6000,
    repeated=1000,
    reloads=5,
    copies=5,
    soaked=(200, 240),
    histories=500,
    mutations=5000,
    scores=200,
    between=500,
    p99=250,
)
# For a machine of any speed, with other work on it: what is lost or doubled counts, and not how long it took.
QUICK = Size(
    kills=4,
    cuts=4,
    crashes=2,
    answers=160,
    repeated=60,
    reloads=1,
    copies=1,
    soaked=(20, 1),
    histories=40,
    mutations=300,
    scores=40,
    between=40,
    p99=60_000,
)
# Enough for a mutant to show itself, whatever the size of the rest.
ENOUGH = Size(
    kills=12,
    cuts=8,
    crashes=4,
    answers=400,
    repeated=60,
    reloads=3,
    copies=3,
    soaked=(60, 45),
    histories=400,
    mutations=300,
    scores=200,
    between=40,
    p99=60_000,
)
SIZES = {"full": FULL, "some": SOME, "quick": QUICK}


@dataclass(frozen=True)
class Test:
    run: Callable[[Ground, Size], Row]
    where: tuple[str, ...] = (SQLITE, POSTGRESQL)
    missing: str = ""  # what it needs and this machine has not
    is_quick: bool = True  # part of `make test`, which runs those that are made of its own tests anyway


TAKING = "tests/assessments/services/taking"
AUTHORISATION = [f"tests/test_{what}authorisation.py" for what in ("", "staff_", "api_")]
FUZZ = (
    "tests/test_damaged_texts.py",
    "tests/test_format_laws.py",
    "tests/assessments/engine/texts/test_markup.py",
    "tests/assessments/web/test_bad_requests.py",
    "tests/assessments/web/test_damaged_requests.py",
    "tests/assessments/lti/launching/test_forging.py",
    "tests/assessments/lti/launching/test_cookies.py",
    "tests/assessments/interchange/test_mutations.py",
)


def of_tests(title: str, *tests: str, where: tuple[str, ...] = (SQLITE, POSTGRESQL)) -> Test:
    return Test(lambda ground, size: suite(ground, title, *tests, *size.options), where, is_quick=False)


TESTS = {
    "kills": Test(lambda ground, size: storms.kill_storm(ground, size.kills)),
    # PostgreSQL syncs its own files, out of the shim's sight.
    "power": Test(lambda ground, size: power.cuts(ground, size.cuts), (SQLITE,), "" if power.COMPILER else "cc"),
    "server": Test(
        lambda ground, size: server.crashes(ground, size.crashes), (POSTGRESQL,), server.MISSING, is_quick=False
    ),
    "load": Test(lambda ground, size: storms.load(ground, size.answers, size.p99)),
    "repeats": Test(lambda ground, size: storms.repeats(ground, size.repeated, again=2)),
    "reloads": Test(lambda ground, size: storms.reloads(ground, size.reloads)),
    "copies": Test(lambda ground, size: storms.copies(ground, size.copies)),
    "previous": Test(
        lambda ground, size: previous.previous(ground, size.between),
        missing="" if previous.release() else "a history with an earlier release",
    ),
    "scale": Test(lambda ground, size: scale.scale(ground, size.between), (POSTGRESQL,), scale.MISSING),
    "soak": Test(lambda ground, size: soak.soak(ground, *size.soaked), is_quick=False),
    "races": of_tests("K4 races", f"{TAKING}/test_attempts_races.py"),
    "histories": of_tests("K5 histories", f"{TAKING}/test_attempts_histories.py"),
    "fuzz": of_tests("K8 fuzz", *FUZZ, where=(SQLITE,)),
    "canaries": of_tests("K9 canaries", "tests/test_leaks.py", where=(SQLITE,)),
    "authorisation": of_tests("K10 authorisation", *AUTHORISATION),
    "launches": of_tests("K11 launches", "tests/assessments/lti/launching"),
    "gradebook": of_tests("K11 gradebook", "tests/assessments/lti/test_storm.py", where=(SQLITE,)),
}


@dataclass(frozen=True)
class Mutant:
    """K14: the service without one of its safeguards, and the test that has to notice."""

    name: str
    test: str
    shows: Callable[[Row], bool]  # how it gives itself away; a test may fail for other reasons
    where: tuple[str, ...] = (SQLITE, POSTGRESQL)
    only: str = ""  # of the tests in one process, those with this in their name


def loses(row: Row) -> bool:
    return row.count is not None and row.count.lost > 0


def invents(row: Row) -> bool:
    return row.count is not None and row.count.invented > 0


def breaks(row: Row) -> bool:
    return row.told is not None and "500" in row.told.errors


def misses(row: Row) -> bool:
    return not row.note.startswith("0 missing")


def cuts_off(row: Row) -> bool:
    return row.told is not None and row.told.refused > 0


def noticed(name: str, test: str, by: str, where: tuple[str, ...] = (SQLITE, POSTGRESQL)) -> Mutant:
    """By tests in one process with that in their name; the others are left out."""
    return Mutant(name, test, lambda row: by in row.note, where, by)


MUTANTS = (
    Mutant("unsynced", "power", loses, (SQLITE,)),
    Mutant("deferred", "load", breaks, (SQLITE,)),
    Mutant("forgetful", "repeats", invents),
    Mutant("hasty", "kills", loses),
    Mutant("torn", "copies", misses, (SQLITE,)),
    Mutant("abrupt", "reloads", cuts_off),
    Mutant("unsynced", "server", loses, (POSTGRESQL,)),
    Mutant("needing", "previous", cuts_off),
    Mutant("leaning", "scale", cuts_off, (POSTGRESQL,)),
    Mutant("hasty", "soak", loses),
    noticed("unlocked", "races", "exactly_one_is_judged", (POSTGRESQL,)),
    noticed("timeless", "histories", "every_history"),
    noticed("overwriting", "histories", "every_history"),
    noticed("unpinned", "histories", "every_history"),
    noticed("crashing", "fuzz", "any_text", (SQLITE,)),
    noticed("oracle", "canaries", "open_exam", (SQLITE,)),
    noticed("doorless", "authorisation", "alices"),
    noticed("replayable", "launches", "replays"),
)


def rows(names: list[str], grounds: list[Ground], size: Size) -> Iterator[Row]:
    for name in names:
        for ground in grounds:
            if ground.name in TESTS[name].where and not TESTS[name].missing:
                yield tried(name, ground.inside(name), size)


def mutant_rows(names: list[str], grounds: list[Ground]) -> Iterator[Row]:
    """Of these tests. One that lets a mutant pass has failed."""
    for mutant in MUTANTS:
        for ground in grounds:
            if mutant.test in names and ground.name in mutant.where and not TESTS[mutant.test].missing:
                there = ground.inside(f"{mutant.name}-{mutant.test}", mutant.name, mutant.only)
                yield caught(mutant, tried(mutant.test, there, ENOUGH))


def tried(name: str, ground: Ground, size: Size) -> Row:
    """A test that breaks off has failed, and the others have their turn."""
    began = time.monotonic()
    try:
        row = TESTS[name].run(ground, size)
    except Exception as why:  # noqa: BLE001 -- whatever it is, it stands in the table
        row = Row(name, ground.name, NONE, passed=False, note=" ".join(f"{type(why).__name__}: {why}".split())[-300:])
    return replace(row, seconds=time.monotonic() - began)


def caught(mutant: Mutant, row: Row) -> Row:
    shown = not row.passed and mutant.shows(row)
    verdict = "caught" if shown else "NOT caught"
    return replace(row, test=f"K14 {mutant.name}", passed=shown, note=f"{verdict} by {row.test}; {row.note}")
