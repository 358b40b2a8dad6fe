"""Learners who take a quiz of shapes, and get right as much as the test says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Assessment, Attempt
from assessments.services.taking import attempts, starting
from tests.factories import NOW, a_learner, a_published_item, a_quiz, answered, place, right, transposed

MINUTE = timedelta(minutes=1)


def a_quiz_of(places: int, **settings: object) -> Assessment:
    """Each question has three variants, whose right answers are (2, 3), (2, 5) and (2, 7)."""
    return a_quiz(*(a_published_item() for _ in range(places)), **{"tries": 2} | settings)


def taken(
    quiz: Assessment, marks: Sequence[int | None], learner: AbstractBaseUser | None = None, now: datetime = NOW
) -> Attempt:
    """An answer a minute, 1 a right one and 0 a transposed one; None leaves a question out."""
    attempt = starting.start(learner or a_learner(), quiz, now)
    for number, mark in enumerate(marks, start=1):
        if mark is not None:
            session = place(attempt, number)
            answered(session, right(session) if mark else transposed(session), now + number * MINUTE)
    attempts.submit(attempt, now + (len(marks) + 1) * MINUTE)
    return attempt


def sat(quiz: Assessment, rows: Sequence[Sequence[int | None]]) -> list[Attempt]:
    return [taken(quiz, row) for row in rows]
