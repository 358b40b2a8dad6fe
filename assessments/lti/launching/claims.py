"""Checks: who wrote the message, for whom, and when."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare

from assessments.lti.launching.arrival import Arrival
from assessments.services.lti.logins import hashed

FUTURE, PAST, LONGEST = 60, 600, 3600  # seconds


def is_from_the_issuer(arrival: Arrival) -> bool:
    return arrival.claims.get("iss") == arrival.registration.issuer


def is_of_the_login(arrival: Arrival) -> bool:
    hints = arrival.login.hints if arrival.login else {}
    same_client = hints.get("client_id") in {None, arrival.registration.client_id}
    return hints.get("iss") == arrival.claims.get("iss") and same_client


def is_for_us(arrival: Arrival) -> bool:
    readers = arrival.claims.get("aud")
    ours = arrival.registration.client_id
    return readers == ours or (isinstance(readers, list) and ours in readers)


def names_the_party(arrival: Arrival) -> bool:
    return "azp" in arrival.claims or not isinstance(arrival.claims.get("aud"), list)


def party_is_us(arrival: Arrival) -> bool:
    return arrival.claims.get("azp", arrival.registration.client_id) == arrival.registration.client_id


def is_not_expired(arrival: Arrival) -> bool:
    left = arrival.seconds("exp")
    return left is not None and left > 0


def is_recent(arrival: Arrival) -> bool:
    since = arrival.seconds("iat")
    return since is not None and -PAST <= since <= FUTURE


def is_short_lived(arrival: Arrival) -> bool:
    end, begin = arrival.seconds("exp"), arrival.seconds("iat")
    return end is not None and begin is not None and end - begin <= LONGEST


def has_a_nonce(arrival: Arrival) -> bool:
    nonce = arrival.claims.get("nonce")
    return isinstance(nonce, str) and nonce != ""


def nonce_is_ours(arrival: Arrival) -> bool:
    return arrival.login is not None and constant_time_compare(
        hashed(str(arrival.claims["nonce"])), arrival.login.nonce_hash
    )
