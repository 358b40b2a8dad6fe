"""Asks every learner's route for everything it might say, and gives back all of every answer."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from prometheus_client import CONTENT_TYPE_LATEST

from assessments.models import Attempt
from tests.routes import addresses

NOTHING_READS_THIS = "?"
HEADERS = ({}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "item", "Accept": "application/json"})
ODD = ("head", "options", "put", "patch", "delete")  # no view reads a header for them
TOO_MANY = {f"field-{number}": "" for number in range(600)}
FORM = "application/x-www-form-urlencoded"
TAG = re.compile(r"<[^>]*>")
MEASURED = re.compile(r"(?m)(?<= )[\d.e+-]+$")  # times and sizes of this process: any digits may come up

BROKEN: dict[str, Any] = {}
UNREADABLE = {"raw": NOTHING_READS_THIS, "intent": str(uuid4())}
IN_PARTS = {"raw": ["", NOTHING_READS_THIS], "intent": str(uuid4()), "turn": "1"}
STALE = {"raw": "(9, 9)", "intent": str(uuid4()), "turn": "7"}
FORGED = {"raw": "(9, 9)", "intent": "no uuid"}
FORMS = (BROKEN, {"raw": NOTHING_READS_THIS}, UNREADABLE, IN_PARTS, STALE, FORGED)  # no service takes any
ANSWERED_DIFFERENTLY = (BROKEN, UNREADABLE, STALE)


def crawl(learner: AbstractBaseUser, attempt: Attempt, skip: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """(what was asked, all that was answered); routes in `skip` are not posted to."""
    client, careful = Client(), Client(enforce_csrf_checks=True)
    careful.force_login(learner)
    for path, ways in paths(attempt).items():
        for headers in HEADERS:
            client.force_login(learner)
            for method in ("get", *ODD) if not headers and headers in ways else ("get",):
                yield f"{method} {path} {headers}", told(getattr(client, method)(path, headers=headers), client)
            if headers in ways and path.strip("/").rpartition("/")[2] not in skip:
                yield from posted(client, path, headers)
        yield f"post {path} without a token", told(careful.post(path, IN_PARTS), careful)


def posted(client: Client, path: str, headers: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every form, unless the route takes none; a header changes how it is answered and not how it is read."""
    for form in ANSWERED_DIFFERENTLY if headers else [*FORMS, TOO_MANY]:
        response = client.post(path, urlencode(form, doseq=True), FORM, headers=headers)
        yield f"post {path} {headers} {list(form)}", told(response, client)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return


def paths(attempt: Attempt) -> dict[str, Sequence[dict[str, str]]]:
    """Every route at every place, and addresses close by where nothing is → the headers that forms are sent with.

    Where only the question is another, the answer with its page will do.
    """
    found = dict.fromkeys(addresses(attempt).values(), HEADERS)
    for number in attempt.sessions.values_list("number", flat=True):
        found = dict.fromkeys(addresses(attempt, number).values(), HEADERS[1:2]) | found
    beside = ("items/99/", "items/1", "items/1/answer/", "nowhere/")
    nowhere = (*(f"/attempts/{attempt.pk}/{rest}" for rest in beside), f"/attempts/{uuid4()}/", "/nowhere/")
    return found | dict.fromkeys(nowhere, HEADERS)


def told(response: HttpResponse, client: Client) -> str:
    """Headers, cookies, and the body as sent, as read, and as read with nothing between its words."""
    body = html.unescape(response.content.decode())
    if response.headers.get("Content-Type") == CONTENT_TYPE_LATEST:
        body = MEASURED.sub("", body)
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return "\n".join([headers, str(client.cookies), str(response.cookies), body, TAG.sub("", body)])
