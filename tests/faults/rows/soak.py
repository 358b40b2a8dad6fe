"""K13: a long day. Many learners who take their time, and all that may happen to a service happens again and again."""

from __future__ import annotations

import random
import time

from tests.faults.rows.storms import reloaded
from tests.faults.service.counting import counted
from tests.faults.service.grounds import Ground
from tests.faults.service.learners import Door, crowd, seeded, until
from tests.faults.service.nodes import running
from tests.faults.table import Row
from tests.flows.served import free_port

THINKING = 1.0  # seconds that a learner thinks about an answer, on average
BETWEEN = 2.0  # seconds of rest after each thing that happens
LEAST = 4  # times that each happens, on however slow a machine


def soak(ground: Ground, learners: int, seconds: float) -> Row:
    chance, happened = random.Random(3), dict.fromkeys(("kills", "reloads", "copies"), 0)  # noqa: S311 -- what is next
    with ground.site() as site, running(site, free_port(), preload=()) as node:
        with crowd(seeded(site, learners), Door((node.url,)), pause=THINKING) as told:
            end = time.monotonic() + seconds
            while time.monotonic() < end or min(happened.values()) < LEAST:
                until(told, len(told.acknowledged) + 1)
                what = min(happened, key=lambda one: (happened[one], chance.random()))
                happened[what] += 1
                match what:
                    case "kills":
                        node.kill_worker(chance.random())
                    case "reloads":
                        before = set(node.children())
                        node.reload()
                        reloaded(node, before)
                    case "copies":
                        site.manage("backup")
                time.sleep(BETWEEN * chance.random())
        count = counted(site, told)
    trials = ", ".join(f"{times} {what}" for what, times in happened.items())
    return Row.of("K13 soak", ground.name, trials, told, count, note=f"{learners} learners, {seconds:g} s")
