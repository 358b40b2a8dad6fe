"""A platform's word about itself, and its answer to ours.
https://www.imsglobal.org/spec/lti-dr/v1p0
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from assessments.lti.launching.message import is_https, is_id
from assessments.lti.registering.tool import TOOL
from assessments.models import Invitation
from assessments.outbound.asking import Answer, Unreachable

PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
LONGEST = 500  # characters of an address
Ask = Callable[..., Answer]


def configuration(url: str, invitation: Invitation, ask: Ask) -> Mapping[str, Any]:
    """Its addresses, all of them https and its own. Raises Unreachable."""
    answer = ask("GET", url, {"Accept": "application/json"})
    found = answer.json() if answer.is_ok else None
    if not isinstance(found, dict):
        raise Unreachable("it gives no configuration")
    needed = ("issuer", "authorization_endpoint", "registration_endpoint", "jwks_uri", "token_endpoint")
    if not all(fits(found.get(name)) for name in needed) or not is_id(found["issuer"]):
        raise Unreachable("its configuration is not complete")
    expected = (invitation.registration and invitation.registration.issuer) or invitation.issuer or found["issuer"]
    # The configuration says whose it is; that counts from that host alone.
    if found["issuer"] != expected or urlsplit(found["issuer"]).hostname != urlsplit(url).hostname:
        raise Unreachable("it is not the platform that was invited")
    return found


def registered(
    told: Mapping[str, Any], body: Mapping[str, Any], token: str, update_url: str, ask: Ask
) -> tuple[dict[str, str], str]:
    """(the columns of our registration, the ID of a deployment if it made one). Raises Unreachable."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    method, url = ("PUT", update_url) if update_url else ("POST", told["registration_endpoint"])
    answer = ask(method, url, headers, json.dumps(body))
    found = answer.json() if answer.is_ok else None
    if not isinstance(found, dict) or not is_id(found.get("client_id")):
        raise Unreachable(f"it did not register us, status {answer.status}")
    tool = found.get(TOOL)
    deployment = tool.get("deployment_id") if isinstance(tool, dict) else None
    update = found.get("registration_client_uri")
    columns = {
        "title": title_of(told),
        "issuer": told["issuer"],
        "client_id": found["client_id"],
        "auth_url": told["authorization_endpoint"],
        "token_url": told["token_endpoint"],
        "jwks_url": told["jwks_uri"],
        "audience": told["authorization_server"] if fits(told.get("authorization_server")) else "",
        "update_url": update if fits(update) else "",
    }
    return columns, str(deployment) if isinstance(deployment, (str, int)) and is_id(str(deployment)) else ""


def fits(url: Any) -> bool:
    """An address that our columns hold."""
    return is_https(url) and len(url) <= LONGEST


def title_of(told: Mapping[str, Any]) -> str:
    platform = told.get(PLATFORM)
    family = platform.get("product_family_code") if isinstance(platform, dict) else None
    host = urlsplit(told["issuer"]).hostname
    return f"{family.title()[:60]} at {host}"[:200] if is_id(family) else f"{host}"[:200]
