"""Three nodes behind nginx, one PostgreSQL and one Redis: a node dies, then the Redis, and both come back.

nginx sends answers once more, for they count once, and nothing else that writes: so a learner sees an error at most for
what was under way.
"""

from __future__ import annotations

from contextlib import ExitStack

from tests.deploy.fronts import HOST, NGINX, OPENSSL, in_front_of
from tests.faults.rows.storms import CROWD
from tests.faults.service.counting import Count, Told, counted
from tests.faults.service.grounds import Ground
from tests.faults.service.learners import Door, crowd, seeded, until
from tests.faults.service.nodes import Node, running
from tests.faults.service.store import REDIS, Store, store
from tests.faults.table import Row
from tests.flows.served import free_port

NODES = 3
MOST = 3 * CROWD  # two deaths and a return, each with everyone's one request under way
MISSING = ", ".join(one for one, found in {"nginx": NGINX, "openssl": OPENSSL, "redis": REDIS}.items() if not found)
SETTINGS = {
    "SECRET_KEY": "the same on every node, and of no use anywhere else",
    "HTTPS": "1",
    "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
}


def scale(ground: Ground, answers: int) -> Row:
    """So many answers before each event, and after the last."""
    told, count = told_and_counted(ground, answers)
    note = f"{NODES} nodes: one killed, then Redis, then both back; at most {MOST} refused"
    passed = told.refused <= MOST
    return Row.of("K1 scaled out", ground.name, "4 events", told, count, passed, note)


def told_and_counted(ground: Ground, answers: int) -> tuple[Told, Count]:
    with ExitStack() as stack:
        cache = stack.enter_context(store(ground.directory.parent))
        site = stack.enter_context(ground.site(REDIS_URL=cache.url, **SETTINGS))
        nodes = [stack.enter_context(running(site, free_port(), workers=1)) for _ in range(NODES)]
        front = stack.enter_context(in_front_of([node.port for node in nodes], site.directory))
        headers = {"Host": HOST, "Origin": f"https://{HOST}"}
        door = Door((f"https://localhost:{front.secure}",), headers, "__Host-session", str(front.trusted))
        with crowd(seeded(site, CROWD), door) as told:
            events(told, answers, nodes[0], cache)
        return told, counted(site, told)


def events(told: Told, answers: int, node: Node, cache: Store) -> None:
    for event in (node.kill, cache.kill, node.start, cache.start):
        until(told, len(told.acknowledged) + answers, MOST)
        event()
    until(told, len(told.acknowledged) + answers, MOST)
