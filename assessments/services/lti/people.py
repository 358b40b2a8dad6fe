"""People as a platform knows them, and their places in its courses."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from assessments.models import Context, ContextMember, Course, LtiUser, Membership, Registration
from assessments.services import audit
from assessments.services.courses.membership import set_staff
from assessments.services.lti.messages import Who

LONGEST = 150  # as Django keeps names
NAMES = ("first_name", "last_name", "email")
Role = Membership.Role


def people_of(registration: Registration, met: Sequence[Who]) -> list[LtiUser]:
    """In their order. Made at the first meeting, with nothing but a pseudonym where the platform tells no name."""
    told = {who.sub: who for who in met}
    try:
        known = greeted(registration, told)
    except IntegrityError:  # another window was quicker with one of them
        known = greeted(registration, told)
    renamed = [person.user for person in known.values() if call(person.user, told[person.sub])]
    get_user_model().objects.bulk_update(renamed, NAMES)
    return [known[who.sub] for who in met]


@transaction.atomic
def greeted(registration: Registration, told: Mapping[str, Who]) -> dict[str, LtiUser]:
    """By what the platform calls them; never found by e-mail or name, for another's namesake may be somebody else."""
    people = LtiUser.objects.select_related("user").filter(registration=registration, sub__in=told)
    known = {person.sub: person for person in people}
    strangers = {sub: a_user(who) for sub, who in told.items() if sub not in known}
    get_user_model().objects.bulk_create(strangers.values())
    made = [LtiUser(registration=registration, sub=sub, user=user) for sub, user in strangers.items()]
    return known | {person.sub: person for person in LtiUser.objects.bulk_create(made)}


def recognise(registration: Registration, sub: str, old_id: str) -> None:
    """Whoever the platform called otherwise in LTI 1.1 keeps what they have done under its name of now."""
    people = LtiUser.objects.filter(registration=registration)
    if old_id and not people.filter(sub=sub).exists():
        people.filter(sub=old_id).update(sub=sub, old_id=old_id)


def a_user(who: Who) -> AbstractBaseUser:
    user = get_user_model()(username=f"learner-{secrets.token_hex(4)}")
    user.set_unusable_password()
    call(user, who)
    return user


def call(user: AbstractBaseUser, who: Who) -> bool:
    """By the names that the platform tells now; one that it tells no longer stays. Whether any is new."""
    told = zip(NAMES, (who.given_name, who.family_name, who.email), strict=True)
    new = {name: text[:LONGEST] for name, text in told if text and getattr(user, name) != text[:LONGEST]}
    for name, text in new.items():
        setattr(user, name, text)
    return bool(new)


class Seat(NamedTuple):
    person: LtiUser
    role: str
    active: bool = True  # who left loses nothing but the way in


class Move(NamedTuple):
    """Someone's role in a course, before and after; None is none."""

    user: int
    old: str | None
    new: str | None


def seat(context: Context, seats: Iterable[Seat]) -> list[Move]:
    """In the context, and in the course that it is here; of several seats of one person the last."""
    taken = {one.person.pk: one for one in seats}
    here = ContextMember.objects.filter(context=context, person__in=taken)
    before = {person: (role, active) for person, role, active in here.values_list("person", "role", "active")}
    other = [one for pk, one in taken.items() if before.get(pk) != (one.role, one.active)]
    rows = [ContextMember(context=context, person=one.person, role=one.role, active=one.active) for one in other]
    ContextMember.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["context", "person"], update_fields=["role", "active"]
    )
    return sit(context.course, taken.values())


def sit(course: Course, seats: Collection[Seat]) -> list[Move]:
    """Those whose role is another now. An owner stays its owner, whatever the platform calls them."""
    here = Membership.objects.filter(course=course, user__in=[one.person.user_id for one in seats])
    before = {user: (role, active) for user, role, active in here.values_list("user", "role", "active")}
    rows, moves = [], []
    for person, role, active in seats:
        was, was_active = before.get(person.user_id, (None, False))
        if was != Role.OWNER and (was, was_active) != (role, active):
            rows.append(Membership(course=course, user=person.user, role=role, active=active))
            moves.append(Move(person.user_id, was if was_active else None, role if active else None))
    Membership.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["course", "user"], update_fields=["role", "active"]
    )
    set_staff(*(row.user for row in rows))
    return moves


def write_down(context: Context, moves: Iterable[Move], now: datetime) -> None:
    """One event for all of them, as the last act: a roster may move thousands, and others wait behind an event."""
    if moved := [list(move) for move in moves if move.old != move.new]:
        audit.record(None, "roles of the LMS", context.course, {"moved": moved}, now)
