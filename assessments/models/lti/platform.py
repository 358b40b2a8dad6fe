"""Who we are connected to over LTI 1.3, and by which keys.
https://www.imsglobal.org/spec/lti/v1p3
"""

from __future__ import annotations

import uuid

from django.db import models

from assessments.models.course import Course


class Registration(models.Model):
    """A platform, and what it and we call each other. Whatever it names is unique within it, and only there."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for approval"
        ACTIVE = "active", "Active"
        OFF = "off", "Switched off"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200, help_text="What teachers call it, such as “Moodle of the university”.")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    issuer = models.CharField(max_length=255, help_text="Also “platform ID”; compared letter by letter.")
    client_id = models.CharField("client ID", max_length=255)
    auth_url = models.URLField("authentication URL", max_length=500)
    token_url = models.URLField("token URL", max_length=500, blank=True, help_text="Empty: no scores, no roster.")
    audience = models.CharField(max_length=500, blank=True, help_text="Of tokens; empty: the token URL (D2L differs).")
    jwks_url = models.URLField("key set URL", max_length=500)
    allows_anonymous = models.BooleanField(
        default=False, help_text="Launches without a person are shown a preview rather than turned away."
    )
    frames = models.CharField(
        "other origins",
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        help_text="Whose pages may frame ours, between spaces, such as https://school.instructure.com.",
    )
    update_url = models.URLField(
        max_length=500, blank=True, help_text="Where a registration made by itself is updated."
    )
    key_set = models.JSONField(default=dict, blank=True, help_text="The last good one that was fetched.")
    key_set_at = models.DateTimeField(null=True, blank=True)
    key_set_until = models.DateTimeField(null=True, blank=True, help_text="As long as the platform says it is good.")
    key_set_asked_at = models.DateTimeField(null=True, blank=True)
    old_key = models.CharField(
        "consumer key of LTI 1.1",
        max_length=255,
        blank=True,
        default="",
        db_default="",
        help_text="For moving from LTI 1.1: by it and its secret the platform signs who people and links were there.",
    )
    old_secret = models.TextField(blank=True, default="", db_default="", help_text="Locked by the secret key.")
    failures = models.PositiveIntegerField(default=0, help_text="Of sending scores, since the last that got through.")
    paused_until = models.DateTimeField(null=True, blank=True, help_text="Until then no score is tried.")
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("title",)
        constraints = (
            # Both: a platform of many schools, such as Canvas, has one issuer for all of them.
            models.UniqueConstraint(fields=("issuer", "client_id"), name="one_registration_an_issuer_and_client"),
        )

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """A one-time token by which a platform registers itself, or brings its registration up to date."""

    token_hash = models.CharField(max_length=64, unique=True)
    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="Empty: for a new one.",
    )
    issuer = models.CharField(max_length=255, blank=True, help_text="The only platform that may use it; empty: any.")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"for {self.registration or self.issuer or 'any platform'}"


class Deployment(models.Model):
    """A place in a platform where this tool was installed: the whole site, a faculty or one course."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for approval"
        APPROVED = "approved", "Approved"
        OFF = "off", "Switched off"

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="deployments")
    deployment_id = models.CharField("deployment ID", max_length=255)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    offers = models.ManyToManyField(
        Course,
        blank=True,
        related_name="deployments",
        help_text="Courses whose quizzes its teachers may place, beside their own and those open to all.",
    )
    first_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("registration", "deployment_id")
        constraints = (
            models.UniqueConstraint(fields=("registration", "deployment_id"), name="one_deployment_a_registration"),
        )

    def __str__(self) -> str:
        return f"{self.registration}, {self.title or self.deployment_id}"


class ToolKey(models.Model):
    """One of our own keys. Platforms fetch all that are not gone; the active one signs."""

    class State(models.TextChoices):
        NEXT = "next", "Next"
        ACTIVE = "active", "Active"
        RETIRED = "retired", "Retired"

    kid = models.CharField(max_length=64, unique=True, help_text="Its thumbprint by RFC 7638.")
    state = models.CharField(max_length=10, choices=State, default=State.NEXT)
    public = models.JSONField()
    private = models.TextField(help_text="PEM, locked by the secret key.")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="Since when it is in this state.")

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("state",), condition=models.Q(state__in=("next", "active")), name="one_key_next_and_one_active"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kid[:8]}… ({self.get_state_display().lower()})"
