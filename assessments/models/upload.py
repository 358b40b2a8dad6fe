from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from assessments.models.bank import Bank


class Upload(models.Model):
    """A file of questions between its report and the word that it may be taken in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    data = models.BinaryField()  # in the database, as nodes share no disk
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
