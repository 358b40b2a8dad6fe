"""Who wants to be told what happens in a course, and what they are told.
https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from assessments.models.course import Course

EVENTS = {
    "attempt.submitted": "An attempt was submitted",
    "score.changed": "The score of an attempt changed",
    "item.published": "An item was published",
    "regrade.applied": "A regrade was applied, or taken back",
}


def must_be_events(events: object) -> None:
    if not isinstance(events, list) or not events or not all(event in list(EVENTS) for event in events):
        raise ValidationError(f"must be a list of some of: {', '.join(EVENTS)}")


def must_be_https(url: str) -> None:
    if not url.startswith("https://"):
        raise ValidationError("must begin with https://")


class Endpoint(models.Model):
    """An address that a course's events are posted to; without a course it is the learning record store of settings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, null=True, related_name="endpoints")
    title = models.CharField(max_length=200, help_text="What listens there.")
    url = models.CharField("URL", max_length=1000, validators=[must_be_https])
    events = models.JSONField(validators=[must_be_events])
    secret = models.TextField(help_text="Locked by the secret key.")
    old_secret = models.TextField(blank=True, help_text="Signs as well, until then.")
    old_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    why_disabled = models.CharField(max_length=200, blank=True)
    busy_until = models.DateTimeField(null=True, help_text="A sender is at it until then, if it lives.")
    paused_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="Since the last success.")
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "webhook"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """The outbox: one event on its way to one endpoint, written in the transaction of what it tells."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        PARKED = "parked", "Parked"

    event = models.UUIDField(help_text="The same at each endpoint, and each time that it is sent.")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="notices")
    type = models.CharField(max_length=40)
    at = models.DateTimeField()
    data = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField(default=0, help_text="Of the latest answer; 0: there was none.")
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("endpoint", "event"), name="one_notice_an_endpoint_and_event"),)
        indexes = (
            models.Index(
                fields=("endpoint", "due_at"), condition=models.Q(state="waiting"), name="notice_waiting_by_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} to {self.endpoint}"
