from __future__ import annotations

from django.db import models

from assessments.models.attempt import ItemSession


class LateDraft(models.Model):
    """What arrived when its question took no more answers: kept to be read, never judged."""

    session = models.ForeignKey(ItemSession, on_delete=models.CASCADE, related_name="late_drafts")
    text = models.TextField()
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ("session", "pk")

    def __str__(self) -> str:
        return f"{self.session}, late: {self.text[:60]}"
