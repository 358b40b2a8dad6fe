"""A teacher's previews count nowhere: what lists or counts the work of learners says the same with and without them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Assessment, Regrade
from assessments.queries import attempts, banks, board, gradebook, learning, records, regrades, staff
from assessments.queries.statistics import kept
from assessments.services.taking import deadlines, starting
from assessments.services.taking.attempts import submit
from assessments.services.taking.drawing import last_positions
from tests.factories import NOW, a_started_attempt, answered, place, transposed

pytestmark = pytest.mark.django_db

Reader = Callable[[AbstractBaseUser, Assessment], Any]
HOUR = timedelta(hours=1)


def a_regrade(quiz: Assessment) -> Regrade:
    return Regrade(assessment=quiz, created_at=NOW + HOUR)


def an_hour_more(_: AbstractBaseUser, quiz: Assessment) -> int:
    quiz.time_limit += HOUR
    quiz.save()
    return deadlines.refresh(deadlines.touched_by(quiz))


READERS: dict[str, Reader] = {
    "gradebook": lambda _, quiz: gradebook.gradebook(quiz.course),
    "class board": lambda _, quiz: board.board(quiz, NOW),
    "statistics": lambda _, quiz: list(kept.kept(quiz, "last")),
    "records": lambda _, quiz: list(records.records_of(quiz.course)),
    "staff's attempts": lambda teacher, _: list(staff.attempts_of(teacher)),
    "staff's questions": lambda teacher, _: list(staff.sessions_of(teacher)),
    "staff's answers": lambda teacher, _: list(staff.responses_of(teacher)),
    "history": lambda teacher, _: list(attempts.history_of(teacher)),
    "running attempts": lambda teacher, _: attempts.open_attempts(teacher),
    "what was learnt": lambda teacher, _: learning.answers(teacher, without=[]),
    "replayed by a regrade": lambda _, quiz: list(regrades.attempts_of(a_regrade(quiz))),
    "left out of a regrade": lambda _, quiz: regrades.running_attempts(a_regrade(quiz)),
    "use of an item": lambda _, quiz: banks.use_of(quiz.slots.get().item),
    "changed deadlines": an_hour_more,
}


@pytest.fixture
def quiz(alice: AbstractBaseUser) -> Assessment:
    attempt = a_started_attempt(alice, time_limit=HOUR)
    answered(place(attempt), transposed(place(attempt)))
    return attempt.assessment


@pytest.mark.parametrize("reader", READERS)
def test_a_preview_changes_nothing(tess: AbstractBaseUser, quiz: Assessment, reader: str) -> None:
    before = READERS[reader](tess, quiz)

    for is_over in (True, False):
        run = starting.preview(tess, quiz, NOW)
        answered(place(run), transposed(place(run)))
        if is_over:
            submit(run, NOW)

    assert READERS[reader](tess, quiz) == before


def test_a_preview_uses_up_no_variant_and_sees_new_ones(tess: AbstractBaseUser, quiz: Assessment) -> None:
    previews = [starting.preview(tess, quiz, NOW) for _ in range(2)]
    own = starting.start(tess, quiz, NOW)

    assert [place(run).position for run in (*previews, own)] == [0, 1, 0]
    assert last_positions(own, [place(own).item_id]) == {place(own).item_id: 0}
