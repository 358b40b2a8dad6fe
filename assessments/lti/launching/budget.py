"""Launches come with nothing but an address, and each one that is turned away is written down: so many, and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Deployment
from assessments.senders import place_of
from assessments.services.budgets import Budget, spend

View = Callable[..., HttpResponse]
LAUNCHES = 1_200  # a minute, of one deployment
REQUESTS = 1_200  # a minute: a launch takes two, and a whole school may come from one address


def within_budget(view: View) -> View:
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        budget = spend(f"lti:{place_of(request)}", REQUESTS)
        return view(request, *args, **kwargs) if budget.left >= 0 else too_often(request, budget)

    return respond


def over_budget(request: HttpRequest, deployment: Deployment) -> HttpResponse | None:
    """One school's launches keep none of another's waiting."""
    budget = spend(f"deployment:{deployment.pk}", LAUNCHES)
    return too_often(request, budget) if budget.left < 0 else None


def too_often(request: HttpRequest, budget: Budget) -> HttpResponse:
    page = render(request, "registration/too_often.html", {"minutes": 1}, status=429)
    page.headers["Retry-After"] = str(budget.seconds)
    return page
