"""What a platform's people, courses and links are here."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.bank import Bank
from assessments.models.course import Course
from assessments.models.lti.platform import Deployment, Registration


class LtiUser(models.Model):
    """A person as one platform knows them; never taken for the same person at another one."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="people")
    sub = models.CharField(max_length=255)
    old_id = models.CharField(max_length=255, blank=True, default="", db_default="", help_text="In LTI 1.1, as signed.")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lti")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("registration", "sub"), name="one_person_a_registration"),)

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


class Context(models.Model):
    """A course of a platform, and the course that it is here."""

    deployment = models.ForeignKey(Deployment, on_delete=models.CASCADE, related_name="contexts")
    context_id = models.CharField(max_length=255)
    title = models.CharField(max_length=200, blank=True)
    course = models.OneToOneField(Course, on_delete=models.PROTECT, related_name="context")
    history = models.JSONField(default=list, blank=True, help_text="The contexts that it was copied from.")
    roster_url = models.CharField(max_length=2000, blank=True)
    roster_synced_at = models.DateTimeField(null=True, blank=True)
    roster_whole_at = models.DateTimeField(null=True, blank=True, help_text="When all of it was last read.")
    roster_changes_url = models.CharField(
        max_length=2000, blank=True, help_text="Where the platform tells what changed."
    )
    roster_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("deployment", "context_id"), name="one_context_a_deployment"),)

    def __str__(self) -> str:
        return self.title or self.context_id


class ContextMember(models.Model):
    context = models.ForeignKey(Context, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(LtiUser, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("context", "person"), name="one_member_a_context"),)

    def __str__(self) -> str:
        return f"{self.person} in {self.context} as {self.role}"


class ResourceLink(models.Model):
    """A link in a platform's course, and the quiz or bank that it leads to."""

    class Sends(models.TextChoices):
        TOLD = "told", "As soon as the learner may know the score"
        SUBMITTED = "submitted", "Once an attempt is submitted"
        NEVER = "never", "Never"

    context = models.ForeignKey(Context, on_delete=models.CASCADE, related_name="links")
    link_id = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="links")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, null=True, blank=True, related_name="links")
    content = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text="What the link asks for; names its column, too."
    )
    is_copy = models.BooleanField(default=False, help_text="Made by copying a course; results started empty.")
    sends = models.CharField("scores are sent", max_length=10, choices=Sends, default=Sends.TOLD)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("context", "link_id"), name="one_link_a_context"),
            models.CheckConstraint(
                condition=models.Q(assessment__isnull=True) | models.Q(bank__isnull=True),
                name="link_leads_to_a_quiz_or_a_bank",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.link_id
