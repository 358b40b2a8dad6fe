"""The page for 500. It says what is safe, and never fails itself."""

from __future__ import annotations

import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from assessments.queries.attempts import last_kept
from assessments.web.taking.overview import day


def failed(request: HttpRequest) -> HttpResponseServerError:
    """Rendered without the request, whose user and messages may be what failed."""
    return HttpResponseServerError(render_to_string("500.html", {"saved": saved(request)}))


def saved(request: HttpRequest) -> str:
    """When answers of the attempt at this address were last kept, in words; empty where that cannot be told."""
    where = request.resolver_match.kwargs if request.resolver_match else {}
    # A database that has just failed is not asked once more.
    if "attempt_id" not in where or isinstance(sys.exception(), DatabaseError):
        return ""
    try:
        kept = last_kept(request.user, where["attempt_id"])
    except Exception:  # noqa: BLE001 -- the first failure is the one to be told of
        return ""
    if kept is None:
        return ""
    time = f"{localtime(kept):%H:%M}" if localdate(kept) == localdate() else day(kept)
    return gettext("Your answers were last saved at {time}.").format(time=time)
