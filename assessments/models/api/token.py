from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from assessments.models.course import Course

SCOPES = {
    "read": "Reads banks, quizzes, attempts, results, people and statistics",
    "author": "Reads definitions with their answers; writes, verifies and publishes items",
    "grade": "Draws variants and has answers to them judged",
    "hooks": "Makes, reads and removes webhooks",
}


def must_be_scopes(scopes: object) -> None:
    # A list on the right: what stands in the JSON need not be hashable.
    if not isinstance(scopes, list) or not scopes or not all(scope in list(SCOPES) for scope in scopes):
        raise ValidationError(f"must be a list of some of: {', '.join(SCOPES)}")


class ApiToken(models.Model):
    """Lets a program do in one course what its maker may do there, as far as its scopes go. Only a digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="api_tokens")
    title = models.CharField(max_length=200, help_text="What uses it.")
    scopes = models.JSONField(validators=[must_be_scopes])
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12, help_text="Its first characters, to know it by.")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True, help_text="Last used, give or take an hour.")

    class Meta:
        verbose_name = "API token"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def holds(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at and self.user.is_active
