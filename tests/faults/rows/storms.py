"""K1, K3, K4, K6 and K7: what may happen to a service while it is used, made to happen while it is used."""

from __future__ import annotations

import json
import random
import time
from datetime import datetime
from pathlib import Path

from tests.faults.service.counting import counted
from tests.faults.service.grounds import Ground
from tests.faults.service.learners import Door, crowd, seeded, until
from tests.faults.service.nodes import READY, Node, running
from tests.faults.table import Row
from tests.flows.served import free_port

CROWD = 16
PAUSE = 0.4  # seconds between two kills
SOME = 20  # answers between two events that need an answer in between
RATE = 200  # answers a second, at which a limit on waiting is meant


def kill_storm(ground: Ground, kills: int) -> Row:
    """Workers are killed with -9 at random while learners answer; then the whole service, again and again."""
    chance, masters = random.Random(1), max(1, kills // 25)  # noqa: S311 -- which worker is to die
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), Door((node.url,)), again=1) as told:
            until(told, 1)
            done = 0
            while done < kills:
                until(told, len(told.acknowledged) + 1)  # else a busy machine kills what has not begun to answer
                time.sleep(PAUSE)
                done += node.kill_worker(chance.random())
            for _ in range(masters):
                until(told, len(told.acknowledged) + SOME)
                node.kill()
                node.start()
            until(told, len(told.acknowledged) + SOME)
        count = counted(site, told)
    return Row.of("K1 kill -9", ground.name, f"{kills} workers, {masters} services", told, count)


def load(ground: Ground, answers: int, most: float) -> Row:
    """Sixteen at once: no error at all, and nobody starves. What is slow for all, the benchmark tells."""
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), Door((node.url,))) as told:
            began = time.monotonic()
            until(told, answers, refusals=0)
            rate = len(told.acknowledged) / (time.monotonic() - began)
        count = counted(site, told)
    allowed = most * max(1, RATE / rate)
    passed = told.refused == 0 and told.p99 <= allowed
    note = f"{rate:.0f} answers a second; p99 at most {allowed:.0f} ms, as {most:g} at {RATE}"
    return Row.of("K3 load", ground.name, f"{CROWD} clients", told, count, passed, note)


def repeats(ground: Ground, answers: int, again: int) -> Row:
    """Every answer is sent several times, as by an impatient finger or a proxy that tries again."""
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), Door((node.url,)), again=again) as told:
            until(told, answers)
        count = counted(site, told)
    return Row.of("K4 repeats", ground.name, f"{again + 1} times each", told, count, told.refused == 0)


def reloads(ground: Ground, times: int) -> Row:
    """New code under load: nobody notices, for a request under way is finished first."""
    with ground.site() as site, running(site, free_port(), preload=()) as node:
        with crowd(seeded(site, CROWD), Door((node.url,))) as told:
            for _ in range(times):
                until(told, len(told.acknowledged) + SOME)
                before = set(node.children())
                node.reload()
                reloaded(node, before)
        count = counted(site, told)
    return Row.of("K6 reloads", ground.name, str(times), told, count, told.refused == 0)


def copies(ground: Ground, times: int) -> Row:
    """What was acknowledged before a copy began is in it."""
    missing = 0
    with ground.site() as site, running(site, free_port()) as node:
        with crowd(seeded(site, CROWD), Door((node.url,))) as told:
            for _ in range(times):
                until(told, len(told.acknowledged) + SOME)
                copy = json.loads(Path(f"{site.manage('backup').split(': ')[0]}.json").read_text("utf-8"))
                before = told.before(datetime.fromisoformat(copy["made_at"]).timestamp())
                missing += max(0, before - copy["rows"]["assessments_response"])
        count = counted(site, told)
    note = f"{missing} missing from copies"
    return Row.of("K7 copies", ground.name, str(times), told, count, missing == 0, note)


def reloaded(node: Node, before: set[int]) -> None:
    """Until none of the earlier workers is left."""
    end = time.monotonic() + READY
    while before & set(node.children()) or not node.children():
        if time.monotonic() > end:
            raise RuntimeError("the earlier workers do not go")
        time.sleep(0.1)
