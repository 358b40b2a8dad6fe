from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.course import Course, Group


class Accommodation(models.Model):
    """What a learner or a group gets beyond what all get, at one quiz or at every quiz of a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="accommodations")
    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accommodations",
        help_text="Empty: every quiz of the course.",
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="accommodations"
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="accommodations")
    time_factor = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=(MinValueValidator(1), MaxValueValidator(10)),
        help_text="1.25 is a quarter more time.",
    )
    extra_time = models.DurationField(default=timedelta, blank=True, help_text="On top of it, as hh:mm:ss.")
    opens_at = models.DateTimeField(null=True, blank=True, help_text="Instead of the quiz's own date.")
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="Instead of the quiz's own date. A later closing time alone moves no due date."
    )
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Instead of the quiz's own date.")
    extra_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("course", "learner")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "learner"), name="one_accommodation_a_learner_and_quiz"),
            models.UniqueConstraint(
                # An empty quiz equals no other one in a unique constraint, so these two need a condition.
                fields=("course", "learner"),
                condition=models.Q(assessment__isnull=True),
                name="one_accommodation_a_learner_and_course",
            ),
            models.UniqueConstraint(fields=("assessment", "group"), name="one_accommodation_a_group_and_quiz"),
            models.UniqueConstraint(
                fields=("course", "group"),
                condition=models.Q(assessment__isnull=True),
                name="one_accommodation_a_group_and_course",
            ),
            models.CheckConstraint(
                condition=models.Q(learner__isnull=False, group__isnull=True)
                | models.Q(learner__isnull=True, group__isnull=False),
                name="accommodation_for_a_learner_or_a_group",
                violation_error_message="Choose either a learner or a group.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner or self.group} at {self.assessment or self.course}"

    def clean(self) -> None:
        """What belongs to one course stays in it; a field of a form that was emptied is no extra time."""
        self.extra_time = self.extra_time or timedelta()
        for name in ("assessment", "group"):
            chosen = getattr(self, name)
            if chosen and chosen.course_id != self.course_id:
                raise ValidationError({name: "This is of another course."})
        if self.extra_time < timedelta(0):
            raise ValidationError({"extra_time": "Nobody gets less time than all get."})
        if self.assessment_id is None and self.is_there_already():
            whom = self.learner or self.group
            raise ValidationError({"assessment": f"{whom} has an accommodation at every quiz of the course already."})

    def is_there_already(self) -> bool:
        """For the same learner or group, at every quiz of the course."""
        whom = {"learner": self.learner_id} if self.learner_id else {"group": self.group_id}
        same = Accommodation.objects.filter(**whom, course=self.course_id, assessment=None).exclude(pk=self.pk)
        return None not in whom.values() and same.exists()
