"""Every request by an id of its own: in its log lines, in its response, and counted by route.

Neither addresses nor names get into a log line or a label: a route is a pattern, such as attempts/<uuid:attempt_id>/.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram
from structlog.contextvars import bound_contextvars

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")  # by a proxy in front, whose own log has it too

SECONDS = Histogram(
    "request_seconds",
    "Time taken by requests",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
REFUSALS = frozenset({401, 403, 404, 429})  # what is another's is not found
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = structlog.get_logger("requests")


def follow(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        name = given if GIVEN.fullmatch(given) else uuid4().hex
        start = time.perf_counter()
        with bound_contextvars(request_id=name):
            response = get_response(request)
            seconds = time.perf_counter() - start
            route, status = route_of(request), response.status_code
            whose = asker(request) if status in REFUSALS else {}
            log.info("request", method=request.method, route=route, status=status, ms=round(seconds * 1000, 1), **whose)
        method = request.method if request.method in METHODS else "other"  # anyone may make up a method
        SECONDS.labels(method, route, status).observe(seconds)
        response.headers[HEADER] = name
        return response

    return respond


def route_of(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "none"


def asker(request: HttpRequest) -> dict[str, int]:
    """The number of the account or token that was refused, where the request was already known to be theirs."""
    if token := getattr(request, "api_token", None):
        return {"token": token.pk}
    session = getattr(request, "session", None)
    user = session.get(SESSION_KEY) if session is not None and session.accessed else None
    return {"user": int(user)} if user else {}
