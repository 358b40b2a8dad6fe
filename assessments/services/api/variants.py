"""Variants that nothing is stored of: all of one is in its id, which tells nobody anything.

The id is encrypted, not only signed: a drawn parameter may be the answer.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from assessments.engine.grade import Outcome, grade
from assessments.engine.variant import Question, Unposable, build
from assessments.models import Revision
from assessments.services.errors import Refused

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
        sealed = json.dumps([revision.pk, place, seed]).encode()
        return Drawn(lock().encrypt(sealed).decode(), question)
    raise Refused("This item has no variant to show.")


def respond(variant_id: str, raw: str, revisions: QuerySet[Revision]) -> Outcome:
    """Raises Revision.DoesNotExist, also for an id that is not ours, and Unreadable."""
    try:
        pk, place, seed = json.loads(lock().decrypt(variant_id.encode(), ttl=HOLDS))
    except (InvalidToken, ValueError):
        raise Revision.DoesNotExist from None
    definition = revisions.get(pk=pk).definition
    variant, _ = build(definition, definition.space.in_order_of(seed.encode(), place), seed)
    return grade(variant, raw)


def lock() -> Fernet:
    key = salted_hmac("assessments.api.variants", "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
