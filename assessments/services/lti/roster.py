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
def take_over(context: Context, listed: Iterable[Listed], now: datetime) -> int:
    """How many are in it now. Who is not listed any more has left: their work stays, their way in does not."""
    present = set()
    for one in listed:
        person = person_of(context.deployment.registration, one.who)
        seat(context, person, one.who.role, active=one.active)
        if one.active:
            present.add(person.pk)
    gone = ContextMember.objects.filter(context=context, active=True).exclude(person__in=present)
    left = Membership.objects.filter(course=context.course_id, user__lti__memberships__in=gone)
    Membership.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(active=False)
    gone.update(active=False)
    context.roster_synced_at, context.roster_fault = now, ""
    context.save(update_fields=["roster_synced_at", "roster_fault"])
    return len(present)
