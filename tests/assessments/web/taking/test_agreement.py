from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assessments.models import Accommodation, Assessment
from assessments.rules import Terms, terms
from assessments.web.taking.agreement import EARNINGS, TOLD, WHEN, agreement, lateness, percent, tellings
from tests.factories import NOW

LATER = NOW + timedelta(days=1)


def a_quiz_with(**fields: Any) -> Assessment:
    """Never saved: words need no database."""
    return Assessment(**fields)


def agreed(**fields: Any) -> tuple[Assessment, Terms]:
    quiz = a_quiz_with(**fields)
    return quiz, terms(quiz)


def agreed_on(**fields: Any) -> dict[str, list[str]]:
    return {row["label"]: row["texts"] for row in agreement(*agreed(**fields))}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Your best answer to a question counts; wrong ones take nothing away."),
        (
            {"penalty": 0.1},
            "Each different wrong answer takes away 10% of a question's points.",
        ),
        ({"penalty": 0.1, "tries": 1}, "Your best answer to a question counts; wrong ones take nothing away."),
        (
            {"mode": "exam", "tries": 1, "another_variant": False},
            "One answer to each question. What you have handed in cannot be changed.",
        ),
        ({"mode": "exam", "tries": 1}, "Your best try at a question counts in full."),
        ({"mode": "exam", "tries": 3, "another_variant": False}, "Your best try at a question counts in full."),
        (
            {"mode": "exam", "tries": 2, "shares": [1, 0.5, 0.25], "another_variant": False},
            "What each try can earn: try 1 up to 100%, try 2 up to 50%.",
        ),
        (
            {"mode": "exam", "tries": 3, "shares": [1, 0.5], "another_variant": False},
            "What each try can earn: try 1 up to 100%, try 2 and each later one up to 50%.",
        ),
        (
            {"mode": "exam", "tries": 1, "shares": [1, 0.5]},
            "What each try can earn: try 1 up to 100%, try 2 and each later one up to 50%.",
        ),
        (
            {"mode": "exam", "tries": 1, "shares": [0.5], "another_variant": False},
            "What each try can earn: try 1 up to 50%.",
        ),
        ({"mode": "practice"}, "One right answer brings all points of a question."),
        (
            {"mode": "practice", "step": 0.25},
            (
                "A first right answer brings 25% of a question's points, a second in a row 50%, "
                "and so on until it has them all."
            ),
        ),
        ({"mode": "deferred"}, "You may change every answer until you submit; the last one counts."),
    ],
)
def test_what_answers_earn_is_said_for_every_mode(fields: dict[str, Any], words: str) -> None:
    assert agreed_on(**fields)["What answers earn"][0] == words


def test_every_mode_has_its_words() -> None:
    assert set(EARNINGS) == set(Assessment.Mode)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ["Your best attempt counts."]),
        ({"kept": "mean", "attempts_allowed": 3}, ["The mean of your attempts counts."]),
        ({"attempts_allowed": 1}, []),
    ],
)
def test_which_attempt_counts_is_said_where_there_may_be_several(fields: dict[str, Any], words: list[str]) -> None:
    assert agreed_on(**fields)["What answers earn"][1:] == words


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            {},
            [
                "After each answer: whether it is right, the points, your mistake and a hint.",
                "Once a question is finished: the right answer, the worked solution.",
            ],
        ),
        (
            {"mode": "exam"},
            [
                (
                    "After submitting: whether it is right, the points, your mistake and a hint, "
                    "the right answer, the worked solution."
                ),
            ],
        ),
        (
            {"mode": "exam", "feedback": {"key": "after-close", "solution": "never"}, "closes_at": LATER},
            [
                "After submitting: whether it is right, the points, your mistake and a hint.",
                "After the quiz has closed: the right answer.",
                "Never: the worked solution.",
            ],
        ),
        (
            {"feedback": {"key": "after-close"}},
            [
                "After each answer: whether it is right, the points, your mistake and a hint.",
                "Once a question is finished: the worked solution.",
                "After submitting: the right answer.",
            ],
        ),
    ],
    ids=["at once", "exam", "by and by", "a close that never comes"],
)
def test_what_is_told_when_is_said_moment_by_moment(fields: dict[str, Any], lines: list[str]) -> None:
    assert list(tellings(*agreed(**fields))) == lines


@pytest.mark.parametrize("when", ["at-once", "after-submission", "after-close", "never"])
@pytest.mark.parametrize("part", TOLD)
def test_each_part_is_told_of_once(part: str, when: str) -> None:
    lines = list(tellings(*agreed(feedback={part: when}, closes_at=LATER)))

    assert sum(str(TOLD[part]) in line for line in lines) == 1
    assert len(lines) <= len(WHEN)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "Answers after 2 March, 09:00 earn nothing."),
        (
            [[1, 0.9], [24, 0.8], [72, 0.5]],
            (
                "Answers after 2 March, 09:00 still earn a share: "
                "90% within 1 hour, 80% within 1 day, 50% within 3 days; later, nothing."
            ),
        ),
        (
            [[1.5, 0.875]],
            "Answers after 2 March, 09:00 still earn a share: 87.5% within 1.5 hours; later, nothing.",
        ),
    ],
)
def test_what_comes_late_is_told_its_share(steps: list[list[float]], words: str) -> None:
    assert lateness(*agreed(due_at=NOW, late_credit=steps)) == words


def test_what_does_not_hold_is_not_spoken_of() -> None:
    assert list(agreed_on()) == ["What answers earn", "What you are told"]
    assert list(agreed_on(due_at=NOW, time_limit=timedelta(hours=1))) == [
        "What answers earn",
        "What you are told",
        "Late answers",
        "Time",
    ]


def test_who_works_against_the_clock_is_told_of_the_grace() -> None:
    limited, closing = agreed_on(time_limit=timedelta(hours=1))["Time"], agreed_on(closes_at=NOW)["Time"]

    assert (len(limited), limited[1:]) == (2, closing)
    assert closing[0].startswith("On its way here an answer may take 5 seconds longer. What arrives later")
    assert agreed_on(due_at=NOW)["Time"] == ["On its way here an answer may take 5 seconds longer."]


def test_a_quiz_for_some_networks_only_says_so() -> None:
    where = agreed_on(ip_ranges="192.0.2.0/24")["Where"]

    assert where == ["Only from networks that your instructor has named."]


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (1 / 3, "33.3%"), (0.5, "50%"), (1, "100%")])
def test_a_share_is_a_percentage(share: float, text: str) -> None:
    assert percent(share) == text


def test_words_are_about_the_learners_own_dates() -> None:
    quiz = a_quiz_with(due_at=NOW, feedback={"key": "after-close"})
    rows = agreement(quiz, terms(quiz, Accommodation(due_at=LATER, closes_at=LATER)))
    texts = {row["label"]: row["texts"] for row in rows}

    assert texts["Late answers"] == ["Answers after 3 March, 09:00 earn nothing."]
    assert "After the quiz has closed: the right answer." in texts["What you are told"]
