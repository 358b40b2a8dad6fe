"""Launches come with nothing but an address, and each one that is turned away is written down: so many, and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.senders import place_of
from assessments.services.budgets import spend

View = Callable[..., HttpResponse]
REQUESTS = 1_200  # a minute: a launch takes two, and a whole school may come from one address


def within_budget(view: View) -> View:
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        budget = spend(f"lti:{place_of(request)}", REQUESTS)
        if budget.left >= 0:
            return view(request, *args, **kwargs)
        page = render(request, "registration/too_often.html", {"minutes": 1}, status=429)
        page.headers["Retry-After"] = str(budget.seconds)
        return page

    return respond
