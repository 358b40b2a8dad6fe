"""Who people and links were in LTI 1.1, believed where the platform has signed it with the secret of those days.
https://www.imsglobal.org/spec/lti/v1p3/migr
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from assessments.lti.launching.arrival import Arrival
from assessments.lti.launching.message import is_id
from assessments.services.locking import NotOurs, unlock
from assessments.services.lti.messages import Before
from assessments.services.lti.registering import OLD


def before(arrival: Arrival) -> Before:
    """Nobody, where there is no claim or its signature is another's: the launch itself stands on its own."""
    told = arrival.get("lti1p1")
    if not isinstance(told, dict) or not is_signed(arrival, told):
        return Before()
    names = {"person": told.get("user_id"), "link": told.get("resource_link_id")}
    return Before(**{name: value for name, value in names.items() if is_id(value)})


def is_signed(arrival: Arrival, told: Mapping[str, Any]) -> bool:
    registration, signature = arrival.registration, told.get("oauth_consumer_key_sign")
    if not registration.old_key or told.get("oauth_consumer_key") != registration.old_key:
        return False
    try:
        secret = unlock(registration.old_secret, OLD)
    except NotOurs:
        return False
    # The order and the signs between are the specification's.
    own = (registration.old_key, arrival.get("deployment_id"), registration.issuer, registration.client_id)
    text = "&".join((*own, str(arrival.claims["exp"]), arrival.claims["nonce"]))
    expected = b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())
    return isinstance(signature, str) and hmac.compare_digest(signature.encode(), expected)
