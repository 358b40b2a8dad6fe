from uuid import uuid4

import pytest

from assessments.models import Attempt, ItemSession, Response
from assessments.queries.statistics.outcomes import Outcome, outcomes, possible
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat
from tests.factories import NOW

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


@pytest.mark.parametrize("text", ["(2,\n3)", '"],["', "\\n", "0.1\t\N{LINE SEPARATOR}", ""])
def test_every_database_counts_alike(text: str) -> None:
    """Whatever was typed, and whatever a third of the points is in its digits."""
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 0], [1, None]])
    ItemSession.objects.update(earned=1 / 3)
    session, other = ItemSession.objects.filter(number=2).order_by("pk")
    Attempt.objects.filter(pk=other.attempt_id).update(score=2 / 3)
    judged = {"read_as": text, "raw": text, "key": "(2, 3)", "score": 2 / 3, "diagnosis": "transposed | one-axis"}
    Response.objects.create(session=other, intent=uuid4(), created_at=NOW, **judged)

    counted = outcomes(Attempt.objects.all(), [session.item_id])

    assert Outcome(2, session.item_id, 1.0, 1 / 3, 2 / 3, 2 / 3, "transposed | one-axis", text, 1) in counted
    assert sorted(one.n for one in counted) == [1, 1, 1, 1]


def test_nobody_can_have_any_points() -> None:
    assert possible(Attempt.objects.none()) == 0
