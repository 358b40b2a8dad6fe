from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache

from assessments.models import Assessment, Attempt
from assessments.queries.statistics.remembered import remembered
from assessments.services.audit import record
from assessments.services.taking import starting
from tests.assessments.queries.statistics.sitting import a_quiz_of, taken
from tests.factories import NOW, a_learner, answered, place, right

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def submitted_another(quiz: Assessment) -> None:
    taken(quiz, [1], now=NOW + timedelta(days=1))


def answered_in_an_open_attempt(quiz: Assessment) -> None:
    attempt = starting.start(a_learner(), quiz, NOW)
    answered(place(attempt), right(place(attempt)))


def decided_something(quiz: Assessment) -> None:
    record(a_learner(), "override", quiz.course, {}, NOW)


def decided_elsewhere(quiz: Assessment) -> None:
    record(a_learner(), "override", a_quiz_of(1).course, {}, NOW)


def forgot_a_learner(quiz: Assessment) -> None:
    Attempt.objects.filter(assessment=quiz).first().learner.delete()


@pytest.mark.parametrize(
    ("act", "times"),
    [
        (submitted_another, 2),
        (decided_something, 2),
        (forgot_a_learner, 2),
        (answered_in_an_open_attempt, 1),
        (decided_elsewhere, 1),
    ],
)
def test_figures_are_worked_out_anew_when_something_changes_them(act: Callable[[Assessment], None], times: int) -> None:
    quiz = a_quiz_of(1)
    taken(quiz, [1])
    worked = []
    remembered(quiz, "report", lambda: worked.append(1))

    act(quiz)
    remembered(quiz, "report", lambda: worked.append(1))

    assert len(worked) == times


def test_one_figure_is_not_taken_for_another() -> None:
    quiz, other = a_quiz_of(1), a_quiz_of(1)

    assert [remembered(quiz, "a", lambda: 1), remembered(quiz, "b", lambda: 2), remembered(other, "a", lambda: 3)] == [
        1,
        2,
        3,
    ]
