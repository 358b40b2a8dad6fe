from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How often something was tried since a moment. Whose name and address it counts, nobody can read out of it."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.count} since {self.since:%F %T}"
