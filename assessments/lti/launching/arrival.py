"""A launch message as it arrived, before anything in it is believed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidTokenError, decode

from assessments.models import Login, Registration

LARGEST = 16 * 1024
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"


@dataclass(frozen=True)
class Arrival:
    token: str
    state: str
    login: Login | None
    origin: str  # our own
    proof: str  # how the browser showed that it began the login: by a cookie, by the platform's storage, or not at all
    now: datetime
    key_of: Callable[[Registration, str], RSAPublicKey | None]

    @property
    def registration(self) -> Registration:
        if self.login is None:
            raise AssertionError("the state was checked first")
        return self.login.registration

    @cached_property
    def parts(self) -> list[str]:
        # Before anything is decoded: whatever is larger is not worth the work.
        return self.token.split(".") if len(self.token) <= LARGEST else []

    @cached_property
    def header(self) -> Mapping[str, Any]:
        return read(self.parts[0])

    @cached_property
    def claims(self) -> Mapping[str, Any]:
        """Whoever wrote them: worth nothing before the signature was checked."""
        return read(self.parts[1])

    @cached_property
    def key(self) -> RSAPublicKey | None:
        kid = self.header.get("kid")
        return self.key_of(self.registration, kid) if isinstance(kid, str) and kid else None

    def is_signed(self) -> bool:
        # The signature alone; the rest has checks of its own, which tell what it was.
        unchecked = dict.fromkeys(("verify_exp", "verify_iat", "verify_nbf", "verify_aud", "verify_iss"), False)
        try:
            # The one algorithm, whatever the message says: a message must not choose how it is checked.
            decode(self.token, self.key, algorithms=["RS256"], options=unchecked | {"verify_sub": False})
        except (InvalidTokenError, ValueError, TypeError):
            return False
        return True

    def get(self, name: str) -> Any:
        """A claim of LTI's own."""
        return self.claims.get(CLAIM + name)

    def seconds(self, name: str) -> float | None:
        """A date among the claims, as seconds from now."""
        value = self.claims.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e11:  # noqa: PLR2004 -- NaN, too
            return None
        return value - self.now.timestamp()


def read(part: str) -> Mapping[str, Any]:
    """Empty where it cannot be read."""
    try:
        found = json.loads(decoded(part))
    except (ValueError, NotBase64, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def is_exact(part: str) -> bool:
    """One text for the same bytes, and no other: else a message could be written in many ways."""
    try:
        return urlsafe_b64encode(decoded(part)).rstrip(b"=").decode() == part
    except (ValueError, NotBase64):
        return False
