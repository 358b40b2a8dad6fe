"""Giving accommodations and taking them back; deadlines that run follow at once, and it is written down."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from assessments.models import Accommodation, Group
from assessments.services import audit
from assessments.services.taking.deadlines import refresh, touched_by


def give(many: Iterable[Accommodation], by: AbstractBaseUser | None, now: datetime) -> int:
    """New ones and changed ones, all or none; how many running attempts got another deadline."""
    many, touched = list(many), Q(pk__in=())
    with transaction.atomic():
        # Whoever a changed one was for before loses it.
        for before in Accommodation.objects.filter(pk__in=[given.pk for given in many if given.pk]):
            touched |= touched_by(before)
        for given in many:
            given.save()
            touched |= touched_by(given)
        changed = refresh(touched)
        for given in many:
            audit.record(by, "accommodate", given, facts(given), now)
        return changed


def take_back(given: Accommodation, by: AbstractBaseUser | None, now: datetime) -> int:
    with transaction.atomic():
        # Before it goes: afterwards it has no number to be found, or recorded, by.
        touched, was = touched_by(given), Accommodation(pk=given.pk, course_id=given.course_id)
        given.delete()
        changed = refresh(touched)
        audit.record(by, "end accommodation", was, facts(given), now)
        return changed


def regroup(group: Group, before: Collection[int], by: AbstractBaseUser | None, now: datetime) -> int:
    """After its members have changed: what the group gets, they get."""
    after = set(group.members.values_list("pk", flat=True))
    joined, left = sorted(after.difference(before)), sorted(set(before) - after)
    if not joined and not left:
        return 0
    with transaction.atomic():
        # Those who have left get less time now, so they are as much concerned as those who came.
        changed = refresh(Q(assessment__course=group.course_id, learner__in=[*joined, *left]))
        audit.record(by, "regroup", group, {"joined": joined, "left": left}, now)
        return changed


def facts(given: Accommodation) -> dict[str, Any]:
    dates = {name: getattr(given, name) for name in ("opens_at", "due_at", "closes_at")}
    return {
        "quiz": given.assessment_id,
        "learner": given.learner_id,
        "group": given.group_id,
        "time_factor": float(given.time_factor),
        "extra_minutes": given.extra_time.total_seconds() / 60,
        "extra_attempts": given.extra_attempts,
        **{name: date.isoformat() if date else None for name, date in dates.items()},
    }
