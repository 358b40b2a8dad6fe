from datetime import timedelta

import pytest

from assessments.models import Assessment
from assessments.queries.statistics.kept import kept, usual
from assessments.services.taking import starting
from tests.assessments.queries.statistics.sitting import a_quiz_of, taken
from tests.factories import NOW, a_learner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(("way", "which"), [("first", 0), ("best", 1), ("last", 2)])
def test_one_attempt_of_each_learner_counts(way: str, which: int) -> None:
    quiz, alice = a_quiz_of(2), a_learner()
    made = [taken(quiz, marks, alice, NOW + day * DAY) for day, marks in enumerate([(0, 1), (1, 1), (0, 0)])]
    other = taken(quiz, (0, 0))

    assert set(kept(quiz, way)) == {made[which], other}


def test_the_best_attempt_has_most_of_the_points_that_could_be_had_in_it() -> None:
    quiz, alice = a_quiz_of(2), a_learner()
    worthless, better, worse = (taken(quiz, (1, 0), alice, NOW + day * DAY) for day in range(3))
    for one, points in ((worthless, 0), (better, 1), (worse, 2)):
        quiz.attempts.filter(pk=one.pk).update(points=points)

    assert list(kept(quiz, "best")) == [better]


def test_what_is_not_submitted_does_not_count() -> None:
    quiz = a_quiz_of(1)
    starting.start(a_learner(), quiz, NOW)
    taken(a_quiz_of(1), [1])

    assert list(kept(quiz, "best")) == []


@pytest.mark.parametrize(
    ("setting", "way"), [("best", "best"), ("last", "last"), ("first", "first"), ("mean", "first")]
)
def test_the_usual_way_is_that_of_the_scores(setting: str, way: str) -> None:
    assert usual(Assessment(kept=setting)) == way
