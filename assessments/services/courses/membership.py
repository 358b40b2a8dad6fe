"""Who is in a course, and as what."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import STAFF, Course, Membership
from assessments.services import audit


@transaction.atomic
def enrol(course: Course, user: AbstractBaseUser, role: str, by: AbstractBaseUser | None, now: datetime) -> Membership:
    """In this role from now on, whatever it was before."""
    was = course.memberships.filter(user=user, active=True).first()
    defaults = {"role": role, "active": True}
    membership, _ = Membership.objects.update_or_create(course=course, user=user, defaults=defaults)
    set_staff(user)
    if was is None or was.role != role:
        record(membership, was.role if was else None, role, by, now)
    return membership


@transaction.atomic
def remove(membership: Membership, by: AbstractBaseUser | None, now: datetime) -> None:
    # In this order: staff is who still teaches somewhere else.
    membership.delete()
    set_staff(membership.user)
    record(membership, membership.role, None, by, now)


def record(
    membership: Membership, old: str | None, new: str | None, by: AbstractBaseUser | None, now: datetime
) -> None:
    """With the course, which outlives its members."""
    audit.record(by, "role", membership.course, {"user": membership.user_id, "old": old, "new": new}, now)


def set_staff(*users: AbstractBaseUser) -> None:
    """The admin opens to whoever has a teaching role in some course, and closes with the last one."""
    teaching = Membership.objects.filter(user__in=users, role__in=STAFF, active=True)
    teachers = set(teaching.values_list("user", flat=True))
    for user in users:
        user.is_staff = user.is_superuser or user.pk in teachers
    for staff in (True, False):
        these = get_user_model().objects.filter(pk__in=[user.pk for user in users if user.is_staff is staff])
        these.exclude(is_staff=staff).update(is_staff=staff)
