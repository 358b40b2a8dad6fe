"""What a program's token reaches: of what its maker may see, that of one course. The shared library can be read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from assessments.models import (
    AUTHORS,
    ApiToken,
    Assessment,
    Attempt,
    Bank,
    Course,
    Endpoint,
    Item,
    Membership,
    Revision,
)
from assessments.queries import staff


def banks(token: ApiToken) -> QuerySet[Bank]:
    return staff.banks_of(token.user).filter(Q(course=token.course_id) | Q(course=None))


def own_banks(token: ApiToken) -> QuerySet[Bank]:
    return staff.own_banks_of(token.user).filter(course=token.course_id)


def items(token: ApiToken) -> QuerySet[Item]:
    together = Item.objects.select_related("bank", "current").prefetch_related("tags")
    return together.filter(bank__in=banks(token))


def own_items(token: ApiToken) -> QuerySet[Item]:
    return items(token).filter(bank__in=own_banks(token))


def revisions(token: ApiToken) -> QuerySet[Revision]:
    return Revision.objects.filter(item__bank__in=banks(token)).select_related("item")


def assessments(token: ApiToken) -> QuerySet[Assessment]:
    return staff.assessments_of(token.user).filter(course=token.course_id)


def attempts(token: ApiToken) -> QuerySet[Attempt]:
    here = Q(assessment__course=token.course_id) | Q(bank__course=token.course_id)
    return staff.attempts_of(token.user).filter(here).select_related("learner", "assessment", "bank")


def memberships(token: ApiToken) -> QuerySet[Membership]:
    return staff.memberships_of(token.user).filter(course=token.course_id).select_related("user")


def courses(token: ApiToken) -> QuerySet[Course]:
    return staff.courses_of(token.user).filter(pk=token.course_id)


def authored_courses(token: ApiToken) -> QuerySet[Course]:
    return staff.courses_of(token.user, AUTHORS).filter(pk=token.course_id)


def endpoints(token: ApiToken) -> QuerySet[Endpoint]:
    return staff.endpoints_of(token.user).filter(course=token.course_id)
