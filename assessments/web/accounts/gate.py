"""Where a second factor is asked for, nobody gets far without one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.services.accounts import second
from assessments.web.accounts.entering import FACTORS

# Accounts are proved there; launches are their platform's to guard; the API takes tokens, and those are made inside.
OPEN = ("account", "lti_connect", "api:api-root", "language", "livez", "readyz", "metrics")
ENOUGH = 2


def ask_for_second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR == "off" or request.launch_id is not None or has_passed(request):
            return get_response(request)
        page = "prove" if second.is_added(request.user) else "second_factor"
        return redirect(f"{reverse(page)}?{urlencode({'next': request.path})}")

    return respond


def has_passed(request: HttpRequest) -> bool:
    if request.path.startswith(tuple(map(reverse, OPEN))) or not request.user.is_authenticated:
        return True
    return not needs(request.user) or request.session.get(FACTORS, 1) >= ENOUGH


def needs(user: AbstractBaseUser) -> bool:
    return settings.SECOND_FACTOR == "everyone" or (settings.SECOND_FACTOR == "staff" and user.is_staff)
