from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.attempt import ItemSession, Response


class ProblemReport(models.Model):
    """What a learner finds wrong with a question as it was shown, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        FIXED = "fixed", "Fixed"
        DECLINED = "declined", "Nothing wrong found"

    LONGEST = 2_000

    session = models.ForeignKey(ItemSession, on_delete=models.CASCADE, related_name="reports")
    response = models.ForeignKey(
        Response,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reports",
        help_text="The latest answer when it was written.",
    )
    text = models.TextField(max_length=LONGEST)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reply = models.TextField(max_length=LONGEST, blank=True, help_text="The learner reads it at the question.")
    created_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("state", "-created_at"), name="report_state_latest"),)

    def __str__(self) -> str:
        return f"{self.session}: {self.text[:60]}"
