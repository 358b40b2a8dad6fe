"""Our own keys: one signs, the next one is published a day before it does, retired ones are published a day longer.
https://datatracker.ietf.org/doc/html/rfc7638
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from jwt.algorithms import RSAAlgorithm

from assessments.models import ToolKey
from assessments.services.locking import lock, unlock

PURPOSE, EARLIER = "tool key", "-----BEGIN ENCRYPTED"
BITS = 3072  # 128 bits of strength
PUBLISHED = timedelta(hours=24)  # longer than platforms keep what they have fetched
State = ToolKey.State


def rotate(now: datetime, at_once: bool = False) -> ToolKey:
    """One step on, once the next key has been published for long enough; returns the key that signs."""
    with transaction.atomic():
        # The first key is made here, for a service that has never signed.
        signing_key(now)
        ToolKey.objects.filter(state=State.RETIRED, changed_at__lt=now - PUBLISHED).delete()
        following = ToolKey.objects.select_for_update().filter(state=State.NEXT).first() or make(State.NEXT, now)
        if at_once or following.changed_at <= now - PUBLISHED:
            # In this order: the database knows one active and one next key at a time.
            ToolKey.objects.filter(state=State.ACTIVE).update(state=State.RETIRED, changed_at=now)
            ToolKey.objects.filter(pk=following.pk).update(state=State.ACTIVE, changed_at=now)
            make(State.NEXT, now)
    return signing_key(now)


def signing_key(now: datetime) -> ToolKey:
    """The active one; the first is made when it is first needed."""
    if found := ToolKey.objects.filter(state=State.ACTIVE).first():
        return found
    try:
        with transaction.atomic():
            return make(State.ACTIVE, now)
    except IntegrityError:  # another process has just made it
        return ToolKey.objects.get(state=State.ACTIVE)


def make(state: str, now: datetime) -> ToolKey:
    private = generate_private_key(public_exponent=65537, key_size=BITS)
    public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    kid = thumbprint(public)
    public |= {"kid": kid, "alg": "RS256", "use": "sig"}
    return ToolKey.objects.create(
        kid=kid, state=state, public=public, private=locked(private), made_at=now, changed_at=now
    )


def thumbprint(jwk: Mapping[str, Any]) -> str:
    # These members in this order and no spaces, as the RFC has it: platforms compute it, too.
    required = json.dumps({name: jwk[name] for name in ("e", "kty", "n")}, separators=(",", ":"), sort_keys=True)
    return urlsafe_b64encode(hashlib.sha256(required.encode()).digest()).rstrip(b"=").decode()


def locked(private: RSAPrivateKey) -> str:
    """A copy of the database alone signs nothing."""
    how = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return lock(private.private_bytes(*how).decode(), PURPOSE)


def unlocked(key: ToolKey) -> RSAPrivateKey:
    """Raises NotOurs, and ValueError for one of an earlier version."""
    if key.private.startswith(EARLIER):
        return serialization.load_pem_private_key(key.private.encode(), passphrase())
    opened = unlock(key.private, PURPOSE).encode()
    # Made here, and nobody can have changed it under the lock: to look whether it is a key takes longer than to sign.
    return serialization.load_pem_private_key(opened, None, unsafe_skip_rsa_key_validation=True)


def passphrase() -> bytes:
    return salted_hmac("assessments.lti.keys", "", algorithm="sha256").hexdigest().encode()


def published() -> list[dict[str, Any]]:
    return list(ToolKey.objects.order_by("made_at").values_list("public", flat=True))
