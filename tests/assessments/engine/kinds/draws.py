"""Every kind's definitions, and what the first draws of each come to."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.kind import KINDS, Value, load
from assessments.engine.variant import Unposable, Variant, posed
from tests.assessments.engine.kinds.examples import EXAMPLES

load()

DRAWS = 40
KEY = b"laws"

Params = Mapping[str, Value]


def definitions() -> Mapping[str, Mapping[str, Any]]:
    """Name → facts: each kind as it is, or as its examples are, typed and as a choice."""
    return {
        f"{slug}-{place}-{ask}": {"kind": slug, "ask": ask, **facts}
        for slug in sorted(KINDS)
        for place, facts in enumerate(EXAMPLES.get(slug, [{}]))
        for ask in ("entry", "choice")
    }


def drawn(facts: Mapping[str, Any], draws: int = DRAWS) -> Sequence[tuple[Params, Variant]]:
    return drawn_of(json.dumps(facts), draws)


@cache
def drawn_of(facts: str, draws: int) -> Sequence[tuple[Params, Variant]]:
    """What can be posed of the first draws."""
    definition = Definition.read(json.loads(facts))
    found = []
    for place in range(min(draws, len(definition.space))):
        params = definition.space.in_order_of(KEY, place)
        try:
            found.append((params, posed(definition, params, str(place))))
        except Unposable:
            continue
    return found
