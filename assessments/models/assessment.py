from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from assessments.engine import feedback, scoring
from assessments.engine.texts import markup
from assessments.models.bank import DIFFICULTIES, Bank, Item
from assessments.models.course import Course


def must_be_shares(shares: object) -> None:
    if not isinstance(shares, list) or not all(is_share(share) for share in shares):
        raise ValidationError("must be a list of numbers from 0 to 1, such as [1, 0.5]")


def must_be_steps(steps: object) -> None:
    pairs = isinstance(steps, list) and all(isinstance(step, list) and len(step) == 2 for step in steps)  # noqa: PLR2004 -- pairs
    if not pairs or not all(is_number(hours) and hours > 0 and is_share(worth) for hours, worth in steps):
        raise ValidationError("must be a list of [hours, credit], such as [[24, 0.8], [72, 0.5]]")
    if [hours for hours, _ in steps] != sorted({hours for hours, _ in steps}):
        raise ValidationError("the hours must rise from one step to the next")


def must_be_markup(field: str, text: str) -> None:
    try:
        markup.render(text)
    except markup.MarkupError as wrong:
        raise ValidationError({field: str(wrong)}) from None


def must_be_feedback(chosen: object) -> None:
    if faults := list(feedback.faults(chosen)):
        raise ValidationError(faults)


def must_be_networks(text: str) -> None:
    for line in text.split():
        try:
            ip_network(line)
        except ValueError as wrong:
            raise ValidationError(
                f"{wrong}: write an address such as 192.0.2.7, or a range such as 192.0.2.0/24"
            ) from None


def must_be_tags(tags: object) -> None:
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValidationError("must be a list of tags")


def must_be_difficulties(levels: object) -> None:
    if not isinstance(levels, list) or not all(level in dict(DIFFICULTIES) for level in levels):
        raise ValidationError("must be a list of difficulties from 1 to 5")


def is_number(value: object) -> bool:
    # To Python, True is the number 1.
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_share(value: object) -> bool:
    return is_number(value) and 0 <= value <= 1


SHARE = (MinValueValidator(0), MaxValueValidator(1))


class Assessment(models.Model):
    class Mode(models.TextChoices):
        ADAPTIVE = "adaptive", "Adaptive: feedback at once, wrong answers may cost a penalty"
        PRACTICE = "practice", "Practice: each right answer in a row is worth more than the last"
        EXAM = "exam", "Exam: each try has its own share of the points, feedback after submission"
        DEFERRED = "deferred", "Deferred: answers may be changed until submission, feedback after it"

    class Kept(models.TextChoices):
        BEST = "best", "The best attempt"
        LAST = "last", "The last attempt"
        FIRST = "first", "The first attempt"
        MEAN = "mean", "The mean of all attempts"

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
    hints_after = models.PositiveSmallIntegerField(
        default=1,
        db_default=1,
        help_text="Answers to a variant before its hint can be asked for, where hints are told at once.",
    )
    another_variant = models.BooleanField(
        default=True, help_text="A learner may ask for fresh numbers; the best score counts."
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ADAPTIVE)
    penalty = models.FloatField(
        default=0, validators=SHARE, help_text="Adaptive: the share that each different wrong answer takes away."
    )
    shares = models.JSONField(
        default=list,
        blank=True,
        validators=(must_be_shares,),
        help_text="Exam: what each try can bring, such as [1, 0.5]. Empty: every try the whole.",
    )
    step = models.FloatField(
        default=1, validators=SHARE, help_text="Practice: the share that a first right answer brings."
    )
    kept = models.CharField("score that counts", max_length=5, choices=Kept, default=Kept.BEST)
    feedback = models.JSONField(
        default=dict,
        blank=True,
        validators=(must_be_feedback,),
        help_text='What is told when, where it differs from the mode, such as {"key": "after-close"}. '
        f"Parts: {', '.join(feedback.PARTS)}. Moments: {', '.join(feedback.MOMENTS)}.",
    )
    due_at = models.DateTimeField(null=True, blank=True, help_text="Answers after it earn the late credit.")
    late_credit = models.JSONField(
        default=list,
        blank=True,
        validators=(must_be_steps,),
        help_text="[[24, 0.8], [72, 0.5]]: 80 % for a day after the due date, 50 % for three, then nothing.",
    )
    password = models.CharField(max_length=100, blank=True, help_text="Asked for before an attempt begins.")
    ip_ranges = models.TextField(
        "networks",
        blank=True,
        default="",
        db_default="",
        validators=(must_be_networks,),
        help_text="Where questions are shown and answers taken: an address or a range such as 192.0.2.0/24 a line. "
        "Empty: everywhere.",
    )
    pass_mark = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=(MinValueValidator(1), MaxValueValidator(100)),
        help_text="Per cent of the points that pass. Empty: nobody passes or fails.",
    )
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        editable=False,
        help_text="The quiz that this one was copied from into the course of an LMS.",
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

    @property
    def scoring(self) -> scoring.Rules:
        return scoring.Rules(self.mode, self.penalty, tuple(self.shares) or (1.0,), self.step)

    @property
    def told(self) -> Mapping[str, str]:
        """Part of the feedback → the moment from which on it is shown."""
        return feedback.matrix(self.mode, self.feedback or {})  # a form leaves [] where nothing was chosen

    @property
    def networks(self) -> Iterator[IPv4Network | IPv6Network]:
        return map(ip_network, self.ip_ranges.split())

    def credit(self, moment: datetime, own_due_at: datetime | None = None) -> float:
        """What an answer is still worth that arrives then, of all or of a learner with a due date of their own."""
        due_at = own_due_at or self.due_at
        # An answer may be under way for as long as the grace lasts, at the due date as at the end.
        return scoring.credit(moment - scoring.GRACE - due_at, self.late_credit) if due_at else 1.0

    def clean(self) -> None:
        """What would stop learners at the start stops its author here, be it a formula that cannot be set."""
        must_be_markup("instructions", self.instructions)
        if self.time_limit and self.time_limit < timedelta(0):
            raise ValidationError({"time_limit": "A time limit is not negative. Empty: no limit."})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": "It would close before it opens."})


class Section(models.Model):
    """A part of an assessment, with words of its own before its questions."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    instructions = models.TextField(blank=True, help_text="Markdown; shown with each of its questions.")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("assessment", "position", "pk")
        constraints = (models.UniqueConstraint(fields=("assessment", "title"), name="section_title_once_a_quiz"),)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        must_be_markup("instructions", self.instructions)


class Slot(models.Model):
    """A place in an assessment: one item, or some drawn from a bank."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="slots")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    position = models.PositiveIntegerField(default=0)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    draws = models.PositiveSmallIntegerField(default=1, help_text="How many items to draw where a bank is named.")
    tags = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        validators=(must_be_tags,),
        help_text="Draw only items that have all of these.",
    )
    difficulties = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        validators=(must_be_difficulties,),
        help_text="Draw only items of these.",
    )
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1, validators=(MinValueValidator(0),))

    class Meta:
        # What stands in no section comes first.
        ordering = ("assessment", models.F("section__position").asc(nulls_first=True), "section", "position", "pk")
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
