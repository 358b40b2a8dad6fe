"""Where somebody is logged in, and how that ends."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.timezone import now

from assessments.models import Session

PATIENCE = 10 * 60  # seconds until one has to prove again who one is


def of(user: AbstractBaseUser) -> QuerySet[Session]:
    """The latest first."""
    return Session.objects.filter(user=user, expire_date__gt=now()).order_by("-began_at")


def end(user: AbstractBaseUser, *, besides: str | None = None, handle: str | None = None) -> int:
    """All of them, or all besides one's own, or the one of that handle; how many."""
    found = [one for one in of(user) if one.session_key != besides and handle in {None, one.handle}]
    for one in found:
        Session.get_session_store_class()(one.session_key).delete()  # from the cache, too
    return len(found)
