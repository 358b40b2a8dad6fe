"""The worked example once more, this time as answers in a database."""

from math import sqrt
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from assessments.models import Assessment, ItemSession, Slot
from assessments.queries.statistics.report import report
from assessments.services.marks import override_attempt
from assessments.services.taking import attempts, starting
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat
from tests.factories import NOW, a_bank, a_learner, a_published_item, a_quiz, answered, place, right, transposed

pytestmark = pytest.mark.django_db

OPTIONS = [{"text": "Both", "right": True}, {"text": "One", "right": False}, {"text": "Neither", "right": False}]
MARKS = [[1, 1, 1], [1, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, None]]


def test_the_figures_of_a_quiz_by_hand() -> None:
    """Totals 3 2 2 1 0: mean 1.6, variance 5.2/4 = 1.3. Marks' variances: 0.3 each."""
    quiz = a_quiz_of(3)
    sat(quiz, MARKS)

    found = report(quiz, "best")

    assert found.points == 3
    assert found.totals == ((0, 1), (1, 1), (2, 2), (3, 1))
    assert [found.whole.totals.n, found.whole.totals.mean, found.whole.totals.median] == [5, 1.6, 2]
    assert found.whole.totals.sd == pytest.approx(sqrt(1.3))
    assert found.whole.consistency == pytest.approx(100 * 1.5 * (1 - 0.9 / 1.3))
    assert [place.figures.n for place in found.places] == [5, 5, 5]
    assert [place.figures.facility for place in found.places] == pytest.approx([0.6, 0.6, 0.4])
    # R1 = 2 1 1 1 0, variance 0.5, covariance 0.25; R2 = 2 1 2 0 0, variance 1, covariance 0;
    # R3 = 2 2 1 1 0, variance 0.7, covariance 0.15
    assert [place.figures.discrimination for place in found.places] == pytest.approx(
        [25 / sqrt(0.15), 0, 15 / sqrt(0.21)]
    )
    assert [place.unanswered for place in found.places] == [0, 0, 1]


def test_worth_of_a_place_weighs_in() -> None:
    quiz = a_quiz_of(2)
    Slot.objects.filter(assessment=quiz, position=2).update(points=3)
    sat(quiz, [[1, 1], [1, 0], [0, 0]])

    found = report(quiz, "best")

    assert [place.figures.intended for place in found.places] == [25, 75]
    assert [found.whole.totals.mean, found.points] == [pytest.approx(5 / 3), 4]


def test_a_place_whose_worth_was_changed_is_as_easy_as_it_was() -> None:
    """One learner had all of one point, one all of two, one half of two: two and a half of three."""
    quiz = a_quiz_of(1)
    sat(quiz, [[1]])
    Slot.objects.filter(assessment=quiz).update(points=2)
    _, half = sat(quiz, [[1], [1]])
    half.sessions.update(earned=0.5)

    (place_,) = report(quiz, "best").places

    assert place_.figures.facility == pytest.approx(2.5 / 3)
    assert place_.figures.sd == pytest.approx(sqrt(1 / 12))


def test_a_total_set_by_hand_counts_and_says_nothing_of_the_questions(tess: AbstractBaseUser) -> None:
    quiz = a_quiz_of(3)
    best, *_ = sat(quiz, MARKS)
    before = report(quiz, "best")

    override_attempt(best, 0, "It was another's work.", tess, NOW)

    found = report(quiz, "best")
    assert (found.places, found.whole.consistency) == (before.places, before.whole.consistency)
    assert found.whole.standard_error == before.whole.standard_error
    assert (found.totals, found.whole.totals.mean) == (((0, 2), (1, 1), (2, 2)), 1)


def test_first_answers_are_told_fifth_by_fifth_of_ability() -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[0, 0], [0, 1], [1, 1], [1, 1], [1, 1]])

    heat = report(quiz, "best").places[0].misconceptions

    # One learner with no point, one with one, three with two: those share the middle of the upper three fifths.
    assert heat.sizes == (1, 1, 0, 3, 0)
    assert [(row.label, [cell.count for cell in row.cells], row.is_key) for row in heat.rows] == [
        ("Right answer", [0, 0, 0, 3, 0], True),
        ("Rows and columns changed places", [1, 1, 0, 0, 0], False),
    ]


def test_a_second_try_is_not_a_first_answer() -> None:
    quiz = a_quiz_of(1)
    (attempt,) = sat(quiz, [[0]])
    assert attempt.sessions.get().tries_used == 1
    other = a_quiz(*[slot.item for slot in quiz.slots.all()], tries=2)
    two = two_tries(other)

    heat = report(other, "best").places[0].misconceptions

    assert two.tries_used == 2
    assert [(row.label, row.whole.count) for row in heat.rows] == [("Rows and columns changed places", 1)]


def two_tries(quiz: Assessment) -> ItemSession:
    attempt = starting.start(a_learner(), quiz, NOW)
    answered(place(attempt), transposed(place(attempt)))
    answered(place(attempt), right(place(attempt)))
    attempts.submit(attempt, NOW)
    return place(attempt)


def test_nothing_is_said_of_a_quiz_that_nobody_took() -> None:
    found = report(a_quiz_of(2), "best")

    assert [found.places, found.totals, found.whole.totals.n, found.whole.totals.mean] == [(), (), 0, None]


@pytest.mark.parametrize("learners", [1, 4])
def test_a_report_takes_the_same_queries_however_many_took_it(django_assert_num_queries: Any, learners: int) -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 0]] * learners)

    with django_assert_num_queries({"sqlite": 10, "postgresql": 9}[connection.vendor]):
        report(quiz, "best")


def test_drawn_questions_share_a_place() -> None:
    bank = a_bank()
    for _ in range(2):
        a_published_item(bank=bank)
    quiz = a_quiz()
    Slot.objects.filter(assessment=quiz).delete()
    Slot.objects.create(assessment=quiz, bank=bank, draws=1)
    sat(quiz, [[1]] * 8)

    (place_,) = report(quiz, "best").places

    assert [place_.figures.n, len(place_.asked), place_.title] == [8, 2, "2 questions, drawn"]


def test_options_are_told_with_those_that_nobody_chose() -> None:
    quiz = a_quiz(a_published_item("authored-choice", stem="Which?", given={"options": OPTIONS}))
    for text in ("Both", "Both", "Neither"):
        attempt = starting.start(a_learner(), quiz, NOW)
        answered(place(attempt), text)
        attempts.submit(attempt, NOW)

    (place_,) = report(quiz, "best").places

    assert [(row.label, row.whole.count, row.is_key) for row in place_.options.rows] == [
        ("Both", 2, True),
        ("Neither", 1, False),
        ("One", 0, False),
    ]
    assert place_.luck == pytest.approx(1 / 3)
