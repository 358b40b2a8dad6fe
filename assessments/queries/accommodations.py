"""Reading what a learner gets beyond what all get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from assessments.models import Accommodation, Assessment


def accommodation_for(learner_id: int, assessment: Assessment) -> Accommodation | None:
    """The one for the quiz goes before the one for its course."""
    here = Q(assessment=assessment) | Q(assessment=None, course=assessment.course_id)
    return most_special(Accommodation.objects.filter(here, learner=learner_id))


def accommodations_of(learner_id: int) -> Mapping[tuple[int, int | None], Accommodation]:
    """All of a learner's, by (course, assessment or None)."""
    return {(one.course_id, one.assessment_id): one for one in Accommodation.objects.filter(learner=learner_id)}


def among(known: Mapping[tuple[int, int | None], Accommodation], assessment: Assessment) -> Accommodation | None:
    keys = [(assessment.course_id, assessment.pk), (assessment.course_id, None)]
    return next((known[key] for key in keys if key in known), None)


def most_special(found: Iterable[Accommodation]) -> Accommodation | None:
    return max(found, key=lambda one: one.assessment_id is not None, default=None)
