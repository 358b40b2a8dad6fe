"""What the time of a request goes into, at the service and at the floor: one client asks, within the same process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.contenders import FLOOR, OURS, Contender, contender
from tests.bench.inside import OTHER, WHERE
from tests.bench.serving import ACTIONS, Size, name_of

PARTS = (*WHERE, OTHER)
WHOLE = "all of it"


@dataclass
class Spending:
    """Of one thing done, at both contenders, in several rounds."""

    database: str
    action: str
    rounds: dict[str, list[dict[str, float]]] = field(default_factory=lambda: {FLOOR: [], OURS: []})

    def milliseconds(self, name: str, part: str) -> float:
        each = self.rounds[name]
        return median(sum(one.values()) if part == WHOLE else one[part] for one in each)


def spent(directory: Path, server: str, size: Size) -> Iterator[Spending]:
    database = name_of(server)
    with ExitStack() as stack:
        both = [
            stack.enter_context(contender(name, directory / f"{name}-{database}-spending", server, 1))
            for name in (FLOOR, OURS)
        ]
        found = [Spending(database, action) for action in ACTIONS]
        for _ in range(size.rounds):
            for spending in found:
                for one in both:
                    spending.rounds[one.name].append(asked(one, spending.action, size.seconds))
    yield from found


def asked(one: Contender, action: str, seconds: float) -> dict[str, float]:
    place = asdict(one.places[action][0])
    told = {"application": one.node.application, "place": place, "action": action, "seconds": seconds}
    said: dict[str, float] = json.loads(one.node.site.python("-m", "tests.bench.inside", json.dumps(told)))
    return said
