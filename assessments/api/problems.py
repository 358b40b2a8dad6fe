"""Every error in one form.
https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from assessments.engine.formats.base import Unreadable
from assessments.services.api.once import Another
from assessments.services.authoring.drafting import Stale
from assessments.services.errors import Refused, Unpublishable

MEDIA_TYPE = "application/problem+json"

log = structlog.get_logger("api")


class Problem(Schema):
    type: str
    title: str
    status: int
    detail: str
    errors: list[str]


def problem(status: int, detail: str, errors: Iterable[str] = ()) -> HttpResponse:
    known = HTTPStatus(status)
    facts = Problem(type="about:blank", title=known.phrase, status=status, detail=detail, errors=list(errors))
    response = JsonResponse(facts.model_dump(), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def not_there(request: HttpRequest, missing: Exception) -> HttpResponse:
    # The same words for what is another's and what is nowhere.
    return problem(404, "There is nothing at this address that your token reaches.")


def told(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def unprocessable(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    return problem(422, "The request is not as the description of this service says.", map(fault, invalid.errors))


def fault(error: dict[str, Any]) -> str:
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"


def unpublishable(request: HttpRequest, refused: Unpublishable) -> HttpResponse:
    return problem(422, str(refused), refused.faults)


def unreadable(request: HttpRequest, refused: Unreadable) -> HttpResponse:
    return problem(422, f"The answer cannot be read, and was not judged: {refused}")


def reused(request: HttpRequest, refused: Another) -> HttpResponse:
    return problem(422, str(refused))


def stale(request: HttpRequest, refused: Stale) -> HttpResponse:
    return problem(412, str(refused))


def refused(request: HttpRequest, why: Refused) -> HttpResponse:
    return problem(409, str(why))


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    # The library would answer with the traceback itself, where DEBUG is on.
    log.error("an API request failed", exc_info=error)
    return problem(500, "This is our fault. The X-Request-ID of this answer leads to what happened.")


HANDLERS = {
    Http404: not_there,
    ObjectDoesNotExist: not_there,
    HttpError: told,
    ValidationError: unprocessable,
    Unpublishable: unpublishable,
    Unreadable: unreadable,
    Another: reused,
    Stale: stale,
    Refused: refused,
    Exception: broken,
}


def handle_with(api: NinjaAPI) -> None:
    for exception, handler in HANDLERS.items():
        api.add_exception_handler(exception, handler)
