"""What the service said, held against what is there afterwards."""

from __future__ import annotations

import json
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.faults.service.nodes import Site

KEPT = """
import json
import django
django.setup()
from django.db import connection
from django.db.models import Count
from assessments.models import ItemSession, Response
sessions = ItemSession.objects.annotate(kept=Count("responses"))
faults = []
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        faults = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        faults += [str(row) for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
print(json.dumps({
    "responses": [[str(intent), raw] for intent, raw in Response.objects.values_list("intent", "raw")],
    "sessions": list(sessions.values_list("tries_used", "tries_allowed", "kept")),
    "faults": faults,
}))
"""


@dataclass
class Told:
    """What the service said, summed up over all learners."""

    acknowledged: dict[UUID, str] = field(default_factory=dict)
    sent: set[UUID] = field(default_factory=set)
    refused: int = 0  # requests without an answer that counts: no connection, cut off, or an error page
    errors: dict[str, int] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)  # of acknowledgements, in seconds since 1970, the earliest first

    def before(self, moment: float) -> int:
        """How many answers had been acknowledged by then."""
        return bisect(self.moments, moment)

    def failed(self, why: str) -> None:
        self.refused += 1
        self.errors[why] = self.errors.get(why, 0) + 1

    def so_far(self) -> Told:
        return Told(dict(self.acknowledged), set(self.sent))

    @property
    def p99(self) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[int(len(ordered) * 0.99)] if ordered else 0.0


@dataclass(frozen=True)
class Kept:
    """What the database holds."""

    responses: list[tuple[UUID, str]]
    sessions: list[tuple[int, int, int]]  # tries used, tries allowed, responses
    faults: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Kept:
        responses = [(UUID(intent), raw) for intent, raw in facts["responses"]]
        return cls(responses, [tuple(one) for one in facts["sessions"]], facts["faults"])


@dataclass(frozen=True)
class Count:
    acknowledged: int
    lost: int  # acknowledged, and not there, or not as it was sent
    doubled: int  # there more than once
    unheard: int = 0  # sent and there, and the learner never heard of it: no fault, but why answers are sent again
    invented: int = 0  # there, and sent by nobody
    miscounted: int = 0  # sessions whose tries are not their responses
    beyond: int = 0  # responses beyond the tries that were allowed
    damaged: int = 0  # what the database says of itself

    @property
    def is_whole(self) -> bool:
        return not any((self.lost, self.doubled, self.invented, self.miscounted, self.beyond, self.damaged))

    @property
    def wrong(self) -> str:
        """What has no column of its own."""
        found = {"invented": self.invented, "miscounted": self.miscounted, "beyond the tries": self.beyond}
        return ", ".join(f"{number} {what}" for what, number in (found | {"damaged": self.damaged}).items() if number)


def compared(told: Told, kept: Kept) -> Count:
    times = Counter(intent for intent, _ in kept.responses)
    there = dict(kept.responses)
    return Count(
        acknowledged=len(told.acknowledged),
        lost=sum(there.get(intent) != raw for intent, raw in told.acknowledged.items()),
        doubled=sum(number - 1 for number in times.values()),
        unheard=len((there.keys() & told.sent) - told.acknowledged.keys()),
        invented=len(there.keys() - told.sent),
        miscounted=sum(used != found for used, _, found in kept.sessions),
        beyond=sum(max(0, found - allowed) for _, allowed, found in kept.sessions),
        damaged=len(kept.faults),
    )


def counted(site: Site, told: Told) -> Count:
    return compared(told, Kept.read(json.loads(site.python("-c", KEPT))))


def together(counts: Iterable[Count], acknowledged: int) -> Count:
    """Several looks at one run, of which the last has all that was acknowledged."""
    found = list(counts)
    names = ("lost", "doubled", "unheard", "invented", "miscounted", "beyond", "damaged")
    return Count(acknowledged, **{name: sum(getattr(one, name) for one in found) for name in names})
