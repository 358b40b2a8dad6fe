"""K1, K3, K4, K6 and K7: what may happen to a service while it is used, made to happen while it is used."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from tests.faults.learners import Told, counted, crowd, seeded
from tests.faults.nodes import Node, Site, database, running
from tests.faults.table import Row
from tests.flows.served import free_port

CROWD = 16
PAUSE = 0.4  # seconds between two kills


@dataclass(frozen=True)
class Ground:
    """Where a test takes place."""

    server: str  # of PostgreSQL; none for SQLite
    directory: Path
    settings: str = "assessments.settings"

    @property
    def name(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    @contextmanager
    def site(self, **more: str) -> Iterator[Site]:
        self.directory.mkdir(parents=True, exist_ok=True)
        with database(self.server, self.directory) as url:
            site = Site(self.directory, url, self.settings, more)
            site.prepare()
            yield site


def kill_storm(ground: Ground, kills: int) -> Row:
    """Workers are killed with -9 at random while learners answer; then the whole service, again and again."""
    chance, masters = random.Random(1), max(1, kills // 25)  # noqa: S311 -- which worker is to die
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), node.url, again=1) as told:
            done = 0
            while done < kills:
                time.sleep(PAUSE)
                done += node.kill_worker(chance.random())
            for _ in range(masters):
                time.sleep(PAUSE)
                node.kill()
                node.start()
            time.sleep(1)
        count = counted(site, told)
    return Row.of("K1 kill -9", ground.name, f"{kills} workers, {masters} services", told, count)


def cache_lost(ground: Ground, port: int, answers: int) -> Row:
    """The shared cache goes away in the middle: slower, and nothing is lost."""
    address = f"redis://127.0.0.1:{port}/0"
    with ground.site(REDIS_URL=address) as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), node.url) as told:
            until(told, answers // 2)
            with redis.Redis(port=port) as cache:
                os_pid = int(cache.info("server")["process_id"])
            killed(os_pid)
            until(told, answers)
        count = counted(site, told)
    return Row.of("K1 cache killed", ground.name, "1", told, count)


def load(ground: Ground, answers: int, most: float) -> Row:
    """Sixteen at once: no error at all, and nobody waits long."""
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), node.url) as told:
            until(told, answers)
        count = counted(site, told)
    passed = told.refused == 0 and told.p99 <= most
    note = f"p99 at most {most:g} ms; {told.errors or 'no errors'}"
    return Row.of("K3 load", ground.name, f"{CROWD} clients", told, count, passed=passed, note=note)


def repeats(ground: Ground, answers: int, again: int) -> Row:
    """Every answer is sent several times, as by an impatient finger or a proxy that tries again."""
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), node.url, again=again) as told:
            until(told, answers)
        count = counted(site, told)
    return Row.of("K4 repeats", ground.name, f"{again + 1} times each", told, count, passed=told.refused == 0)


def reloads(ground: Ground, times: int) -> Row:
    """New code under load: nobody notices, for a request under way is finished first."""
    with ground.site() as site, running(site, free_port(), preload=()) as node:
        with crowd(seeded(site, CROWD), node.url) as told:
            for _ in range(times):
                until(told, len(told.acknowledged) + 20)
                before = set(node.children())
                node.reload()
                reloaded(node, before)
        count = counted(site, told)
    note = str(told.errors or "no errors")
    return Row.of("K6 reloads", ground.name, str(times), told, count, passed=told.refused == 0, note=note)


def copies(ground: Ground, times: int) -> Row:
    """What was acknowledged before a copy began is in it."""
    missing = 0
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), node.url) as told:
            for _ in range(times):
                until(told, len(told.acknowledged) + 20)
                before = len(told.acknowledged)
                said = site.python("manage.py", "backup")
                rows = site.python("-c", ROWS, said.split(": ")[0])
                missing += max(0, before - int(rows))
        count = counted(site, told)
    passed = missing == 0
    return Row.of(
        "K7 copies", ground.name, str(times), told, count, passed=passed, note=f"{missing} missing from copies"
    )


ROWS = """
import json, sys
print(json.load(open(sys.argv[1] + ".json"))["rows"]["assessments_response"])
"""


def until(told: Told, answers: int, patience: float = 900) -> None:
    end = time.monotonic() + patience
    while len(told.acknowledged) < answers:
        if time.monotonic() > end:
            raise RuntimeError(f"{len(told.acknowledged)} of {answers} answers after {patience:g} s: {told.errors}")
        time.sleep(0.05)


def reloaded(node: Node, before: set[int], patience: float = 60) -> None:
    """Until none of the earlier workers is left."""
    end = time.monotonic() + patience
    while before & set(node.children()) or not node.children():
        if time.monotonic() > end:
            raise RuntimeError("the earlier workers do not go")
        time.sleep(0.1)


def killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
