"""K8 to K11: what tests in one process show already, asked for at length, and how many requests it took them."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, STDOUT, Popen
from textwrap import shorten
from xml.etree import ElementTree as ET

from tests.faults.service.grounds import Ground, database
from tests.faults.service.nodes import ROOT
from tests.faults.table import Row

COUNTED = "tests.faults.rows.asking"  # a plugin of pytest's
FAULTS = ("failure", "error")
LETTERS = 200  # of what a failed test says
LONGEST = 7200  # seconds that a suite may take, at full size and beside other work
PROCESSES = "auto"  # of tests: one for each core
TOLD = 5  # failed tests of which a row gives the words; it counts the rest


def suite(ground: Ground, test: str, *arguments: str, **told: str) -> Row:
    """Those tests in processes of their own, of the service or of a mutant."""
    with tempfile.TemporaryDirectory() as there, database(ground.pattern.database_url, "template1") as url:
        report, asked = Path(there) / "report.xml", Path(there) / "asked"
        asked.mkdir()
        options = ["-q", "-n", PROCESSES, "-p", COUNTED, "-o", "addopts=--import-mode=importlib -p no:schemathesis"]
        options += ["-o", "junit_family=xunit1", "--hypothesis-profile=faults"]  # with room for what tests count
        chosen = ("-k", ground.only) if ground.only else ()
        command = [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", *chosen, *arguments]
        run(command, environment(ground, url, asked) | told)
        return read(ground, test, report, sum(int(one.read_text()) for one in asked.iterdir()))


def run(command: list[str], told: Mapping[str, str]) -> None:
    """In a group of its own, of which nothing stays, however it ends."""
    with Popen(command, cwd=ROOT, env=told, stdout=DEVNULL, stderr=STDOUT, start_new_session=True) as tests:
        try:
            tests.wait(LONGEST)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(tests.pid, signal.SIGKILL)


def environment(ground: Ground, url: str, asked: Path) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    settings = "tests.faults.mutants.settings" if ground.mutant else "assessments.settings"
    chosen = {"DJANGO_SETTINGS_MODULE": settings, "MUTANT": ground.mutant, "DATABASE_URL": url}
    return {**kept, **chosen, "ASKED": str(asked), "PYTHONPATH": str(ROOT)}


def read(ground: Ground, test: str, report: Path, asked: int) -> Row:
    if not report.exists():
        return Row(test, ground.name, "0 tests", passed=False, note="did not run")
    (found,) = ET.parse(report).iter("testsuite")  # noqa: S314 -- pytest has just written it
    tests, skipped = int(found.attrib["tests"]), int(found.attrib["skipped"])
    failed = [(case, why) for case in found.iter("testcase") for why in case if why.tag in FAULTS]
    wrong = "; ".join(f"{case.attrib['name']}: {words(why)}" for case, why in failed[:TOLD])
    trials = ", ".join([f"{tests - skipped} tests", f"{asked:,} requests", *recorded(found)])
    note = f"{len(failed)} failed: {wrong}" if failed else ""
    return Row(test, ground.name, trials, passed=not failed and tests > skipped, note=note)


def words(why: ET.Element) -> str:
    """The first line of what a test said as it failed, fit for a cell of a table."""
    first, *_ = why.attrib.get("message", "").splitlines() or [why.tag]
    return shorten(first.replace("|", "/"), LETTERS)


def recorded(found: ET.Element) -> Iterator[str]:
    """What the tests have counted themselves, with record_property."""
    counts = Counter[str]()
    for one in found.iter("property"):
        if one.attrib["value"].isdecimal():  # Hypothesis has more to tell
            counts[one.attrib["name"]] += int(one.attrib["value"])
    return (f"{count:,} {name}" for name, count in counts.items())
