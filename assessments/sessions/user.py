"""Whose a session is: known by the query that found it, where Django would ask again."""

from __future__ import annotations

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model, middleware
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))


def user_of(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """In any doubt, Django decides."""
    session = request.session
    session.get(SESSION_KEY)  # fetches it
    owner: AbstractBaseUser | None = getattr(session, "owner", None)
    return owner if owner and is_theirs(session, owner) else middleware.get_user(request)


def is_theirs(session: SessionBase, owner: AbstractBaseUser) -> bool:
    if not owner.is_active or session.get(SESSION_KEY) != get_user_model()._meta.pk.value_to_string(owner):
        return False
    return constant_time_compare(session.get(HASH_SESSION_KEY, ""), owner.get_session_auth_hash())
