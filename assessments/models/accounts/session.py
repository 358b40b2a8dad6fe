from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac


class Session(AbstractBaseSession):
    """As Django keeps them, and whose each one is, so that they can be shown and ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True, help_text="Give or take ten minutes.")

    objects = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"session of {self.user}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        # Looked up when asked: the engine imports this model.
        return import_module(settings.SESSION_ENGINE).SessionStore

    @property
    def handle(self) -> str:
        """What a page calls it by: whoever knows that has not got the session."""
        return salted_hmac("assessments.sessions", self.session_key, algorithm="sha256").hexdigest()[:20]
