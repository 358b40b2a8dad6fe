"""The browser that begins a launch remembers its state, in a jar of its own for each site that frames us."""

from __future__ import annotations

from http.cookies import Morsel

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

SECONDS = 600
Morsel._reserved.setdefault("partitioned", "Partitioned")  # noqa: SLF001 -- Python has it from 3.14 on
Morsel._flags.add("partitioned")  # noqa: SLF001 -- the same


def name_of(state: str) -> str:
    """Launches side by side do not take each other's."""
    return f"__Host-lti-{''.join(letter for letter in state[:8] if letter.isalnum() and letter.isascii())}"


def remember(response: HttpResponse, state: str) -> None:
    response.set_cookie(name_of(state), state, max_age=SECONDS, secure=True, httponly=True, samesite="None")
    response.cookies[name_of(state)]["partitioned"] = True


def remembers(request: HttpRequest, state: str) -> bool:
    return bool(state) and constant_time_compare(request.COOKIES.get(name_of(state), ""), state)


def forget(response: HttpResponse, state: str) -> None:
    response.set_cookie(name_of(state), "", max_age=0, secure=True, httponly=True, samesite="None")
    # Another jar: without this word the cookie there would stay.
    response.cookies[name_of(state)]["partitioned"] = True


def frame(response: HttpResponse) -> None:
    """Every cookie of it for frames on other sites."""
    for morsel in response.cookies.values():
        morsel["samesite"], morsel["secure"], morsel["partitioned"] = "None", True, True
