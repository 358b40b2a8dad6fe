"""From a password to a session: at once, or by way of a second factor. And proving once more who one is."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import structlog
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from assessments.services.accounts import second
from assessments.services.accounts.guesses import at_code, count, forget
from assessments.services.accounts.sessions import PATIENCE

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF, FACTORS, PROVED = "half", "factors", "proved"

View = Callable[..., HttpResponse]
log = structlog.get_logger("accounts")


def enter(request: HttpRequest, user: AbstractBaseUser, following: str) -> HttpResponse:
    """The password was right."""
    if not second.is_added(user):
        return begin(request, user, 1, following)
    # In a session of nobody: half a login opens nothing.
    request.session[HALF] = {"user": user.pk, "at": time.time(), "next": following}
    log.info("password accepted", user=user.pk)
    return redirect("code")


def begin(request: HttpRequest, user: AbstractBaseUser, factors: int, following: str) -> HttpResponse:
    login(request, user, BACKEND)
    request.session.pop(HALF, None)
    prove(request, factors)
    log.info("logged in", user=user.pk, factors=factors)
    return redirect(following)


def prove(request: HttpRequest, factors: int) -> None:
    request.session[FACTORS], request.session[PROVED] = factors, time.time()


def halfway(request: HttpRequest) -> tuple[AbstractBaseUser, str] | None:
    """Whose password was right a moment ago, and where they want to go."""
    half = request.session.get(HALF)
    if not half or time.time() - half["at"] > PATIENCE:
        return None
    # Asked anew: the account may have been closed since the password.
    user = get_user_model().objects.filter(pk=half["user"], is_active=True).first()
    return user and (user, half["next"])


def accepts(user: AbstractBaseUser, code: str) -> bool:
    """Raises TooOften."""
    count(at_code(user.pk), now())
    accepted = second.accept(user, code, now())
    if accepted:
        forget(at_code(user.pk))
    else:
        log.warning("code refused", user=user.pk)
    return accepted


def proved(view: View) -> View:
    """For pages that change who gets in: a browser left open is not enough."""

    @wraps(view)
    @login_required
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if time.time() - request.session.get(PROVED, 0) <= PATIENCE:
            return view(request, *args, **kwargs)
        back = request.path if request.method in {"GET", "HEAD"} else reverse("account")
        return redirect(f"{reverse('prove')}?{urlencode({'next': back})}")

    return respond
