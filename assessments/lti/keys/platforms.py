"""A platform's keys: kept for as long as it says, else for an hour, and asked for again where one is unknown, but at
most once a minute.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

from assessments.models import Registration
from assessments.outbound.asking import Answer, Forbidden, Unreachable

FRESH, PAUSE = timedelta(hours=1), timedelta(minutes=1)
# Whatever a platform says of its keys' age: neither asked for at each launch, nor trusted for ever.
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=1)
MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})", re.IGNORECASE | re.ASCII)
SMALLEST, MOST_KEYS = 2048, 50
Ask = Callable[[str, str], Answer]
log = logging.getLogger(__name__)


def key_for(registration: Registration, kid: str, now: datetime, ask: Ask) -> RSAPublicKey | None:
    """The platform's key of that name; the last good set serves while a new one cannot be had."""
    if registration.key_set_until is None or registration.key_set_until <= now:
        refresh(registration, now, ask)
    # An unknown name: the platform has new keys, perhaps, before the old ones have run out.
    if named(registration, kid) is None:
        refresh(registration, now, ask)
    return usable(named(registration, kid))


def named(registration: Registration, kid: str) -> dict[str, Any] | None:
    return next((key for key in registration.key_set.get("keys", ()) if key.get("kid") == kid), None)


def usable(jwk: dict[str, Any] | None) -> RSAPublicKey | None:
    """RSA for signatures, and long enough, whatever else the set may hold."""
    if jwk is None or jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig" or jwk.get("alg", "RS256") != "RS256":
        return None
    try:
        # Only what makes the key: whatever else the set says of it is not looked at.
        key = RSAAlgorithm.from_jwk({name: jwk[name] for name in ("kty", "n", "e")})
    except (InvalidKeyError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST else None


def refresh(registration: Registration, now: datetime, ask: Ask) -> None:
    """One process asks; the others go on with what there is."""
    last_asked = registration.key_set_asked_at
    if last_asked is not None and last_asked > now - PAUSE:
        return
    # By the moment that was read: of processes that find an unknown key together, one asks.
    mine = Registration.objects.filter(pk=registration.pk, key_set_asked_at=last_asked)
    if not mine.update(key_set_asked_at=now):
        registration.refresh_from_db(fields=["key_set", "key_set_at", "key_set_until", "key_set_asked_at"])
        return
    registration.key_set_asked_at = now
    try:
        registration.key_set, lasts = fetched(registration.jwks_url, ask)
    except (Forbidden, Unreachable) as why:
        log.warning("the keys of %s: %s", registration, why)
        return
    registration.key_set_at, registration.key_set_until = now, now + lasts
    registration.save(update_fields=["key_set", "key_set_at", "key_set_until"])


def fetched(url: str, ask: Ask) -> tuple[dict[str, Any], timedelta]:
    answer = ask("GET", url)
    if not answer.is_ok:
        raise Unreachable(f"status {answer.status}")
    found = answer.json()
    keys = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(keys, list) or len(keys) > MOST_KEYS or not all(isinstance(key, dict) for key in keys):
        raise Unreachable("the answer is no key set")
    return {"keys": keys}, lasting(answer.headers.get("cache-control", ""))


def lasting(told: str) -> timedelta:
    """From five minutes to a day, whatever is told."""
    found = MAX_AGE.search(told)
    return min(max(timedelta(seconds=int(found[1])), SHORTEST), LONGEST) if found else FRESH
