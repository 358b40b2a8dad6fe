"""Checks: the message is signed by a key that its platform publishes."""

from __future__ import annotations

from assessments.lti.launching.arrival import Arrival, is_exact

# Keys, and places to fetch them from, that the sender would choose for us.
OF_ITS_OWN = frozenset({"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "crit"})
IGNORED = frozenset({"x5t", "x5t#S256"})  # thumbprints: some platforms send them, and they fetch nothing


def has_three_parts(arrival: Arrival) -> bool:
    readable = len(arrival.parts) == 3 and all(map(is_exact, arrival.parts))  # noqa: PLR2004 -- see its name
    return readable and bool(arrival.parts[2]) and bool(arrival.header) and bool(arrival.claims)


def is_rs256(arrival: Arrival) -> bool:
    return arrival.header.get("alg") == "RS256"


def names_a_key(arrival: Arrival) -> bool:
    kid = arrival.header.get("kid")
    return isinstance(kid, str) and kid != ""


def key_is_known(arrival: Arrival) -> bool:
    return arrival.key is not None


def brings_no_key(arrival: Arrival) -> bool:
    return not (OF_ITS_OWN - IGNORED) & arrival.header.keys()
