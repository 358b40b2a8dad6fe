"""Endpoints: made with a secret that is shown once, given another, switched off and on again."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Course, Endpoint, Notice
from assessments.services import audit
from assessments.services.errors import Refused
from assessments.services.locking import lock, unlock

PREFIX, PURPOSE = "whsec_", "hooks"
BOTH = timedelta(hours=24)  # that the old secret signs as well after a change
MOST = 20  # endpoints of a course


@dataclass(frozen=True)
class Wanted:
    course: Course
    title: str
    url: str
    events: Collection[str]


def make(wanted: Wanted, by: AbstractBaseUser | None, now: datetime) -> tuple[Endpoint, str]:
    """The row, and its secret, which nobody can show again. Raises Refused."""
    secret = a_secret()
    with transaction.atomic():
        # Two at once would each count the room that only one of them has.
        Course.objects.select_for_update(no_key=True).get(pk=wanted.course.pk)
        if wanted.course.endpoints.count() >= MOST:
            raise Refused(f"A course has at most {MOST} webhooks.")
        row = Endpoint.objects.create(
            course=wanted.course,
            title=wanted.title,
            url=wanted.url,
            events=sorted(wanted.events),
            # Not hashed, as a token is: signing needs it again.
            secret=lock(secret, PURPOSE),
            made_by=by,
            created_at=now,
        )
        audit.record(by, "make webhook", row, {"title": row.title, "url": row.url, "events": row.events}, now)
    return row, secret


def a_secret() -> str:
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def rotate(endpoint: Endpoint, by: AbstractBaseUser | None, now: datetime) -> str:
    """A new secret. For a day both sign, so that the receiver can change over when it likes."""
    secret = a_secret()
    with transaction.atomic():
        # Locked, or two changes at once would both keep the same old secret, and lose the one between.
        locked = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
        locked.old_secret, locked.old_until, locked.secret = locked.secret, now + BOTH, lock(secret, PURPOSE)
        locked.save(update_fields=["secret", "old_secret", "old_until"])
        audit.record(by, "rotate webhook secret", locked, {"title": locked.title}, now)
    return secret


def secrets_of(endpoint: Endpoint, now: datetime) -> list[str]:
    """Those that sign by now, the newest first."""
    also = [endpoint.old_secret] if endpoint.old_until and now < endpoint.old_until else []
    return [unlock(one, PURPOSE) for one in (endpoint.secret, *also)]


def disable(endpoint: Endpoint, why: str, now: datetime, by: AbstractBaseUser | None = None) -> None:
    """What waits is parked, to be sent again by whoever switches it on."""
    with transaction.atomic():
        # Several senders may find it dead together; one of them writes it down.
        if Endpoint.objects.filter(pk=endpoint.pk, disabled_at=None).update(disabled_at=now, why_disabled=why[:200]):
            waiting = Notice.objects.filter(endpoint=endpoint, state=Notice.State.WAITING)
            waiting.update(state=Notice.State.PARKED, reason=why[:300])
            audit.record(by, "disable webhook", endpoint, {"title": endpoint.title, "why": why}, now)


def enable(endpoint: Endpoint, by: AbstractBaseUser | None, now: datetime) -> None:
    on = {"disabled_at": None, "why_disabled": "", "paused_until": None, "failures": 0, "failing_since": None}
    with transaction.atomic():
        if Endpoint.objects.filter(pk=endpoint.pk).exclude(disabled_at=None).update(**on):
            audit.record(by, "enable webhook", endpoint, {"title": endpoint.title}, now)


def remove(endpoint: Endpoint, by: AbstractBaseUser | None, now: datetime) -> None:
    with transaction.atomic():
        # Before it goes: a deleted row has no number to be recorded by.
        audit.record(by, "remove webhook", endpoint, {"title": endpoint.title, "url": endpoint.url}, now)
        endpoint.delete()
