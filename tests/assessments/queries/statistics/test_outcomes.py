import pytest

from assessments.models import Attempt, Response
from assessments.queries.statistics.outcomes import Outcome, outcomes, possible
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat

pytestmark = pytest.mark.django_db


def test_equal_answers_of_attempts_with_equal_totals_are_one_row() -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1], [1], [0], [None]])
    item = quiz.slots.get().item_id

    found = set(outcomes(Attempt.objects.all(), []))

    assert found == {
        Outcome(1, item, 1.0, 1.0, 1.0, 1.0, "", "", 2),
        Outcome(1, item, 1.0, 0.0, 0.0, 0.0, "transposed", "", 1),
        Outcome(1, item, 1.0, 0.0, 0.0, None, None, "", 1),
    }


def test_texts_come_only_where_they_are_asked_for() -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1]])
    items = [slot.item_id for slot in quiz.slots.all()]

    found = {one.item: one.chosen for one in outcomes(Attempt.objects.all(), items[:1])}

    assert found == {items[0]: Response.objects.first().read_as, items[1]: ""}


def test_nobody_can_have_any_points() -> None:
    assert possible(Attempt.objects.none()) == 0
