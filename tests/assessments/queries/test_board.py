from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from assessments.queries.board import TODAY, Standing, board, questions
from assessments.services.taking import attempts, starting
from tests.factories import (
    NOW,
    a_learner,
    a_published_item,
    a_quiz,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def test_each_learner_stands_somewhere_at_each_question() -> None:
    quiz = a_quiz(*(a_published_item() for _ in range(4)), tries=3)
    attempt = starting.start(a_learner(), quiz, NOW)
    answered(place(attempt, 1), right(place(attempt, 1)))
    answered(place(attempt, 2), transposed(place(attempt, 2)))
    for answer in ("(9, 9)", "(8, 8)"):
        answered(place(attempt, 3), answer)

    found = board(quiz, NOW)

    assert [dict(question.counts) for question in found.questions] == [
        {"answered": 1},
        {"working": 1},
        {"stuck": 1},
        {"untouched": 1},
    ]
    assert [(learner.stuck_at, learner.has_submitted) for learner in found.learners] == [((3,), False)]


@pytest.mark.parametrize(
    ("titles", "told"), [(["A"], "A"), (["A", "B"], "A / B"), (["A", "B", "C"], "3 questions, drawn")]
)
def test_of_what_is_drawn_few_are_named_and_many_counted(titles: list[str], told: str) -> None:
    standings = [Standing(uuid4(), "u", "", "", None, 1, title, 1, 0, 0.0, None, "", 0.0) for title in titles * 2]

    (question,) = questions(standings)

    assert question.title == told


def test_those_who_are_stuck_come_first_and_by_their_names() -> None:
    quiz = a_quiz(tries=3)
    for first, last, wrong in (("Zoe", "Abel", 0), ("", "", 2), ("Ann", "Ziegler", 0)):
        attempt = starting.start(a_learner(f"u{first}", first_name=first, last_name=last), quiz, NOW)
        for answer in ("(9, 9)", "(8, 8)")[:wrong]:
            answered(place(attempt), answer)

    assert [learner.name for learner in board(quiz, NOW).learners] == ["u", "Ann Ziegler", "Zoe Abel"]


def test_what_was_submitted_long_ago_is_over() -> None:
    quiz = a_quiz()
    attempts.submit(starting.start(a_learner(), quiz, NOW), NOW)

    assert len(board(quiz, NOW + TODAY).learners) == 1
    assert board(quiz, NOW + TODAY + timedelta(seconds=1)).learners == ()


@pytest.mark.parametrize("learners", [1, 3])
def test_a_board_takes_one_query_however_large_the_class(django_assert_num_queries: Any, learners: int) -> None:
    quiz = a_quiz()
    for _ in range(learners):
        starting.start(a_learner(), quiz, NOW)

    with django_assert_num_queries(1):
        board(quiz, NOW)
