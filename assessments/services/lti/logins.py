"""The first half of a launch: what the browser has to bring back, once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.models import Login, Registration

LASTS = timedelta(minutes=10)
KEPT = timedelta(days=1)  # so that what comes late is told so, rather than that it is unknown


@dataclass(frozen=True)
class Begun:
    state: str
    nonce: str


def hashed(secret: str) -> str:
    # A state comes from anywhere: what is no Unicode must not fail, only be unknown.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def begin(registration: Registration, target: str, hints: dict[str, str], now: datetime) -> Begun:
    # Anyone can begin a login, so each one clears away what others have left.
    Login.objects.filter(created_at__lt=now - KEPT).delete()
    begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    Login.objects.create(
        state_hash=hashed(begun.state),
        nonce_hash=hashed(begun.nonce),
        registration=registration,
        target=target,
        hints=hints,
        created_at=now,
    )
    return begun


def begun_with(state: str) -> Login | None:
    return Login.objects.select_related("registration").filter(state_hash=hashed(state)).first()


def consume(login: Login, now: datetime) -> bool:
    """One statement, so that of any number of launches with this state one wins."""
    fresh = Login.objects.filter(pk=login.pk, used_at=None, created_at__gt=now - LASTS)
    return bool(fresh.update(used_at=now))
