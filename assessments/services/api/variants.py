"""Variants that nothing is stored of: all of one is in its id, which tells nobody anything.

The id is encrypted, not only signed: a drawn parameter may be the answer.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.engine.grade import Outcome, grade
from assessments.engine.variant import Question, Unposable, build
from assessments.models import Revision
from assessments.services.errors import Refused
from assessments.services.locking import NotOurs, lock, unlock

PURPOSE = "variant"
HOLDS = 30 * 24 * 60 * 60  # seconds
MOST_TRIED = 1_000  # points that turn out to make no fair question


@dataclass(frozen=True)
class Drawn:
    id: str
    question: Question


def draw(revision: Revision, seed: str) -> Drawn:
    """The same seed draws the same variant. Raises Refused."""
    definition = revision.definition
    for place in range(min(MOST_TRIED, len(definition.space))):
        params = definition.space.in_order_of(seed.encode(), place)
        try:
            _, question = build(definition, params, seed)
        except Unposable:
            continue
        return Drawn(lock(json.dumps([revision.pk, place, seed, int(time.time())]), PURPOSE), question)
    raise Refused("This item has no variant to show.")


def respond(variant_id: str, raw: str, revisions: QuerySet[Revision]) -> Outcome:
    """Raises Revision.DoesNotExist, also for an id that is not ours, and Unreadable."""
    try:
        pk, place, seed, drawn_at = json.loads(unlock(variant_id, PURPOSE))
    except (NotOurs, ValueError):
        raise Revision.DoesNotExist from None
    if time.time() - drawn_at > HOLDS:
        raise Revision.DoesNotExist
    definition = revisions.get(pk=pk).definition
    variant, _ = build(definition, definition.space.in_order_of(seed.encode(), place), seed)
    return grade(variant, raw)
