from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models

from assessments.engine.definition import Definition, recalled
from assessments.engine.kind import KINDS, Kind
from assessments.models.course import Course

DIFFICULTIES = [(level, str(level)) for level in range(1, 6)]


class Published(RuntimeError):
    """Published text is never edited, only superseded."""


def kind_choices() -> list[tuple[str, str]]:
    return sorted((slug, kind.title) for slug, kind in KINDS.items())


class Bank(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="banks",
        help_text="Whose bank it is. Empty: the shared library, which every author may use.",
    )
    open_for_practice = models.BooleanField(
        default=True, help_text="Learners may practise this bank without an assessment."
    )

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Tag(models.Model):
    """A word that items are found and drawn by."""

    slug = models.SlugField(primary_key=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class Item(models.Model):
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="items")
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0, help_text="Order within the bank.")
    # Choices as a function: a new kind makes no migration.
    kind = models.CharField(max_length=60, choices=kind_choices)
    draft = models.JSONField(
        default=dict, help_text="The definition being written; learners see published revisions only."
    )
    current = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    archived = models.BooleanField(default=False, help_text="No longer drawn; attempts that hold it go on.")
    archived_at = models.DateTimeField(null=True, blank=True)  # none of those that were archived before it was kept
    tags = models.ManyToManyField(Tag, blank=True, related_name="items")
    difficulty = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=DIFFICULTIES, help_text="Empty: as the kind says."
    )
    trials = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        help_text="Answers with what they must come to before the draft is published.",
    )

    class Meta:
        ordering = ("bank", "position", "slug")
        constraints = (models.UniqueConstraint(fields=("bank", "slug"), name="item_slug_once_a_bank"),)

    def __str__(self) -> str:
        return self.title

    @property
    def level(self) -> int:
        """How difficult it is, from 1 to 5: by its author's word, else by its kind's."""
        return self.difficulty or KINDS.get(self.kind, Kind).difficulty


class Revision(models.Model):
    """One published text of an item, with the proof that went with it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    verification = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("item", "-number")
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="revision_number_once_an_item"),)

    def __str__(self) -> str:
        return f"{self.item}, revision {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Published(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Published(str(self))

    @cached_property
    def definition(self) -> Definition:
        """Published text never changes: what it comes to is worked out once in each process."""
        return recalled(self.content)

    @property
    def has_variants(self) -> bool:
        return bool(self.verification["posable"] > 1)
