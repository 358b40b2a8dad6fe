from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.kind import skill_title
from assessments.engine.scoring import Answered, Ledger, Rules, stands_at
from assessments.engine.variant import Question, Variant, recall
from assessments.models.assessment import Assessment, Section
from assessments.models.bank import Bank, Item, Revision

REVIEW = "review"


class Real(models.Manager):
    """What learners did. A teacher's previews count nowhere, so whatever lists or counts begins here."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(**{f"{self.path}is_preview": False})


class Attempt(models.Model):
    """A learner's run of an assessment, of a bank in practice or one skill of it, or of questions due for review."""

    # Stands in addresses, where nobody is to count on to the next.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="attempts")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, null=True, blank=True, related_name="practice")
    focus = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text="Practice: of one skill, or a review."
    )
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="Where the learner's is not the quiz's own.")
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Where the learner's is not the quiz's own.")
    score = models.FloatField(default=0, help_text="Points; written only when an answer is judged.")
    points = models.FloatField(default=0, help_text="Points that can be had.")
    override = models.FloatField(null=True, blank=True, help_text="Points set by hand; then no others count.")
    is_preview = models.BooleanField(
        default=False, db_default=False, help_text="A teacher's look at what learners get: it counts nowhere."
    )
    reported = models.BooleanField(default=False, db_default=False, help_text="Its score goes to an LMS.")

    objects = models.Manager()
    real = Real()

    class Meta:
        ordering = ("-started_at",)
        indexes = (
            models.Index(fields=("learner", "-started_at"), name="attempt_learner_latest"),
            # For the cursor of regrades and of the API, which go on after a number.
            models.Index(fields=("assessment", "id"), name="attempt_of_assessment"),
            models.Index(
                fields=("deadline",), condition=models.Q(submitted_at__isnull=True), name="attempt_open_by_deadline"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(assessment__isnull=False, bank__isnull=True, focus="")
                | models.Q(assessment__isnull=True, bank__isnull=False)
                | models.Q(assessment__isnull=True, bank__isnull=True, focus=REVIEW),
                name="attempt_at_an_assessment_or_a_bank_or_a_review",
            ),
            models.UniqueConstraint(
                # Asked of the database as well: two starts at one moment must not make two attempts.
                fields=("learner", "assessment", "is_preview"),
                condition=models.Q(submitted_at__isnull=True),
                name="one_open_attempt_or_preview",
            ),
            models.UniqueConstraint(
                fields=("learner", "bank", "focus"),
                condition=models.Q(submitted_at__isnull=True),
                name="one_open_practice_a_bank_and_focus",
            ),
            models.UniqueConstraint(
                # By itself, because two empty columns are never equal to the constraints above.
                fields=("learner",),
                condition=models.Q(submitted_at__isnull=True, assessment__isnull=True, bank__isnull=True),
                name="one_open_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner}: {self.title}"

    @property
    def is_practice(self) -> bool:
        return self.assessment_id is None

    @property
    def title(self) -> str:
        if self.assessment or not self.focus:
            return str(self.assessment or self.bank)
        return f"{self.bank}: {skill_title(self.focus)}" if self.bank else "Review"

    @property
    def scoring(self) -> Rules:
        """Practice counts the best answer."""
        return self.assessment.scoring if self.assessment else Rules()

    def credit(self, moment: datetime) -> float:
        return self.assessment.credit(moment, self.due_at) if self.assessment else 1.0


class ItemSession(models.Model):
    """One place in an attempt with one variant, as shown; another variant at the same place is another row."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(help_text="Place in the attempt, from 1.")
    turn = models.PositiveSmallIntegerField(default=1, help_text="Which variant at this place, from 1.")
    current = models.BooleanField(default=True)
    # Also in the revision, and kept here for the queries that count what a learner has met.
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="sessions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sessions")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveBigIntegerField(help_text="Where in the learner's own order of variants this one stands.")
    seed = models.CharField(max_length=64)
    params = models.JSONField()
    question = models.JSONField(help_text="What the learner was shown; holds no key.")
    points = models.FloatField(default=1)
    tries_allowed = models.PositiveSmallIntegerField(default=1)
    tries_used = models.PositiveSmallIntegerField(default=0)
    hints_used = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Hints that were asked for.")
    score = models.FloatField(default=0, help_text="Best fraction so far, 0 to 1.")
    earned = models.FloatField(default=0, help_text="Share of its points that this place has brought.")
    override = models.FloatField(null=True, blank=True, help_text="Points of this place set by hand.")
    ledger = models.JSONField(default=dict, help_text="What the mode remembers of the answers at this place.")
    flagged = models.BooleanField(default=False, help_text="The learner wants to come back to it.")
    earlier_best = models.FloatField(default=0, help_text="Best fraction of the earlier variants at this place.")
    latest = models.TextField(blank=True, help_text="The last readable answer, as read.")
    draft = models.TextField(blank=True, help_text="Typed, and not answered with yet.")
    draft_number = models.PositiveIntegerField(
        default=0, help_text="Counts the drafts; a page says which one it knows."
    )
    drafted_at = models.DateTimeField(null=True, blank=True)
    window = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="The browser window that opened it last."
    )
    finished_at = models.DateTimeField(
        null=True, blank=True, help_text="Right, out of tries, or the solution was asked for."
    )
    revealed = models.BooleanField(default=False, help_text="The solution was asked for before the answer was right.")

    objects = models.Manager()
    real = Real("attempt__")

    class Meta:
        ordering = ("attempt", "number", "turn")
        constraints = (
            models.UniqueConstraint(fields=("attempt", "number", "turn"), name="one_variant_a_turn"),
            models.UniqueConstraint(
                fields=("attempt", "number"), condition=models.Q(current=True), name="one_current_variant_a_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt}, question {self.number}"

    @property
    def best(self) -> float:
        """What this place is worth so far: the best of all its variants."""
        return max(self.score, self.earlier_best)

    @property
    def counted(self) -> float:
        """The points that this place brings."""
        return self.points * self.earned if self.override is None else self.override

    def earn(self, fraction: float, text: str, moment: datetime) -> None:
        """Write down an answer that was this right."""
        # Another variant at the same place begins its wrong answers anew.
        ledger = Ledger.read(self.ledger) if self.tries_used else Ledger.read(self.ledger).renewed()
        rules, answered = self.attempt.scoring, Answered(fraction, text, self.attempt.credit(moment))
        ledger = ledger.after(rules, answered)
        self.earned, self.ledger, self.score = ledger.earned, ledger.facts(), stands_at(rules, self.score, fraction)

    @property
    def shown(self) -> Question:
        return Question.read(self.question)

    @property
    def variant(self) -> Variant:
        return self.variant_by(self.revision)

    def variant_by(self, revision: Revision) -> Variant:
        """What was asked, as another revision of the item answers it."""
        return recall(revision.definition, self.params, self.shown)


class Judged(models.Model):
    """What grading made of a response."""

    read_as = models.TextField()
    key = models.TextField(help_text="The key it was judged by.")
    score = models.FloatField()
    misconception = models.CharField(max_length=60, blank=True, help_text="The first tag of the diagnosis.")
    diagnosis = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="Tags: + joins what went wrong, | what may have.",
    )
    parts = models.JSONField(null=True, blank=True, help_text="How each part of an answer of several was judged.")
    remark = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def diagnosed(self) -> Diagnosis:
        """Responses from before there were diagnoses have at most one tag."""
        return Diagnosis.read(self.diagnosis or self.misconception)

    @property
    def judged_by(self) -> Revision:
        """Whose key it was."""
        raise NotImplementedError


class Response(Judged):
    """One submission with its outcome. Rows are only ever added, and go only with their learner."""

    session = models.ForeignKey(ItemSession, on_delete=models.CASCADE, related_name="responses")
    intent = models.UUIDField(help_text="Made by the client, once for each time the learner means to answer.")
    raw = models.TextField()
    created_at = models.DateTimeField()

    objects = models.Manager()
    real = Real("session__attempt__")

    class Meta:
        ordering = ("session", "pk")
        constraints = (models.UniqueConstraint(fields=("session", "intent"), name="one_response_an_intent"),)

    def __str__(self) -> str:
        return f"{self.session}: {self.read_as}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a response is never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a response is never deleted by itself")

    @property
    def held(self) -> Judged:
        """What holds of it: the latest judgement of a regrade that was applied, or its own."""
        # Filtered here, not in the database: pages fetch the judgements of all their responses at once.
        applied = (one for one in self.judgements.all() if one.regrade.holds)
        return max(applied, key=lambda one: one.regrade.applied_at, default=self)

    @property
    def judged_by(self) -> Revision:
        return self.session.revision
