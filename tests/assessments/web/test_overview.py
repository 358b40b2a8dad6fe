from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessments.models import Assessment
from assessments.web.overview import minutes, opening, terms
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
    assert opening(a_quiz_with(opens_at=opens, closes_at=closes), NOW) == text


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
    assert [text for _, text in terms(a_quiz_with(**fields))] == words


@pytest.mark.parametrize(
    ("seconds", "text"), [(10, "1 minute"), (60, "1 minute"), (100, "2 minutes"), (3600, "60 minutes")]
)
def test_a_time_limit_is_told_in_minutes(seconds: int, text: str) -> None:
    assert minutes(timedelta(seconds=seconds)) == text
