"""Sessions that know whose they are, end when nobody uses them, and end after a working day in any case."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from assessments.models import Session
from assessments.prepared import Given, prepared

IDLE = 2 * 60 * 60  # long enough for a lecture between two answers; whoever types is in touch every few seconds
SELDOM = 10 * 60  # a write for each page would double all writes
BEGAN, USED = "began", "used"


class Lasting:
    """For Django's stores of sessions in the database."""

    owner: AbstractBaseUser | None = None  # as the database has just said

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        for row in lasting(self.session_key, timezone.now()):
            self.owner = row.user
            return row
        self._session_key = None
        return None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.began_at, row.used_at = (moment(data.get(name)) for name in (BEGAN, USED))
        return row

    def save(self, must_create: bool = False) -> None:
        """A database that does not answer is our fault; to Django it is a session that somebody has deleted."""
        try:
            super().save(must_create)
        except UpdateError as why:
            if isinstance(why.__context__, OperationalError | InterfaceError):
                raise why.__context__ from None
            raise

    def cycle_key(self) -> None:
        """Somebody logs in."""
        super().cycle_key()
        self.begin()

    def begin(self) -> None:
        self[BEGAN] = self[USED] = time.time()

    def proved_ago(self) -> float:
        """Seconds: each login, proof and new password begins it."""
        return time.time() - self.get(BEGAN, 0)

    def touch(self) -> None:
        """After each page: in use, it goes on."""
        # Nobody is logged in by it, so that nothing is there to end.
        if SESSION_KEY not in self:
            return
        if BEGAN not in self:
            self.begin()
        elif time.time() - self[USED] > SELDOM:
            self[USED] = time.time()

    def get_expiry_age(self, **kwargs: Any) -> int:
        whole = super().get_expiry_age(**kwargs)
        if "expiry" in kwargs or BEGAN not in self:  # asked for by that while it is still being loaded
            return whole
        return max(0, min(IDLE, round(self[BEGAN] + whole - time.time())))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return timezone.now() + timedelta(seconds=self.get_expiry_age(**kwargs))


@prepared(key=CharField(), now=DateTimeField())
def lasting(key: Given, now: Given) -> QuerySet[Session]:
    return Session.objects.select_related("user").filter(session_key=key, expire_date__gt=now)


def moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
