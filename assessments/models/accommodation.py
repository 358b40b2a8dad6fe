from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.course import Course


class Accommodation(models.Model):
    """What one learner gets beyond what all get, at one quiz or at every quiz of a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="accommodations")
    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
        help_text="Empty: every quiz of the course.",
    )
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodations")
    time_factor = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=(MinValueValidator(1), MaxValueValidator(10)),
        help_text="1.25 is a quarter more time.",
    )
    extra_time = models.DurationField(default=timedelta, blank=True, help_text="On top of it, as hh:mm:ss.")
    opens_at = models.DateTimeField(null=True, blank=True, help_text="Instead of the quiz's own date.")
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Instead of the quiz's own date.")
    extra_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("course", "learner")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "learner"), name="one_accommodation_a_learner_and_quiz"),
            models.UniqueConstraint(
                fields=("course", "learner"),
                condition=models.Q(assessment__isnull=True),
                name="one_accommodation_a_learner_and_course",
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner} at {self.assessment or self.course}"
