"""Tokens for programs: shown once, when they are made, and kept as a digest alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import ApiToken, Course
from assessments.services import audit

PREFIX = "cell_"  # by which scanners of published code know it
SHOWN = 12
SELDOM = timedelta(hours=1)  # or every request with a token would write


@dataclass(frozen=True)
class Wanted:
    course: Course
    title: str
    scopes: Collection[str]
    expires_at: datetime


def make(user: AbstractBaseUser, wanted: Wanted, now: datetime) -> tuple[ApiToken, str]:
    """The row, and the token, which nobody can show again."""
    token = f"{PREFIX}{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        row = ApiToken.objects.create(
            user=user,
            course=wanted.course,
            title=wanted.title,
            scopes=sorted(wanted.scopes),
            digest=digest_of(token),
            beginning=token[:SHOWN],
            created_at=now,
            expires_at=wanted.expires_at,
        )
        audit.record(user, "make token", row, {"title": row.title, "scopes": row.scopes}, now)
    return row, token


def revoke(token: ApiToken, by: AbstractBaseUser, now: datetime) -> None:
    """A second time changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
            audit.record(by, "revoke token", token, {"title": token.title}, now)


def known(token: str, now: datetime) -> ApiToken | None:
    """The row of a token that holds by now. That it was used is written down now and then."""
    found = ApiToken.objects.select_related("user", "course").filter(digest=digest_of(token)).first()
    if found is None or not found.holds(now):
        return None
    if found.used_at is None or found.used_at <= now - SELDOM:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def digest_of(token: str) -> str:
    """Plain SHA-256: a token is 256 random bits, which nobody guesses however fast."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
