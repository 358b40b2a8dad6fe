"""Work that no page waits for: who does it, what was asked for, and what is begun once a night."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.bank import Item, Revision


class Worker(models.Model):
    """A process that does work. One that has not been seen for a while has died, and what it held is free."""

    name = models.CharField(max_length=64, primary_key=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-seen_at",)

    def __str__(self) -> str:
        return self.name


class Chore(models.Model):
    """Something done each night by whichever worker comes first."""

    name = models.CharField(max_length=40, primary_key=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Proving(models.Model):
    """A draft with a large space, waiting for a worker to try all of it; then published, if that was asked for."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting or under way"
        PROVEN = "proven", "Proven"
        REFUSED = "refused", "Refused"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="provings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, help_text="Of the draft as it was when this was asked for.")
    note = models.CharField(max_length=200, blank=True)
    publishes = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    task = models.UUIDField(null=True, help_text="The work that does it.")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.JSONField(null=True)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("item", "-asked_at"), name="proving_of_item_by_age"),)

    def __str__(self) -> str:
        return f"{self.item}, asked for at {self.asked_at:%F %T}"
