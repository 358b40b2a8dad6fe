"""What names a person goes; what was answered stays, as somebody's, for the statistics of those who asked.

Kept are attempts and answers, under a name that stands for nobody, and the audit trail, which knows people by number.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import reduce

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from assessments.models import (
    Accommodation,
    ApiReply,
    ApiToken,
    ErasureWish,
    ItemSession,
    LateDraft,
    Launch,
    LtiUser,
    Membership,
    ProblemReport,
    Upload,
)
from assessments.services import audit
from assessments.services.accounts import second, sessions

ERASED = "[erased]"
GOES = (
    (Accommodation, "learner"),
    (ApiToken, "user"),
    (ErasureWish, "user"),
    (LateDraft, "session__attempt__learner"),
    (LtiUser, "user"),
    (Upload, "by"),
)


def ask(user: AbstractBaseUser, now: datetime) -> None:
    ErasureWish.objects.get_or_create(user=user, defaults={"asked_at": now})


def take_back(user: AbstractBaseUser) -> None:
    ErasureWish.objects.filter(user=user).delete()


@transaction.atomic
def erase(user: AbstractBaseUser, by: AbstractBaseUser | None, now: datetime) -> str:
    """The name that stands for nobody."""
    # Taken down first: below they are overwritten, and texts that quote them are still to be found.
    names = [name for name in (user.username, user.email, user.get_full_name(), user.last_name) if name]
    # First of all, so that nobody goes on acting as this person in the meantime.
    sessions.end(user)
    second.remove(user, None, now)
    for model, path in GOES:
        model.objects.filter(**{path: user}).delete()
    user.course_groups.clear()
    Membership.objects.filter(user=user).update(active=False, role=Membership.Role.LEARNER)
    Launch.objects.filter(user=user).update(user=None, detail="")
    ItemSession.objects.filter(attempt__learner=user).update(draft="")
    ProblemReport.objects.filter(session__attempt__learner=user).update(text=ERASED)
    forget_names(names)
    name = rename(user)
    audit.record(by, "erase person", user, {}, now)
    return name


def forget_names(names: list[str]) -> None:
    """In the admin's history and in answers kept for programs, both of which quote."""
    ApiReply.objects.filter(reduce(Q.__or__, (Q(body__contains=name) for name in names))).delete()
    quoting = (Q(object_repr__contains=name) | Q(change_message__contains=name) for name in names)
    for entry in LogEntry.objects.filter(reduce(Q.__or__, quoting)):
        for name in names:
            entry.object_repr = entry.object_repr.replace(name, ERASED)
            entry.change_message = entry.change_message.replace(name, ERASED)
        entry.save(update_fields=["object_repr", "change_message"])


def rename(user: AbstractBaseUser) -> str:
    user.username = f"erased-{secrets.token_hex(8)}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    return str(user.username)
