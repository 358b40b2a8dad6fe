"""Answers as a form sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import ItemSession

HTMX = {"HX-Request": "true"}


def url(session: ItemSession, name: str = "item") -> str:
    return reverse(name, args=[session.attempt_id, session.number])


def sent(
    client: Client, session: ItemSession, raw: Any, headers: dict[str, str] | None = None, **fields: Any
) -> HttpResponse:
    form = {"raw": raw, "intent": str(uuid4()), "turn": session.turn}
    return client.post(url(session, "answer"), form | fields, headers=headers)
