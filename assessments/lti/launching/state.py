"""Checks: this browser began the launch, a moment ago, and comes back once."""

from __future__ import annotations

from assessments.lti.launching.arrival import Arrival
from assessments.services.lti.logins import LASTS


def is_known(arrival: Arrival) -> bool:
    return arrival.login is not None


def is_fresh(arrival: Arrival) -> bool:
    return arrival.login is not None and arrival.login.created_at > arrival.now - LASTS


def is_unused(arrival: Arrival) -> bool:
    """For the early word; who comes first is settled in the database, at the end."""
    return arrival.login is not None and arrival.login.used_at is None


def is_same_browser(arrival: Arrival) -> bool:
    return arrival.proof != ""
