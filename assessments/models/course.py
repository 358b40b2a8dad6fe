from __future__ import annotations

from django.conf import settings
from django.db import models


class Course(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    open_to_all = models.BooleanField(default=False, help_text="Any signed-in learner may join by starting a quiz.")

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner"
        INSTRUCTOR = "instructor"
        ASSISTANT = "assistant"
        LEARNER = "learner"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.LEARNER)
    active = models.BooleanField(default=True, db_default=True, help_text="Off: left the course; what was done stays.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "user"), name="one_membership_a_course"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.course} as {self.role}"


class Group(models.Model):
    """Some of a course's learners, who get something together."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="groups")
    title = models.CharField(max_length=200)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="course_groups")

    class Meta:
        ordering = ("course", "title")
        constraints = (models.UniqueConstraint(fields=("course", "title"), name="group_title_once_a_course"),)

    def __str__(self) -> str:
        return self.title


Roles = frozenset[str]

OWNERS: Roles = frozenset({Membership.Role.OWNER})
AUTHORS: Roles = OWNERS | {Membership.Role.INSTRUCTOR}
STAFF: Roles = AUTHORS | {Membership.Role.ASSISTANT}
