"""Reading what a learner gets beyond what all get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from assessments.models import Accommodation, Assessment


def accommodation_for(learner_id: int, assessment: Assessment) -> Accommodation | None:
    """The one that holds there, of the learner's own and their groups'."""
    here = Q(assessment=assessment) | Q(assessment=None, course=assessment.course_id)
    return most_special(given_to(learner_id).filter(here))


def accommodations_of(learner_id: int) -> Mapping[tuple[int, int | None], Accommodation]:
    """All that a learner has, by (course, assessment or None)."""
    # Ascending, so that of those with the same key the most special one stays.
    ascending = sorted(given_to(learner_id), key=rank)
    return {(one.course_id, one.assessment_id): one for one in ascending}


def given_to(learner_id: int) -> QuerySet[Accommodation]:
    return Accommodation.objects.filter(Q(learner=learner_id) | Q(group__members=learner_id))


def among(known: Mapping[tuple[int, int | None], Accommodation], assessment: Assessment) -> Accommodation | None:
    keys = [(assessment.course_id, assessment.pk), (assessment.course_id, None)]
    return next((known[key] for key in keys if key in known), None)


def most_special(found: Iterable[Accommodation]) -> Accommodation | None:
    return max(found, key=rank, default=None)


def rank(one: Accommodation) -> tuple[bool, bool, Decimal, timedelta, int]:
    """For the quiz goes before for its course, one's own before a group's, and of several groups the most time."""
    return one.assessment_id is not None, one.learner_id is not None, one.time_factor, one.extra_time, one.pk
