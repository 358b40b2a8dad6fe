"""A session for each launch, in a cookie of its own; whoever else is logged in with this browser stays so."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions import middleware
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac

from assessments.lti.inside.visit import KEY, Visit
from assessments.lti.launching.cookies import frame

BACKEND = "django.contrib.auth.backends.ModelBackend"
Store = import_module(settings.SESSION_ENGINE).SessionStore


def cookie_of(launch_id: UUID) -> str:
    # A name for each launch: launches side by side in one browser keep their own.
    return f"__Host-lti-at-{launch_id.hex[:12]}"


def key_of(launch_id: UUID) -> str:
    """The address holds the launch; this, which only its browser gets, cannot be told from it."""
    return salted_hmac("assessments.lti.session", str(launch_id), algorithm="sha256").hexdigest()[:40]


def begin(launch_id: UUID, user: AbstractBaseUser, visit: Visit) -> None:
    session = Store(key_of(launch_id))
    session.save(must_create=True)  # before anything is read: a key without a session would be dropped
    # By hand, as login() would put the person into the browser's own session.
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[KEY] = visit.facts()
    session.begin()
    session.save()


def hand_over(response: HttpResponse, launch_id: UUID) -> HttpResponse:
    age = settings.SESSION_COOKIE_AGE
    response.set_cookie(cookie_of(launch_id), key_of(launch_id), max_age=age, secure=True, httponly=True)
    frame(response)
    return response


class SessionMiddleware(middleware.SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if request.launch_id is None:
            super().process_request(request)
        else:
            request.session = self.SessionStore(request.COOKIES.get(cookie_of(request.launch_id)))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.session.accessed:  # what is for everyone asks for nobody's, and may be kept for everyone
            request.session.touch()
        if request.launch_id is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Cookie",))
        if request.session.modified and not request.session.is_empty() and response.status_code < 500:  # noqa: PLR2004 -- no server error
            with suppress(UpdateError):  # it has ended meanwhile
                request.session.save()
        return response
