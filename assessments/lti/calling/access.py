"""Access tokens for a platform's services, kept until shortly before they expire.
https://www.imsglobal.org/spec/security/v1p0#using-json-web-tokens-with-oauth-2-0-client-credentials-grant
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import urlencode

import jwt
from django.core.cache import cache

from assessments.models import Registration
from assessments.outbound.asking import Answer, Unreachable
from assessments.services.lti.keys import signing_key, unlocked

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECONDS, EARLY, USUAL, LONGEST = 60, 60, 3600, 24 * 3600
DENIED = (401, 403)
Ask = Callable[..., Answer]


def asked(registration: Registration, scopes: Iterable[str], now: datetime, ask: Ask) -> Callable[..., Answer]:
    """`ask` with a token. Where it is not good any more, one new one is tried: platforms answer 401 or 403 then."""

    def call(method: str, url: str, headers: dict[str, str] | None = None, body: str = "") -> Answer:
        # Twice at most: a platform that refuses a new token refuses us.
        for fresh in (False, True):
            token = token_for(registration, scopes, now, ask, fresh=fresh)
            answer = ask(method, url, {**(headers or {}), "Authorization": f"Bearer {token}"}, body)
            if answer.status not in DENIED:
                return answer
        return answer

    return call


def token_for(registration: Registration, scopes: Iterable[str], now: datetime, ask: Ask, *, fresh: bool) -> str:
    # Sorted, so that the same scopes find the same token in the cache.
    wanted = " ".join(sorted(scopes))
    # Of one registration: tokens of one platform are never shown to another.
    name = f"lti-token:{registration.pk}:{hashlib.sha256(wanted.encode()).hexdigest()}"
    if not fresh and (kept := cache.get(name)):
        return kept
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion(registration, now),
        "scope": wanted,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = ask("POST", registration.token_url, headers, urlencode(form))
    token, lasts = read(answer)
    cache.set(name, token, max(lasts - EARLY, 1))
    return token


def assertion(registration: Registration, now: datetime) -> str:
    key, begun = signing_key(now), int(now.timestamp())
    claims = {
        "iss": registration.client_id,
        "sub": registration.client_id,
        "aud": registration.audience or registration.token_url,
        "iat": begun - 5,  # a platform whose clock is a little slow
        "exp": begun + SECONDS,
        "jti": secrets.token_urlsafe(16),
    }
    return jwt.encode(claims, unlocked(key), algorithm="RS256", headers={"kid": key.kid})


def read(answer: Answer) -> tuple[str, float]:
    """(token, seconds that it lasts). Raises Unreachable."""
    if not answer.is_ok:
        raise Unreachable(f"no access token, status {answer.status}")
    found = answer.json()
    token = found.get("access_token") if isinstance(found, dict) else None
    # It goes into a header, where the end of a line would begin another one.
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise Unreachable("the answer holds no access token")
    lasts = found.get("expires_in", USUAL)
    # A platform that says nonsense gets the usual hour, not a token kept for ever.
    usual = isinstance(lasts, (int, float)) and not isinstance(lasts, bool) and 0 < lasts <= LONGEST
    return token, lasts if usual else USUAL
