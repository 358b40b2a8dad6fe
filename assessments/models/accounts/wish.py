from __future__ import annotations

from django.conf import settings
from django.db import models


class ErasureWish(models.Model):
    """Somebody asks that what names them be erased. Their course's owners and superusers see it, and do it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure_wish")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wish of {self.user}"
