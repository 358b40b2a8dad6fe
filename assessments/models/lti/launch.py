"""Launches: begun at our login, told apart by state and nonce, and what became of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from assessments.models.lti.place import ResourceLink
from assessments.models.lti.platform import Deployment, Registration


class Login(models.Model):
    """The first half of a launch. Only hashes are kept of what the browser has to bring back."""

    state_hash = models.CharField(max_length=64, unique=True)
    nonce_hash = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="logins")
    target = models.CharField(max_length=2000)
    hints = models.JSONField(default=dict, help_text="What the platform sent along, for starting again.")
    created_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.registration} at {self.created_at:%F %T}"


class Launch(models.Model):
    """One arrival, let in or turned away. Its id stands in the address of every page shown within it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, null=True, related_name="launches")
    deployment = models.ForeignKey(Deployment, on_delete=models.CASCADE, null=True, related_name="launches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    link = models.ForeignKey(ResourceLink, on_delete=models.SET_NULL, null=True, related_name="+")
    message = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=60, blank=True, help_text="The check that turned it away; empty: let in.")
    detail = models.CharField(max_length=300, blank=True)
    ticket_used_at = models.DateTimeField(null=True, blank=True, help_text="When it moved to a window of its own.")

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "launches"

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What a learner can read out to support."""
        return self.id.hex[:8].upper()
