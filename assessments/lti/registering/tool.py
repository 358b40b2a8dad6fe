"""What this tool tells of itself, to platforms and to those who type it in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse

from assessments.lti.calling import ags, columns, roster
from assessments.lti.choosing.response import VARIABLES
from assessments.lti.framing import own_origin

NAME, ABOUT = "Cellstate", "Auto-graded quizzes on LSTM architecture"
SCOPES = (columns.SCOPE, ags.SCORES, roster.SCOPE)
# No e-mail address: nothing here needs one.
CLAIMS = ("iss", "sub", "name", "given_name", "family_name")
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"


def addresses(request: HttpRequest) -> dict[str, str]:
    origin = own_origin(request)
    names = {"login": "lti_login", "launch": "lti_launch", "keys": "lti_jwks", "choosing": "lti_deep_link"}
    return {name: origin + reverse(route) for name, route in names.items()}


def registration_body(request: HttpRequest) -> dict[str, Any]:
    """https://www.imsglobal.org/spec/lti-dr/v1p0#tool-configuration"""
    at = addresses(request)
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "client_name": NAME,
        "initiate_login_uri": at["login"],
        "redirect_uris": [at["launch"]],
        "jwks_uri": at["keys"],
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(SCOPES),
        TOOL: {
            "domain": urlsplit(at["launch"]).netloc,
            "description": ABOUT,
            "target_link_uri": at["launch"],
            "custom_parameters": VARIABLES,
            "claims": list(CLAIMS),
            "messages": [
                {"type": "LtiResourceLinkRequest"},
                {"type": "LtiDeepLinkingRequest", "target_link_uri": at["choosing"], "label": NAME},
            ],
        },
    }


def canvas_body(request: HttpRequest) -> dict[str, Any]:
    """https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_dev_key_config"""
    at = addresses(request)
    choosing = {"message_type": "LtiDeepLinkingRequest", "target_link_uri": at["choosing"], "text": NAME}
    placements = [{"placement": name, **choosing} for name in ("assignment_selection", "link_selection")]
    return {
        "title": NAME,
        "description": ABOUT,
        "oidc_initiation_url": at["login"],
        "target_link_uri": at["launch"],
        "public_jwk_url": at["keys"],
        "scopes": list(SCOPES),
        "custom_fields": VARIABLES,
        "extensions": [
            {
                "platform": "canvas.instructure.com",
                "domain": urlsplit(at["launch"]).netloc,
                "privacy_level": "name_only",
                "settings": {"placements": placements},
            }
        ],
    }
