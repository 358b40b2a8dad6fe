"""Scores on their way to a platform's gradebook.
https://www.imsglobal.org/spec/lti-ags/v2p0
"""

from __future__ import annotations

from django.db import models

from assessments.models.lti.place import LtiUser, ResourceLink


class LineItem(models.Model):
    """A column of a platform's gradebook. Its address belongs to one link, and is never carried to another."""

    link = models.OneToOneField(ResourceLink, on_delete=models.CASCADE, related_name="line_item")
    container_url = models.CharField(max_length=2000, blank=True, help_text="Where the context's columns are listed.")
    scopes = models.JSONField(default=list)
    url = models.CharField(max_length=2000, blank=True, help_text="Empty: not found or made yet.")
    declared = models.BooleanField(default=False, help_text="Named by the platform at launch.")
    busy_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is looking for it, or making it.")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When we asked for one, until we have it.")

    def __str__(self) -> str:
        return f"column of {self.link}"


class Passback(models.Model):
    """The outbox: that a learner's score at a link is wanted there. Which score, the sending reads itself."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        PARKED = "parked", "Parked"

    link = models.ForeignKey(ResourceLink, on_delete=models.CASCADE, related_name="passbacks")
    person = models.ForeignKey(LtiUser, on_delete=models.CASCADE, related_name="passbacks")
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    wanted = models.PositiveIntegerField(default=0, help_text="How often a score was handed in for sending.")
    sent = models.PositiveIntegerField(default=0, help_text="Which of them the platform has.")
    due_at = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True, help_text="A sender has it until then, if it lives.")
    tries = models.PositiveIntegerField(default=0, help_text="That failed, since the last that did not.")
    failing_since = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    last_timestamp = models.DateTimeField(
        null=True, blank=True, help_text="Of the latest score sent; the next is later."
    )
    score = models.FloatField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True)
    submitted_at = models.DateTimeField(
        null=True, blank=True, help_text="Of the latest attempt that the platform knows."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("link", "person"), name="one_passback_a_link_and_person"),)
        indexes = (
            models.Index(fields=("due_at",), condition=models.Q(state="waiting"), name="passback_waiting_by_due"),
            # For counting what is in senders' hands, which is few among all.
            models.Index(fields=("busy_until",), condition=~models.Q(busy_until=None), name="passback_busy"),
        )

    def __str__(self) -> str:
        return f"{self.person} at {self.link}"


class Delivery(models.Model):
    """One try at sending one score, and the platform's answer."""

    passback = models.ForeignKey(Passback, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField()
    score = models.FloatField()
    maximum = models.FloatField()
    status = models.PositiveSmallIntegerField(help_text="Of the answer; 0: there was none.")
    outcome = models.CharField(max_length=20)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.passback}: {self.outcome}"
