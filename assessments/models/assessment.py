from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from assessments.engine import markup
from assessments.models.bank import Bank, Item
from assessments.models.course import Course


class Assessment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="assessments")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    instructions = models.TextField(blank=True, help_text="Markdown; shown before the first question.")
    position = models.PositiveIntegerField(default=0, help_text="Order within the course.")
    published = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    time_limit = models.DurationField(null=True, blank=True, help_text="From the start of an attempt, as hh:mm:ss.")
    attempts_allowed = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: as many as wanted.")
    tries = models.PositiveSmallIntegerField(
        default=2,
        validators=(MinValueValidator(1), MaxValueValidator(20)),
        help_text="Answers a learner may give to one variant.",
    )
    another_variant = models.BooleanField(
        default=True, help_text="A learner may ask for fresh numbers; the best score counts."
    )

    class Meta:
        ordering = ("course", "position", "title")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(opens_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="assessment_opens_before_it_closes",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A formula that cannot be set would stop learners at the start, so it stops its author here."""
        try:
            markup.render(self.instructions)
        except markup.MarkupError as wrong:
            raise ValidationError({"instructions": str(wrong)}) from None


class Slot(models.Model):
    """A place in an assessment: one item, or some drawn from a bank."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveIntegerField(default=0)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    draws = models.PositiveSmallIntegerField(default=1, help_text="How many items to draw where a bank is named.")
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1, validators=(MinValueValidator(0),))

    class Meta:
        ordering = ("assessment", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, bank__isnull=True, draws=1)
                | models.Q(item__isnull=True, bank__isnull=False, draws__gt=0),
                name="slot_names_an_item_or_a_bank",
                violation_error_message="Choose either one item, or a bank and how many to draw from it.",
            ),
        )

    def __str__(self) -> str:
        return str(self.item) if self.item else f"{self.draws} of {self.bank}"
