"""What people decided, in a chain: each event holds the hash of the one before, so that no bit of it changes unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models

from assessments.models.course import Course

BEGINNING = "0" * 64  # stands before the first event


def written(facts: Mapping[str, Any]) -> str:
    """One text for the same facts, whatever a database makes of JSON."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class Event(models.Model):
    """Someone did something to something. Rows are only ever added; people and courses may go before them."""

    number = models.PositiveBigIntegerField(primary_key=True, help_text="Place in the chain, from 1.")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        # Without a constraint: erasing a person, or a course, changes no event.
        db_constraint=False,
        null=True,
        related_name="+",
        help_text="Empty: the service itself, or a command.",
    )
    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    course = models.ForeignKey(Course, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+")
    # Text, not JSON: PostgreSQL would keep the keys in another order, and the hash is of every letter.
    facts_text = models.TextField(help_text="JSON, as it was hashed.")
    previous = models.CharField(max_length=64, help_text="The hash of the event before.")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("subject_type", "subject_id", "-number"), name="event_subject_latest"),
            models.Index(fields=("course", "-number"), name="event_course_latest"),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("an event is never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an event is never deleted")

    @property
    def facts(self) -> dict[str, Any]:
        return dict(json.loads(self.facts_text))

    def digest(self) -> str:
        """What its hash must be, by all its other columns."""
        columns = (
            self.number,
            self.at and self.at.astimezone(UTC).isoformat(timespec="microseconds"),  # SQLite may find no date there
            self.actor_id,
            self.verb,
            self.subject_type,
            self.subject_id,
            self.course_id,
            self.facts_text,
            self.previous,
        )
        return hashlib.sha256(json.dumps(columns).encode()).hexdigest()
