"""The living cell: a page without JavaScript, and the part of it that a script asks for as often as a slider moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from assessments.engine.kind import Kind
from assessments.engine.living_cell import OutOfBounds, State, query, read
from assessments.web.cell.page import cell_page
from assessments.web.language import by_address
from assessments.web.spoken import spoken

LIMIT, WINDOW = 300, 10  # so many answers to one address in so many seconds: a class behind one address can play
KEPT = 60 * 60  # seconds: what a cell shows depends on its query alone
HERE, LONGEST = ("127.0.0.1", "::1", ""), 45  # addresses of this machine, and the letters of any address
SEEN = LocMemCache("cell", {"OPTIONS": {"MAX_ENTRIES": 10_000}})  # each process counts for itself


def rate_limited(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @wraps(view)
    def limited(request: HttpRequest) -> HttpResponse:
        wait = seconds_to_wait(caller(request), int(now().timestamp()))
        if wait:
            page = render(request, "web/cell/too_many.html", {"wait": wait}, status=HTTPStatus.TOO_MANY_REQUESTS)
            page.headers["Retry-After"] = str(wait)
            return page
        return view(request)

    return limited


@require_safe
@rate_limited
def cell(request: HttpRequest) -> HttpResponse:
    page = living(request.GET)
    return render(
        request, "web/cell/page.html", page, status=HTTPStatus.BAD_REQUEST if page["cell_faults"] else HTTPStatus.OK
    )


@require_safe
@by_address
@rate_limited
def run(request: HttpRequest) -> HttpResponse:
    """The cell alone, which anyone may keep."""
    try:
        shown = fragment(read(request.GET), get_language())
    except OutOfBounds as why:
        return HttpResponse(" ".join(map(spoken, why.faults)), status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    request.session.accessed = False  # by the CSRF check alone: the answer is the same for everyone
    return HttpResponse(shown, headers={"Cache-Control": f"public, max-age={KEPT}"})


def living(asked: Mapping[str, str]) -> dict[str, Any]:
    """The cell that is asked for, or the one to start with and what is wrong with what is asked."""
    try:
        return {"cell": fragment(read(asked), get_language()), "cell_faults": ()}
    except OutOfBounds as why:
        return {"cell": fragment(read({}), get_language()), "cell_faults": tuple(map(spoken, why.faults))}


def behind(kind: Kind) -> dict[str, str] | None:
    """Where the cell behind a question is to be had, where it has one; it shows the key."""
    state = kind.pictured()
    return {"query": query(state)} if state else None


@lru_cache(maxsize=256)
def fragment(state: State, language: str) -> str:
    with override(language):
        return render_to_string("web/cell/_cell.html", cell_page(state))


def seconds_to_wait(address: str, second: int) -> int:
    """Counts this request; 0 where it may be answered."""
    key = f"{address}:{second // WINDOW}"
    SEEN.add(key, 0, timeout=2 * WINDOW)
    return 0 if SEEN.incr(key) <= LIMIT else WINDOW - second % WINDOW


def caller(request: HttpRequest) -> str:
    """Whoever asks. A proxy on this machine is believed about that: what it adds itself stands last."""
    address = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told[:LONGEST] if told and address in HERE else address
