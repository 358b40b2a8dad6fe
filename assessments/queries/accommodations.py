"""Reading what a learner gets beyond what all get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from assessments.models import Accommodation, Assessment

NOTHING = Accommodation()
# What belongs together: two dates of different hands might leave no time between them.
MATTERS = (("time_factor", "extra_time"), ("opens_at", "due_at", "closes_at"), ("extra_attempts",))


def accommodation_for(learner_id: int, assessment: Assessment) -> Accommodation | None:
    """What holds there, of the learner's own and their groups'."""
    here = Q(assessment=assessment) | Q(assessment=None, course=assessment.course_id)
    return together(given_to(learner_id).filter(here))


def accommodations_of(learner_id: int) -> Mapping[tuple[int, int | None], Accommodation]:
    """All that a learner has, by (course, assessment or None)."""
    found = defaultdict[tuple[int, int | None], list[Accommodation]](list)
    for one in given_to(learner_id):
        found[one.course_id, one.assessment_id].append(one)
    return {where: held for where, several in found.items() if (held := together(several))}


def given_to(learner_id: int) -> QuerySet[Accommodation]:
    return Accommodation.objects.filter(Q(learner=learner_id) | Q(group__members=learner_id))


def among(known: Mapping[tuple[int, int | None], Accommodation], assessment: Assessment) -> Accommodation | None:
    keys = [(assessment.course_id, assessment.pk), (assessment.course_id, None)]
    return together(known[key] for key in keys if key in known)


def together(found: Iterable[Accommodation]) -> Accommodation | None:
    """The most special one; of what it says nothing about, what the next says: own dates take away no extra time."""
    ranked = sorted(found, key=rank, reverse=True)
    if not ranked:
        return None
    held = copy(ranked[0])
    for names in MATTERS:
        said = next((one for one in ranked if says(one, names)), held)
        for name in names:
            setattr(held, name, getattr(said, name))
    return held


def says(one: Accommodation, names: Iterable[str]) -> bool:
    return any(getattr(one, name) != getattr(NOTHING, name) for name in names)


def rank(one: Accommodation) -> tuple[bool, bool, Decimal, timedelta, int]:
    """For the quiz goes before for its course, one's own before a group's, and of several groups the most time."""
    return one.assessment_id is not None, one.learner_id is not None, one.time_factor, one.extra_time, one.pk
