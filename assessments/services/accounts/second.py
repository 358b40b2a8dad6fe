"""A second factor: codes that an app counts from a seed and the time, and codes on paper for when it is lost.
https://datatracker.ietf.org/doc/html/rfc6238
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count

from assessments.models import RecoveryCode, SecondFactor
from assessments.services import audit
from assessments.services.locking import lock, unlock

ISSUER = "Cellstate"
PURPOSE = "accounts.second"
SECONDS, DIGITS, BYTES = 30, 6, 20  # what every app counts by; as many bytes as the hash has
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another: 5 bits each
GROUP, GROUPS, CODES = 4, 3, 10


def new_seed() -> str:
    """As apps take it when it is typed."""
    return b32encode(secrets.token_bytes(BYTES)).decode()


def address(user: AbstractBaseUser, seed: str) -> str:
    """What the picture says to an app."""
    return counter(seed).get_provisioning_uri(user.get_username(), ISSUER)


def counter(seed: str) -> TOTP:
    return TOTP(b32decode(seed), DIGITS, SHA1(), SECONDS)  # noqa: S303 -- the one that every app knows; HMAC does not need more


def step_of(seed: str, code: str, now: datetime) -> int | None:
    """The half minute that this is the code of, which has to be this one."""
    this = int(now.timestamp()) // SECONDS
    try:
        counter(seed).verify(code.encode(), this * SECONDS)
    except InvalidToken:
        return None
    return this


def of(user: AbstractBaseUser) -> SecondFactor | None:
    """With how many recovery codes are left."""
    return SecondFactor.objects.filter(user=user).annotate(codes=Count("user__recovery_codes")).first()


def is_added(user: AbstractBaseUser) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


def add(user: AbstractBaseUser, seed: str, code: str, now: datetime) -> list[str] | None:
    """With its recovery codes, which nobody can show again; None where the code is none of this seed's."""
    step = step_of(seed, code, now)
    if step is None:
        return None
    codes, rows = drawn(user)
    values = {"seed": locked(seed), "step": step, "added_at": now}
    with transaction.atomic():
        SecondFactor.objects.update_or_create(user=user, defaults=values)
        audit.record(user, "add second factor", user, {}, now)
        replace(user, rows)
    return codes


def renew(user: AbstractBaseUser) -> list[str]:
    """Ten codes; those from before get nobody in any more."""
    codes, rows = drawn(user)
    with transaction.atomic():
        replace(user, rows)
    return codes


def drawn(user: AbstractBaseUser) -> tuple[list[str], list[RecoveryCode]]:
    """Hashed before anything is locked: it takes half a second, in which no learner's answer could be kept."""
    beginnings: set[str] = set()
    while len(beginnings) < CODES:
        beginnings.add(letters(GROUP))
    rests = {beginning: letters(GROUP * (GROUPS - 1)) for beginning in sorted(beginnings)}
    rows = [RecoveryCode(user=user, beginning=beginning, rest=make_password(rest)) for beginning, rest in rests.items()]
    return [grouped(beginning + rest) for beginning, rest in rests.items()], rows


def replace(user: AbstractBaseUser, rows: list[RecoveryCode]) -> None:
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(rows)


def letters(number: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(number))


def grouped(code: str) -> str:
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


@transaction.atomic
def accept(user: AbstractBaseUser, typed: str, now: datetime) -> bool:
    """Whether this code gets in, now and never again."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(code) == DIGITS:
        return accept_counted(user, code, now)
    return accept_written(user, code, now)


def accept_counted(user: AbstractBaseUser, code: str, now: datetime) -> bool:
    # Locked, or the same code could get in twice at one moment.
    factor = SecondFactor.objects.select_for_update(no_key=True).filter(user=user).first()
    step = step_of(unlocked(factor.seed), code, now) if factor else None
    # A code is good once: whoever has seen it being typed comes too late.
    if step is None or step <= factor.step:
        return False
    factor.step = step
    factor.save(update_fields=["step"])
    return True


def accept_written(user: AbstractBaseUser, code: str, now: datetime) -> bool:
    beginning, rest = code[:GROUP], code[GROUP:]
    kept = RecoveryCode.objects.select_for_update().filter(user=user, beginning=beginning).first()
    # Found by its beginning, as a hash cannot be searched for: ten slow hashes would be tried otherwise.
    if kept is None or not check_password(rest, kept.rest):
        return False
    kept.delete()
    audit.record(user, "use recovery code", user, {"left": user.recovery_codes.count()}, now)
    return True


@transaction.atomic
def remove(user: AbstractBaseUser, by: AbstractBaseUser | None, now: datetime) -> bool:
    """Whether there was one."""
    RecoveryCode.objects.filter(user=user).delete()
    deleted, _ = SecondFactor.objects.filter(user=user).delete()
    if deleted:
        audit.record(by, "remove second factor", user, {}, now)
    return bool(deleted)


def spelled(seed: str) -> str:
    """For typing it in."""
    return " ".join(seed[place : place + GROUP] for place in range(0, len(seed), GROUP))


def locked(seed: str) -> str:
    """A copy of the database alone counts no codes."""
    return lock(seed, PURPOSE)


def unlocked(seed: str) -> str:
    return unlock(seed, PURPOSE)
