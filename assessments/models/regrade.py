"""Judging given answers again: what was chosen, what would change, and whether it holds. Responses stay as they are."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.attempt import Attempt, ItemSession, Judged, Response
from assessments.models.bank import Item, Revision


class Regrade(models.Model):
    """A replay of submitted attempts. Until it is applied it is a dry run; undone, it is history."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="regrades")
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: every question."
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the one that each question was asked by, with today's reference.",
    )
    chosen = models.JSONField(default=list, blank=True, help_text="Attempts. Empty: all that were submitted by then.")
    disregard = models.JSONField(default=list, blank=True, help_text="Options that count for nobody.")
    always_correct = models.JSONField(default=list, blank=True, help_text="Options that are right either way.")
    never_lower = models.BooleanField(default=False, help_text="A question that would lose keeps what it has.")
    reason = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cursor = models.UUIDField(null=True, blank=True, help_text="The last attempt that was replayed.")
    attempts = models.PositiveIntegerField(default=0, help_text="Replayed so far.")
    responses = models.PositiveIntegerField(default=0, help_text="Judged again so far.")
    kept = models.PositiveIntegerField(default=0, help_text="Questions that would have lost, and keep what they have.")
    planned_at = models.DateTimeField(null=True, blank=True, help_text="When the last attempt was replayed.")
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Regrade {self.pk} of {self.assessment}"

    @property
    def holds(self) -> bool:
        return self.applied_at is not None and self.undone_at is None


class Judgement(Judged):
    """A response judged again, where that came out differently. Rows are only ever added, and go with their regrade."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="judgements")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="judgements")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("regrade", "response"), name="one_judgement_a_regrade"),)

    def __str__(self) -> str:
        return f"{self.response}, {self.regrade}"

    @property
    def judged_by(self) -> Revision:
        return self.regrade.revision or self.response.judged_by


class SessionChange(models.Model):
    """What a regrade makes of one variant at one place. As Judgement, never edited."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="session_changes")
    session = models.ForeignKey(ItemSession, on_delete=models.CASCADE, related_name="changes")
    why = models.TextField()
    old_score = models.FloatField()
    old_earned = models.FloatField()
    old_earlier_best = models.FloatField()
    old_ledger = models.JSONField()
    new_score = models.FloatField()
    new_earned = models.FloatField()
    new_earlier_best = models.FloatField()
    new_ledger = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("regrade", "session"), name="one_session_change_a_regrade"),)

    def __str__(self) -> str:
        return f"{self.session}: {self.old_earned:.4g} to {self.new_earned:.4g}"


class AttemptChange(models.Model):
    """An attempt whose points a regrade changes. As Judgement, never edited."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="attempt_changes")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="changes")
    old_score = models.FloatField()
    new_score = models.FloatField()
    why = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("regrade", "attempt"), name="one_attempt_change_a_regrade"),)

    def __str__(self) -> str:
        return f"{self.attempt}: {self.old_score:.4g} to {self.new_score:.4g}"
