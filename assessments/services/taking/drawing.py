"""Drawing a learner's next variant of an item: no point twice until all were seen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, Max, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from assessments.engine.variant import Unposable, build
from assessments.models import Attempt, ItemSession, Revision
from assessments.prepared import Given, prepared
from assessments.services.errors import Closed


@prepared(learner=IntegerField())
def lock(learner: Given) -> QuerySet[Any, tuple[int]]:
    """One draw at a time for each learner, or two attempts at once would give the same variant."""
    return get_user_model().objects.select_for_update(no_key=True).filter(pk=learner).values_list("pk")


def last_positions(attempt: Attempt, item_ids: Iterable[int]) -> dict[int, int]:
    """Item → where the learner's walk through its variants stands; items never met are absent.

    Previews go on after all that was seen, and use up nothing.
    """
    seen = ItemSession.objects if attempt.is_preview else ItemSession.real
    met = seen.filter(attempt__learner=attempt.learner_id, item__in=item_ids)
    return dict(met.values_list("item").annotate(Max("position")).order_by())


def drawn_after(position: int, learner_id: int, revision: Revision) -> dict[str, Any]:
    """The columns of an ItemSession for the first variant after `position` that makes a fair question."""
    definition = revision.definition
    key = secret(learner_id, revision.item_id)
    for place in count(position + 1):
        params = definition.space.in_order_of(key, place)
        seed = salted_hmac(
            "assessments.variant", f"{learner_id}:{revision.item_id}:{place}", algorithm="sha256"
        ).hexdigest()
        try:
            _, question = build(definition, params, seed)
        except Unposable:
            # Begun anywhere in a round, only two rounds' worth have surely shown every point.
            if place - position > 2 * len(definition.space):
                raise Closed(
                    gettext("This question has no variant to show. Your instructor has to look at it.")
                ) from None
            continue
        return {"position": place, "seed": seed, "params": params, "question": question.facts()}
    raise AssertionError("count() does not end")


def secret(learner_id: int, item_id: int) -> bytes:
    # By the secret key: whoever reads this code must not foresee a learner's numbers.
    return salted_hmac("assessments.order", f"{learner_id}:{item_id}", algorithm="sha256").digest()
