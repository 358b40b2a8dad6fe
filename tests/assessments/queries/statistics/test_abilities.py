from collections.abc import Callable
from operator import itemgetter
from typing import Any

import pytest

from assessments.models import ItemSession
from assessments.queries.statistics import abilities
from assessments.queries.statistics.abilities import calibrated
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat, taken

pytestmark = pytest.mark.django_db


def test_right_and_wrong_come_out_as_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    monkeypatch.setattr(abilities, "calibrate", lambda right, given: seen.update(right=right, given=given))
    quiz = a_quiz_of(3)
    sat(quiz, [[1, 0, 1], [0, 0, None]])

    found = calibrated(quiz, "first")

    assert sorted(seen["right"].tolist()) == [[0, 0, 0], [1, 0, 1]]
    assert seen["given"].tolist() == [[1, 1, 1], [1, 1, 1]]
    assert [found.asked, found.right] == [(2, 2, 2), (1, 0, 1)]


def test_a_part_of_the_points_is_not_right() -> None:
    quiz = a_quiz_of(1)
    taken(quiz, [1])
    ItemSession.objects.update(earned=0.5)

    assert calibrated(quiz, "first").right == (0,)


def test_who_hands_in_meanwhile_is_left_for_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    quiz = a_quiz_of(1)
    taken(quiz, [1])

    def meanwhile(*places: int) -> Callable[[Any], Any]:
        taken(quiz, [0])
        return itemgetter(*places)

    monkeypatch.setattr(abilities, "itemgetter", meanwhile)

    assert calibrated(quiz, "first").asked == (1,)


def test_nobody_has_no_ability() -> None:
    found = calibrated(a_quiz_of(2), "best")

    assert [found.titles, found.found.model, found.found.learners] == [(), "", 0]
