"""New quizzes on a bank by a pattern: settings that go together, and how many questions are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from assessments.models import Assessment, Bank, Course, Slot
from assessments.queries.banks import drawable
from assessments.services.courses.copying import free_slug
from assessments.services.errors import Refused

Mode = Assessment.Mode


@dataclass(frozen=True)
class Pattern:
    title: str
    most: int | None = None  # questions; None: all that the bank has
    settings: Mapping[str, Any] = field(default_factory=dict)


EXAM = {"time_limit": timedelta(minutes=30), "attempts_allowed": 1, "tries": 1, "another_variant": False}
PATTERNS = {
    "quiz": Pattern("Quiz: ten questions, feedback at once", 10),
    "exam": Pattern("Exam: ten questions, 30 minutes, once, results at the end", 10, {"mode": Mode.EXAM, **EXAM}),
    "practice": Pattern("Practice set: every question, as often as wanted", None, {"mode": Mode.PRACTICE}),
}


@transaction.atomic
def assemble(pattern: str, title: str, course: Course, bank: Bank) -> Assessment:
    """Not published yet. Raises Refused where the bank has nothing to ask."""
    chosen, there = PATTERNS[pattern], drawable(bank).count()
    if not there:
        raise Refused(f"“{bank}” has no published question yet.")
    slug = free_slug(slugify(title)[:40] or "quiz")
    made = Assessment.objects.create(course=course, title=title, slug=slug, **chosen.settings)
    Slot.objects.create(assessment=made, position=1, bank=bank, draws=min(there, chosen.most or there))
    return made
