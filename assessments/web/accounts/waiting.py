"""What whoever has guessed too often is told: how long to wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.services.accounts.guesses import TooOften

View = Callable[..., HttpResponse]


def patiently(view: View) -> View:
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften as wait:
            page = render(request, "registration/too_often.html", {"minutes": wait.minutes}, status=429)
            page.headers["Retry-After"] = str(wait.seconds)
            return page

    return respond
