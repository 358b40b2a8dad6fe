"""What those who run the service do for someone who cannot get in, or should not."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from assessments.services import audit
from assessments.services.accounts import second, sessions


def password_address(user: AbstractBaseUser, by: AbstractBaseUser | None, now: datetime) -> str:
    """Where they choose a new password themselves: once, within a day, and not past their second factor."""
    # Before the address is out: whoever could set somebody's password is on record.
    audit.record(by, "make password address", user, {}, now)
    name = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("new_password", args=[name, default_token_generator.make_token(user)])


@transaction.atomic
def log_out(user: AbstractBaseUser, by: AbstractBaseUser | None, now: datetime) -> int:
    """Everywhere; from how many sessions."""
    ended = sessions.end(user)
    audit.record(by, "log out", user, {"sessions": ended}, now)
    return ended


def reset_second_factor(user: AbstractBaseUser, by: AbstractBaseUser | None, now: datetime) -> bool:
    """Whether there was one. Who they are has to be known by other means; they are logged out, too."""
    if not second.remove(user, by, now):
        return False
    sessions.end(user)
    return True
