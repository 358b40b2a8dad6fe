"""Who is in a course, and as what."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import STAFF, Course, Membership


@transaction.atomic
def enrol(course: Course, user: AbstractBaseUser, role: str) -> Membership:
    """In this role from now on, whatever it was before."""
    defaults = {"role": role, "active": True}
    membership, _ = Membership.objects.update_or_create(course=course, user=user, defaults=defaults)
    set_staff(user)
    return membership


@transaction.atomic
def remove(membership: Membership) -> None:
    membership.delete()
    set_staff(membership.user)


def set_staff(user: AbstractBaseUser) -> None:
    """The admin opens to whoever has a teaching role in some course, and closes with the last one."""
    teaches = Membership.objects.filter(user=user, role__in=STAFF, active=True)
    user.is_staff = user.is_superuser or teaches.exists()
    user.save(update_fields=["is_staff"])
