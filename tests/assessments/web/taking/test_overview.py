from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessments.models import Assessment, Attempt
from assessments.rules import terms
from assessments.web.taking.overview import counted_scores, facts_of, minutes, opening, summary
from tests.factories import NOW

EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


def a_quiz_with(**fields: Any) -> Assessment:
    """Never saved: words need no database."""
    quiz = Assessment(published=True, **{name: value for name, value in fields.items() if name != "questions"})
    quiz.questions = fields.get("questions", 5)
    return quiz


@pytest.mark.parametrize(
    ("opens", "closes", "text"),
    [
        (None, None, "Open"),
        (None, LATER, "Closes 3 March, 09:00"),
        (EARLIER, LATER, "Closes 3 March, 09:00"),
        (LATER, None, "Opens 3 March, 09:00"),
        (None, EARLIER, "Closed"),
        (EARLIER, NOW, "Closed"),
    ],
)
def test_a_quiz_says_when_it_can_be_taken(opens: datetime | None, closes: datetime | None, text: str) -> None:
    assert opening(terms(a_quiz_with(opens_at=opens, closes_at=closes)), NOW) == text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"questions": 1, "tries": 1}, ["1 question", "1 try each"]),
        ({"questions": 5, "tries": 2}, ["5 questions", "2 tries each"]),
        ({"time_limit": timedelta(minutes=20)}, ["5 questions", "2 tries each", "20 minutes"]),
        ({"attempts_allowed": 1}, ["5 questions", "2 tries each", "1 attempt"]),
        ({"attempts_allowed": 3}, ["5 questions", "2 tries each", "3 attempts"]),
    ],
)
def test_what_is_agreed_before_starting_is_put_into_words(fields: dict[str, Any], words: list[str]) -> None:
    quiz = a_quiz_with(**fields)

    assert [text for _, text in facts_of(quiz, terms(quiz))] == words


def test_a_summary_says_of_a_date_what_is_due() -> None:
    quiz = a_quiz_with(tries=1, due_at=NOW)

    assert summary(quiz, terms(quiz)) == "5 questions, 1 try each, due 2 March, 09:00"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (10, "1 minute"),
        (60, "1 minute"),
        (100, "2 minutes"),
        (3600, "60 minutes"),
        (10_800, "180 minutes"),
        (14_400, "4 hours"),
        (20_000, "5 hours, 33 minutes"),
        (6 * 86_400 + 7_200, "6 days, 2 hours"),
    ],
)
def test_a_span_of_time_is_told_in_minutes_while_these_can_be_grasped(seconds: int, text: str) -> None:
    assert minutes(timedelta(seconds=seconds)).replace("\xa0", " ") == text


@pytest.mark.parametrize(("kept", "score"), [("best", 3), ("last", 1), ("first", 2), ("mean", 2)])
def test_the_quiz_says_which_of_its_scores_counts(kept: str, score: float) -> None:
    quiz = Assessment(pk=1, kept=kept)
    submitted = [Attempt(assessment=quiz, submitted_at=NOW, score=one, points=4) for one in (2, 3, 1)]

    assert counted_scores(submitted, NOW) == {1: (score, 4)}


def test_half_of_the_points_before_a_quiz_changed_is_half_of_those_after() -> None:
    quiz = Assessment(pk=1, kept="best")
    submitted = [Attempt(assessment=quiz, submitted_at=NOW, score=2, points=points) for points in (4, 8)]

    assert counted_scores(submitted, NOW) == {1: (4, 8)}


def test_a_score_that_may_not_be_seen_yet_does_not_count() -> None:
    quiz = Assessment(pk=1, closes_at=LATER, feedback={"score": "after-close"})

    assert counted_scores([Attempt(assessment=quiz, submitted_at=NOW, score=1, points=1)], NOW) == {}
