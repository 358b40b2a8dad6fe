"""The suite on SQLite, then on PostgreSQL, where there is one, what touches a database without a browser.

What was skipped, and why, comes last. A few failures are tried once more, each without the others beside it: what
passes then was in need of a quieter machine, and is named.
"""

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
NOT_HANDED_ON = {*SETTINGS, "PYTHONDONTWRITEBYTECODE"}  # or each of a hundred processes compiles all anew
MAY_CREATE = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"

FAILED, NOTHING_TO_RUN = 1, 5  # pytest's status where tests failed, and where all were left out
LEFT_OUT = "left out: what is marked slow (make slow)"
PROCESSES = min((os.cpu_count() or 1) + 1, 8)  # many wait for a browser or a server most of their time
# A file stays together, for its tests share servers, and answers that took long to come.
SIDE_BY_SIDE = ("-n", str(PROCESSES), "--dist=loadfile", "--no-loadscope-reorder")
FEW = 8  # failures; more of them are no accident


class Absent(Exception):
    """Says what was tried."""


@dataclass(frozen=True)
class Ran:
    where: str
    status: int
    counts: dict[str, int]
    seconds: float
    skips: tuple[str, ...]
    failures: tuple[str, ...] = ()
    recovered: tuple[str, ...] = ()  # failed at first, and passed alone


def postgresql() -> str:
    if address := os.environ.get("TEST_DATABASE_URL"):
        return address
    user = os.environ.get("PGUSER", "postgres")
    tried = f"TEST_DATABASE_URL is not set, and {user} at localhost:5432"
    try:
        with psycopg.connect(
            host="localhost", port=5432, user=user, dbname="postgres", connect_timeout=3
        ) as connection:
            may_create = connection.execute(MAY_CREATE).fetchone()
    except psycopg.OperationalError as error:
        raise Absent(f"{tried}: {textwrap.shorten(str(error), 200)}") from None
    if may_create != (True,):
        raise Absent(f"{tried} may not create databases")
    return f"postgresql://{quote(user)}@localhost:5432/assessments"


def run(where: str, database_url: str, arguments: list[str]) -> Ran:
    print(f"\nOn {where}:", flush=True)
    ran = once(where, database_url, [*SIDE_BY_SIDE, *arguments])
    if ran.status == FAILED and len(ran.failures) <= FEW:
        print("\nOnce more, alone:", flush=True)
        ran = joined(ran, once(where, database_url, ["-n", "0", "--last-failed", *arguments]))
    return ran


def once(where: str, database_url: str, arguments: list[str]) -> Ran:
    """The environment's own settings are for serving, and do not touch the tests."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    environment["DATABASE_URL"] = database_url
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.xml"
        told = [f"--junitxml={report}", "-o", "junit_family=xunit1"]  # which has room for what tests count
        command = [sys.executable, "-m", "pytest", *told, *arguments]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return read(where, status, report)


def read(where: str, status: int, report: Path) -> Ran:
    if not report.exists():
        return Ran(where, status or 1, {"error": 1}, 0, ())
    suite = ET.parse(report).find("testsuite")  # noqa: S314 -- pytest has just written it
    failed, errors, skipped = (int(suite.attrib[name]) for name in ("failures", "errors", "skipped"))
    passed = int(suite.attrib["tests"]) - failed - errors - skipped
    counts = {"failed": failed, "passed": passed, "skipped": skipped, "error": errors}
    skips = tuple(skip.attrib["message"] for skip in suite.iter("skipped"))
    failures = tuple(dict.fromkeys(named(case) for case in suite.iter("testcase") if is_failure(case)))
    return Ran(where, status, counts, float(suite.attrib["time"]), skips, failures)


def is_failure(case: ET.Element) -> bool:
    return any(case.find(outcome) is not None for outcome in ("failure", "error"))


def named(case: ET.Element) -> str:
    return f"{case.attrib.get('classname', '')}.{case.attrib.get('name', '')}".strip(".")


def joined(first: Ran, again: Ran) -> Ran:
    """As if those that were tried again had had their second outcome at first."""
    recovered = tuple(name for name in first.failures if name not in again.failures)
    kept = first.counts | {name: again.counts.get(name, 0) for name in ("failed", "error")}
    kept["passed"] += again.counts.get("passed", 0)
    return replace(again, counts=kept, seconds=first.seconds + again.seconds, skips=first.skips, recovered=recovered)


def closing(counts: dict[str, int], seconds: float) -> str:
    words = (
        ", ".join(
            f"{count} {outcome}{'s' if outcome == 'error' and count > 1 else ''}"
            for outcome, count in counts.items()
            if count
        )
        or "no tests ran"
    )
    return f"{words} in {seconds:.2f}s"


def report(runs: list[Ran], notes: list[str]) -> None:
    print()
    for ran in runs:
        print(f"{ran.where}: {closing(ran.counts, ran.seconds)}")
        for reason, count in Counter(ran.skips).items():
            print(f"  skipped {count}: {reason}")
        for name in ran.recovered:
            print(f"  failed beside others, passed alone: {name}")
    for ran in runs[1:]:
        if once := sum(runs[0].counts.values()) - sum(ran.counts.values()):
            why = "they touch no database or only through services, show the same on each, or drive a browser"
            print(f"{once:,} tests ran once, on {runs[0].where}: {why}")
    for note in notes:
        print(note)
    total = sum((Counter(ran.counts) for ran in runs), Counter())
    order = {outcome: total[outcome] for outcome in runs[0].counts}
    print(f" {closing(order, sum(ran.seconds for ran in runs))} ".center(80, "="))


def main(arguments: list[str]) -> int:
    runs, notes = [run("SQLite", "", arguments)], [] if "-m" in arguments else [LEFT_OUT]
    try:
        second = run("PostgreSQL", postgresql(), ["--database-only", *arguments])
        runs.append(replace(second, status=0) if second.status == NOTHING_TO_RUN else second)
    except Absent as reason:
        notes.append(f"skipped all on PostgreSQL: {reason}")
    report(runs, notes)
    return max(ran.status for ran in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
