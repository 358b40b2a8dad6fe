"""A platform's roster, taken over whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assessments.models import Context, ContextMember, Membership
from assessments.services.lti.messages import Who
from assessments.services.lti.people import person_of, seat


@dataclass(frozen=True)
class Listed:
    who: Who
    active: bool = True


@transaction.atomic
def take_over(context: Context, listed: Iterable[Listed], now: datetime, changes_url: str = "") -> int:
    """How many are in it now. Who is not listed any more has left: their work stays, their way in does not."""
    present = seated(context, listed)
    gone = ContextMember.objects.filter(context=context, active=True).exclude(person__in=present)
    left = Membership.objects.filter(course=context.course_id, user__lti__memberships__in=gone)
    Membership.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(active=False)
    gone.update(active=False)
    context.roster_whole_at = now
    noted(context, now, changes_url)
    return len(present)


@transaction.atomic
def take_over_changes(context: Context, listed: Iterable[Listed], now: datetime, changes_url: str) -> int:
    """Who is not listed stays as they are; how many are in it now."""
    seated(context, listed)
    noted(context, now, changes_url)
    return context.members.filter(active=True).count()


def seated(context: Context, listed: Iterable[Listed]) -> set[int]:
    """Those that are active."""
    present = set()
    for one in listed:
        person = person_of(context.deployment.registration, one.who)
        seat(context, person, one.who.role, active=one.active)
        if one.active:
            present.add(person.pk)
    return present


def noted(context: Context, now: datetime, changes_url: str) -> None:
    context.roster_synced_at, context.roster_fault, context.roster_changes_url = now, "", changes_url
    context.save(update_fields=["roster_synced_at", "roster_whole_at", "roster_fault", "roster_changes_url"])
