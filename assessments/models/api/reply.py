from __future__ import annotations

from django.db import models

from assessments.models.api.token import ApiToken


class ApiReply(models.Model):
    """What a request by this key was answered with, so that sending it again does nothing again.
    https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
    """

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="replies")
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64, help_text="Digest of what was asked.")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, help_text="Empty: still being worked on.")
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="one_reply_a_key"),)
        indexes = (models.Index(fields=("token", "at"), name="reply_of_token_by_age"),)

    def __str__(self) -> str:
        return f"{self.key} of {self.token}"
