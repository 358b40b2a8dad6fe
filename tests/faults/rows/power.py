"""K2: the power goes. Of SQLite's files, what had been synced is taken to another place and read there."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tests.faults.rows.storms import CROWD
from tests.faults.service.counting import Count, Told, counted, together
from tests.faults.service.grounds import Ground
from tests.faults.service.learners import Door, crowd, seeded, until
from tests.faults.service.nodes import Node, Site, running
from tests.faults.table import Row
from tests.flows.served import free_port

SHIM = Path(__file__).with_suffix(".c")
COMPILER = shutil.which("cc") or shutil.which("gcc")


def shim(directory: Path) -> Path:
    library = directory / "power.so"
    command = [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(library), str(SHIM), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def cuts(ground: Ground, times: int) -> Row:
    """One run, looked at many times: at each cut all stands still, and only what was synced counts."""
    chance, kept = random.Random(2), ground.directory / "kept"  # noqa: S311 -- the moment of a cut
    found = []
    with ground.site() as site:
        kept.mkdir()
        people = seeded(site, CROWD)
        shutil.copy(site.directory / "data" / "assessments.sqlite3", kept)
        site.more = {
            "LD_PRELOAD": str(shim(ground.directory)),
            "KEPT_FROM": str(site.directory / "data"),
            "KEPT_IN": str(kept),
        }
        with running(site, free_port(), preload=()) as node, crowd(people, Door((node.url,))) as told:
            until(told, CROWD)
            for _ in range(times):
                time.sleep(0.05 + 0.2 * chance.random())
                found.append(cut(ground, node, told))
    count = together(found, found[-1].acknowledged)
    losing = sum(one.lost > 0 for one in found)
    return Row.of("K2 power cut", ground.name, f"{times} cuts", told, count, note=f"{losing} cuts lost something")


def cut(ground: Ground, node: Node, told: Told) -> Count:
    """What was acknowledged before everything stood still, held against the synced files."""
    node.signal(signal.SIGSTOP)
    try:
        before, after = told.so_far(), ground.directory / "after"
        shutil.rmtree(after, ignore_errors=True)
        shutil.copytree(ground.directory / "kept", after / "data", ignore=shutil.ignore_patterns(".*"))
    finally:
        node.signal(signal.SIGCONT)
    return counted(Site(after), before)
