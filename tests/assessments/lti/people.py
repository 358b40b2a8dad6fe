"""Platforms, courses and people over there, as rows here."""

from __future__ import annotations

from itertools import count
from typing import Any

from assessments.models import Registration

ISSUER = "https://lms.example"
numbers = count(1)


def a_registration(**fields: Any) -> Registration:
    usual = {
        "title": "The LMS",
        "issuer": ISSUER,
        "client_id": f"client-{next(numbers)}",
        "auth_url": f"{ISSUER}/auth",
        "token_url": f"{ISSUER}/token",
        "jwks_url": f"{ISSUER}/jwks",
    }
    return Registration.objects.create(**usual | fields)
