"""A launch has addresses of its own: every page stands under it once more, so that launches side by side stay apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse, set_script_prefix

PREFIX = re.compile(r"/lti/at/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=/)")
NOT_WITHIN = ("/admin/", "/accounts/", "/api/", "/lti/at/")


def address(launch_id: UUID, route: str, *args: Any) -> str:
    """Of a page within that launch, for who is outside of it."""
    return f"/lti/at/{launch_id}{reverse(route, args=args)}"


def within_launches(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Takes the launch off the path, and has every address that is made meanwhile begin with it."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.launch_id = None
        found = PREFIX.match(request.path_info)
        if found is None or request.path_info[found.end() :].startswith(NOT_WITHIN):  # which leads nowhere
            return get_response(request)
        request.launch_id, request.path_info = UUID(found[1]), request.path_info[found.end() :]
        before = get_script_prefix()
        # Django puts the prefix before all that reverse() makes, so that no page has to know of launches.
        set_script_prefix(f"{found[0]}/")
        try:
            return get_response(request)
        finally:
            set_script_prefix(before)

    return respond
