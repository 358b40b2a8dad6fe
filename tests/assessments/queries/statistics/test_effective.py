"""Points set by hand, regrades that hold and previews, as the statistics see them."""

import pytest

from assessments.models import Attempt, ItemSession, Judgement, Regrade, Response
from assessments.queries.statistics.report import report
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_points_set_by_hand_count_before_earned_ones() -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[0, 1], [1, 1]])
    ItemSession.objects.filter(number=1, earned=0).update(override=0.5)

    assert [place.figures.facility for place in report(quiz, "best").places] == [0.75, 1]


def test_points_of_a_place_that_is_worth_nothing_are_no_share() -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1]])
    ItemSession.objects.update(points=0, override=0)

    assert report(quiz, "best").places[0].figures.facility is None


@pytest.mark.parametrize(("undone_at", "label"), [(None, "Right answer"), (NOW, "Rows and columns changed places")])
def test_a_first_answer_is_what_the_regrade_that_holds_made_of_it(undone_at: object, label: str) -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[0]])
    response = Response.objects.get()
    regrade = Regrade.objects.create(assessment=quiz, created_at=NOW, applied_at=NOW, undone_at=undone_at)
    Judgement.objects.create(
        regrade=regrade, response=response, read_as=response.read_as, key=response.read_as, score=1
    )

    rows = report(quiz, "best").places[0].misconceptions.rows

    assert [(row.label, row.whole.count) for row in rows] == [(label, 1)]


def test_a_teachers_preview_counts_nowhere() -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1]])
    Attempt.objects.update(is_preview=True)

    assert report(quiz, "best").whole.totals.n == 0
