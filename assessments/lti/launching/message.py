"""Checks: what the message says is all there and can be acted on."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from assessments.lti.launching.arrival import Arrival
from assessments.outbound.addresses import LONGEST as LONGEST_ADDRESS

RESOURCE, CHOOSING, REVIEW = "LtiResourceLinkRequest", "LtiDeepLinkingRequest", "LtiSubmissionReviewRequest"
LONGEST, MOST_ROLES = 255, 100
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # NUL, and half of a surrogate pair
CHOOSING_SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


def is_lti_1_3(arrival: Arrival) -> bool:
    return arrival.get("version") == "1.3.0"


def is_of_a_known_type(arrival: Arrival) -> bool:
    return arrival.get("message_type") in {RESOURCE, CHOOSING, REVIEW}


def names_a_deployment(arrival: Arrival) -> bool:
    return is_id(arrival.get("deployment_id"))


def target_is_the_logins(arrival: Arrival) -> bool:
    """Which lies under our own origin: the login saw to it."""
    target = arrival.get("target_link_uri")
    return arrival.login is not None and target == arrival.login.target and target.startswith(f"{arrival.origin}/")


def names_a_person(arrival: Arrival) -> bool:
    if "sub" not in arrival.claims:
        return arrival.registration.allows_anonymous and arrival.get("message_type") == RESOURCE
    # As the specification has it; what is no ASCII could look like somebody else's.
    return is_id(arrival.claims["sub"]) and arrival.claims["sub"].isascii()


def lists_roles(arrival: Arrival) -> bool:
    """None at all is a list, too."""
    roles = arrival.get("roles")
    return isinstance(roles, list) and len(roles) <= MOST_ROLES and all(isinstance(role, str) for role in roles)


def names_a_link(arrival: Arrival) -> bool:
    if arrival.get("message_type") == CHOOSING:
        return True
    link = arrival.get("resource_link")
    return isinstance(link, dict) and is_id(link.get("id"))


def has_its_settings(arrival: Arrival) -> bool:
    if arrival.get("message_type") == CHOOSING:
        settings = arrival.claims.get(CHOOSING_SETTINGS)
        accepted = isinstance(settings, dict) and settings.get("accept_types")
        return isinstance(accepted, list) and is_https(settings.get("deep_link_return_url"))
    if arrival.get("message_type") == REVIEW:
        reviewed = arrival.get("for_user")
        return isinstance(reviewed, dict) and is_id(reviewed.get("user_id"))
    return True


def is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and not UNSTORABLE.search(value)


def is_https(value: Any) -> bool:
    """An address that can be taken apart, and that every database keeps."""
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or not value.isprintable():
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return value.startswith("https://") and bool(parts.hostname)
