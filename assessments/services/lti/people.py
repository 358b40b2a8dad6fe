"""People as a platform knows them, and their places in its courses."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from assessments.models import Context, ContextMember, LtiUser, Membership, Registration
from assessments.services import audit
from assessments.services.courses.membership import set_staff
from assessments.services.lti.messages import Who

LONGEST = 150  # as Django keeps names
Role = Membership.Role


def person_of(registration: Registration, who: Who) -> LtiUser:
    """Made at the first meeting, with nothing but a pseudonym where the platform tells no name."""
    known = LtiUser.objects.select_related("user").filter(registration=registration, sub=who.sub)
    # Never found by e-mail or name: whoever is called the same at another platform may be somebody else.
    if (found := known.first()) is None:
        try:
            with transaction.atomic():
                found = LtiUser.objects.create(registration=registration, sub=who.sub, user=a_user())
        except IntegrityError:  # another window was quicker
            found = known.get()
    call(found.user, who)
    return found


def recognise(registration: Registration, sub: str, old_id: str) -> None:
    """Whoever the platform called otherwise in LTI 1.1 keeps what they have done under its name of now."""
    people = LtiUser.objects.filter(registration=registration)
    if old_id and not people.filter(sub=sub).exists():
        people.filter(sub=old_id).update(sub=sub, old_id=old_id)


def a_user() -> AbstractBaseUser:
    return get_user_model().objects.create_user(f"learner-{secrets.token_hex(4)}")


def call(user: AbstractBaseUser, who: Who) -> None:
    """By the names that the platform tells now; one that it tells no longer stays."""
    told = {"first_name": who.given_name, "last_name": who.family_name, "email": who.email}
    new = {name: text[:LONGEST] for name, text in told.items() if text and getattr(user, name) != text[:LONGEST]}
    for name, text in new.items():
        setattr(user, name, text)
    if new:
        user.save(update_fields=list(new))


class Move(NamedTuple):
    """Someone's role in a course, before and after; None is none."""

    user: int
    old: str | None
    new: str | None


def seat(context: Context, person: LtiUser, role: str, *, active: bool = True) -> Move | None:
    """In the context, and in the course that it is here. Who left loses nothing but the way in."""
    ContextMember.objects.update_or_create(context=context, person=person, defaults={"role": role, "active": active})
    return sit(context, person.user, role, active=active)


def sit(context: Context, user: AbstractBaseUser, role: str, *, active: bool) -> Move | None:
    """None where nothing changes. Its owner stays its owner, whatever the platform calls them."""
    here = Membership.objects.filter(course=context.course_id, user=user).first()
    if here is None:
        here = Membership(course=context.course, user=user, active=False)
    elif here.role == Role.OWNER or (here.role, here.active) == (role, active):
        return None
    old = here.role if here.active else None
    here.role, here.active = role, active
    here.save()
    set_staff(user)
    return Move(user.pk, old, role if active else None)


def write_down(context: Context, moves: Iterable[Move | None], now: datetime) -> None:
    """One event for all of them, as the last act: a roster may move thousands, and others wait behind an event."""
    if moved := [list(move) for move in moves if move and move.old != move.new]:
        audit.record(None, "roles of the LMS", context.course, {"moved": moved}, now)
