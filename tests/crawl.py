"""Asks every learner's route for everything it might say, and gives back all of every answer."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client

from assessments.models import Attempt
from tests.routes import addresses

NOTHING_READS_THIS = "?"
HEADERS = ({}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "item", "Accept": "application/json"})
METHODS = ("get", "head", "options", "put", "patch", "delete")
TAG = re.compile(r"<[^>]*>")


def forms() -> list[dict[str, Any]]:
    """Forms that no service takes: unreadable, forged, stale or broken."""
    return [
        {},
        {"raw": NOTHING_READS_THIS},
        {"raw": NOTHING_READS_THIS, "intent": str(uuid4())},
        {"raw": ["", NOTHING_READS_THIS], "intent": str(uuid4()), "turn": "1"},
        {"raw": "(9, 9)", "intent": str(uuid4()), "turn": "7"},
        {"raw": "(9, 9)", "intent": "no uuid"},
        {f"field-{number}": "" for number in range(600)},
    ]


def crawl(learner: AbstractBaseUser, attempt: Attempt, skip: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """(what was asked, all that was answered); routes in `skip` are not posted to."""
    client, careful = Client(), Client(enforce_csrf_checks=True)
    careful.force_login(learner)
    for path in dict.fromkeys(paths(attempt)):
        for headers in HEADERS:
            client.force_login(learner)
            for method in METHODS:
                yield f"{method} {path} {headers}", told(getattr(client, method)(path, headers=headers), client)
            if path.strip("/").rpartition("/")[2] in skip:
                continue
            for form in forms():
                yield f"post {path} {headers} {list(form)}", told(client.post(path, form, headers=headers), client)
        yield f"post {path} without a token", told(careful.post(path, forms()[3]), careful)


def paths(attempt: Attempt) -> Iterator[str]:
    """Every route at every place, and addresses close by where nothing is."""
    for number in attempt.sessions.values_list("number", flat=True):
        yield from addresses(attempt, number).values()
    yield from (f"/attempts/{attempt.pk}/items/99/", f"/attempts/{attempt.pk}/items/1", f"/attempts/{uuid4()}/")
    yield from (f"/attempts/{attempt.pk}/items/1/answer/", f"/attempts/{attempt.pk}/nowhere/", "/nowhere/")


def told(response: HttpResponse, client: Client) -> str:
    """Headers, cookies, and the body as sent, as read, and as read with nothing between its words."""
    body = html.unescape(response.content.decode())
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return "\n".join([headers, str(client.cookies), str(response.cookies), body, TAG.sub("", body)])
