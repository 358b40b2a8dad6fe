"""A platform's roster, taken over whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from assessments.models import Context, ContextMember, Membership
from assessments.services.lti.messages import Who
from assessments.services.lti.people import Move, Seat, people_of, seat, write_down

AT_ONCE = 500  # people; a database takes so many values in one statement


@dataclass(frozen=True)
class Listed:
    who: Who
    active: bool = True


@transaction.atomic
def take_over(context: Context, listed: Iterable[Listed], now: datetime, changes_url: str = "") -> int:
    """How many are in it now. Who is not listed any more has left: their work stays, their way in does not.

    The course's owner is no platform's to send away.
    """
    present, moves = seated(context, listed)
    here = context.members.filter(active=True).values_list("pk", "person")
    gone = ContextMember.objects.filter(pk__in=[pk for pk, person in here if person not in present])
    left = Membership.objects.filter(course=context.course_id, user__lti__memberships__in=gone, active=True)
    leaving = left.exclude(role=Membership.Role.OWNER).values_list("pk", "user", "role")
    moves_out = {pk: Move(user, role, None) for pk, user, role in leaving}
    Membership.objects.filter(pk__in=moves_out).update(active=False)
    gone.update(active=False)
    context.roster_whole_at = now
    noted(context, now, changes_url)
    write_down(context, [*moves, *moves_out.values()], now)
    return len(present)


@transaction.atomic
def take_over_changes(context: Context, listed: Iterable[Listed], now: datetime, changes_url: str) -> int:
    """Who is not listed stays as they are; how many are in it now."""
    _, moves = seated(context, listed)
    noted(context, now, changes_url)
    write_down(context, moves, now)
    return context.members.filter(active=True).count()


def seated(context: Context, listed: Iterable[Listed]) -> tuple[set[int], list[Move]]:
    """(those that are active, whose role is another now)"""
    present, moves, rest = set(), [], iter(listed)
    while crowd := list(islice(rest, AT_ONCE)):
        people = people_of(context.deployment.registration, [one.who for one in crowd])
        seats = [Seat(person, one.who.role, one.active) for person, one in zip(people, crowd, strict=True)]
        moves += seat(context, seats)
        present |= {one.person.pk for one in seats if one.active}
    return present, moves


def noted(context: Context, now: datetime, changes_url: str) -> None:
    context.roster_synced_at, context.roster_fault, context.roster_changes_url = now, "", changes_url
    context.save(update_fields=["roster_synced_at", "roster_whole_at", "roster_fault", "roster_changes_url"])
