"""Who may show our pages within theirs: the platforms that we are connected to, and only pages made for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from assessments.models import Registration
from assessments.queries.lti import active_registrations


def own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def origin_of(url: str) -> str:
    """Empty where there is none."""
    try:
        scheme, host, *_ = urlsplit(url)
    except ValueError:
        return ""
    return f"https://{host}" if scheme == "https" and PLAIN.fullmatch(host) else ""


PLAIN = re.compile(r"[A-Za-z0-9.:\[\]_-]+")  # nothing that writes policies of its own, or that no header holds


def origins_of(registration: Registration, *more: str) -> list[str]:
    # The page that frames us need not be on the issuer's host: Canvas has one issuer for all schools.
    named = (registration.issuer, registration.auth_url, *registration.frames.split(), *more)
    return sorted({origin for url in named if (origin := origin_of(url))})


def may_frame(response: HttpResponse, origins: Iterable[str], *, forms_go_to: str = "") -> HttpResponse:
    response._csp_replace = {"frame-ancestors": list(origins) or ["'none'"]}  # noqa: SLF001 -- as its decorators do
    if forms_go_to:
        response._csp_replace["form-action"] = ["'self'", forms_go_to]  # noqa: SLF001 -- the same
    response.xframe_options_exempt = True
    response.headers.pop("X-Frame-Options", None)  # it knows no origins; where it is set already, it goes
    return response


def framed_by_platforms(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages on the way in, which show nothing of anybody's."""

    @wraps(view)
    def framed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        origins = {origin for one in active_registrations() for origin in origins_of(one)}
        return may_frame(response, sorted(origins))

    return framed
