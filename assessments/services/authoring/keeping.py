"""An answer that was seen graded, kept beside the question: from now on a publication is held to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from assessments.engine.proving import trials
from assessments.engine.proving.trials import Trial
from assessments.models import Item
from assessments.services.authoring.drafting import edit, version_of
from assessments.services.banks import definition_of
from assessments.services.errors import Refused


def keep_answer(item: Item, answer: str, at: Mapping[str, str], by: AbstractBaseUser, now: datetime) -> Trial:
    """At the variant of these parameters. Raises Refused, Stale and Unpublishable."""
    seen, definition = version_of(item), definition_of(item)
    try:
        trial = trials.as_graded(definition, answer, at)
        known = trials.read(item.trials)
    except ValueError as wrong:
        raise Refused(f"Not kept: {wrong}.") from wrong
    if trial in known:
        raise Refused("This answer is kept already.")
    # By the version read above: of two who keep an answer at once, the later one is told of it.
    edit(item, {"trials": [*item.trials, trial.facts()]}, seen.__eq__, by, now)
    return trial
