from __future__ import annotations

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """An app that shows a code every half minute, beside the password."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor")
    seed = models.CharField(max_length=200, help_text="Locked by the secret key.")
    step = models.PositiveBigIntegerField(default=0, help_text="The last half minute whose code was used.")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"second factor of {self.user}"


class RecoveryCode(models.Model):
    """Gets in once where that app is lost. Its beginning finds it, and the rest is kept as a password is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    beginning = models.CharField(max_length=4)
    rest = models.CharField(max_length=200, help_text="Hashed.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "beginning"), name="one_recovery_code_a_beginning"),)

    def __str__(self) -> str:
        return f"{self.beginning}-… of {self.user}"
