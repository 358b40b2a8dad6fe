"""Around every view: whose token it is, how much it has left, and that nothing is done twice by one Idempotency-Key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from assessments.api import limits
from assessments.api.problems import problem
from assessments.models import ApiReply, ApiToken
from assessments.senders import place_of
from assessments.services.api import once, tokens
from assessments.services.budgets import spend
from assessments.services.errors import Refused

View = Callable[..., HttpResponse]
KEY = re.compile(r"[\x21-\x7e]{1,200}")
KEPT = ("Content-Type", "ETag", "Location")
OUR_FAULT = 500


def rimmed(view: View) -> View:
    @wraps(view)
    def respond(request: HttpRequest, **place: Any) -> HttpResponse:
        # Told, not redirected: a client that follows by itself would never learn that its token was seen.
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(403, "This service takes https only. Replace the token that you have sent in the clear.")
        request.api_token = token_of(request)
        if request.api_token is None:
            return stranger(view, request, **place)
        budget = spend(f"token:{request.api_token.pk}", limits.REQUESTS)
        response = too_many() if budget.left < 0 else whole(view, request, **place)
        return headed(response, limits.headers(budget))

    return respond


def stranger(view: View, request: HttpRequest, **place: Any) -> HttpResponse:
    """Without a token, which some of it takes none; or with one that is none, which nobody needs often."""
    if "Authorization" in request.headers:
        budget = spend(f"stranger:{place_of(request)}", limits.STRANGERS)
        if budget.left < 0:
            return headed(too_many(), limits.retry(budget))
    return in_form(view(request, **place))


def headed(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response.headers[name] = value
    return response


def too_many() -> HttpResponse:
    return problem(429, "Too many requests.")


def token_of(request: HttpRequest) -> ApiToken | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return tokens.known(token.strip(), now()) if scheme.lower() == "bearer" and token.strip() else None


def whole(view: View, request: HttpRequest, **place: Any) -> HttpResponse:
    try:
        # Read here, where one that is too large can still be refused in our form.
        body = request.body
    except RequestDataTooBig:
        return problem(413, "The request is too large.")
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or key is None:
        return in_form(view(request, **place))
    if not KEY.fullmatch(key):
        return problem(422, "An Idempotency-Key is 1 to 200 visible characters of ASCII.")
    # A key is for one request: the same key with another body is a mistake of the client's.
    asked = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()
    try:
        reply = once.begin(request.api_token, key, asked, now())
    except once.Another as another:
        return problem(422, str(another))
    except Refused as underway:
        return problem(409, str(underway))
    return repeated(reply) if reply.status else kept(reply, in_form(view(request, **place)))


def kept(reply: ApiReply, response: HttpResponse) -> HttpResponse:
    # Not kept: it may well succeed when it is sent again.
    if response.status_code >= OUR_FAULT:
        once.forget(reply)
    else:
        headers = {name: response.headers[name] for name in KEPT if name in response.headers}
        once.finish(reply, response.status_code, headers, response.content.decode())
    return response


def repeated(reply: ApiReply) -> HttpResponse:
    headers = reply.headers | {"Idempotent-Replayed": "true"}
    return HttpResponse(once.body_of(reply), status=reply.status, headers=headers)


def in_form(response: HttpResponse) -> HttpResponse:
    """A method that is not known here is refused below us, in plain text."""
    if response.status_code != 405:  # noqa: PLR2004 -- the one status that is not ours
        return response
    told = problem(405, "This address does not take this method.")
    told.headers["Allow"] = response.headers["Allow"]
    return told
