"""K2 on PostgreSQL: its server dies with all its processes, and what it had only in memory with it."""

from __future__ import annotations

from tests.faults.rows.storms import CROWD
from tests.faults.service.cluster import FOUND, cluster
from tests.faults.service.counting import counted
from tests.faults.service.grounds import Ground
from tests.faults.service.grounds import ground as made
from tests.faults.service.learners import Door, crowd, seeded, until
from tests.faults.service.nodes import running
from tests.faults.table import Row
from tests.flows.served import free_port

MISSING = "" if FOUND else "PostgreSQL's own programs"
BETWEEN = 100  # answers between two crashes


def crashes(ground: Ground, times: int) -> Row:
    """What is acknowledged is in the log on disk, and not in a buffer of the server's."""
    with cluster() as server, made(ground.directory, server.url) as empty:
        there = empty.inside("nodes", ground.mutant)
        with there.site() as site, running(site, free_port()) as node:
            with crowd(seeded(site, CROWD), Door((node.url,))) as told:
                for _ in range(times):
                    until(told, len(told.acknowledged) + BETWEEN)
                    server.kill()
                    server.start()
                until(told, len(told.acknowledged) + BETWEEN)
            count = counted(site, told)
    return Row.of("K2 server killed", ground.name, f"{times} crashes", told, count)
