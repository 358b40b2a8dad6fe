"""Killed in the middle, a dry run goes on from its cursor and comes to the same end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assessments.models import Accommodation, Attempt, AttemptChange, ItemSession, Judgement, Regrade, SessionChange
from assessments.services.courses.giving import give
from assessments.services.regrading import planning
from assessments.services.regrading.planning import begin, plan
from assessments.services.taking import attempts, starting
from tests.assessments.services.regrading.miskeyed import LATER, a_miskeyed_quiz, a_regrade, mended
from tests.factories import NOW, a_learner, a_published_item, a_quiz, answered, place, right

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Killed(BaseException):
    """As a signal would be: nothing catches it."""


@pytest.fixture
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "CHUNK", 2)


def found(regrade: Regrade) -> list[list[Any]]:
    """All that a dry run has written."""
    columns = {
        Judgement: ("response", "score", "key"),
        SessionChange: ("session", "new_score", "new_earned", "new_ledger", "why"),
        AttemptChange: ("attempt", "old_score", "new_score", "why"),
    }
    counts = [regrade.attempts, regrade.responses, regrade.kept, regrade.planned_at]
    rows = [
        list(model.objects.filter(regrade=regrade).order_by(of[0]).values_list(*of)) for model, of in columns.items()
    ]
    return [counts, *rows]


def killed_when_writing(at: int, monkeypatch: pytest.MonkeyPatch, regrade: Regrade) -> None:
    """In the middle of the transaction of that chunk."""
    times = 0

    def dies(changes: Any) -> None:
        nonlocal times
        planning_write(changes)
        times += 1
        if times == at:
            raise Killed

    planning_write = planning.write
    with monkeypatch.context() as patch:
        patch.setattr(planning, "write", dies)
        with pytest.raises(Killed):
            plan(regrade, LATER)


@pytest.mark.usefixtures("_small_chunks")
@pytest.mark.parametrize("chunk", [1, 2, 3, 4])
def test_whoever_is_killed_leaves_whole_chunks(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_miskeyed_quiz()
    made.crowd(10)
    choices = {"item": made.item, "revision": mended(made.item)}
    whole = begin(a_regrade(made.quiz, **choices), LATER)
    plan(whole, LATER)
    broken = begin(a_regrade(made.quiz, **choices), LATER)

    killed_when_writing(chunk, monkeypatch, broken)
    broken = Regrade.objects.get(pk=broken.pk)
    assert broken.attempts == 2 * (chunk - 1)
    plan(broken, LATER)

    assert found(broken) == found(whole)


@pytest.mark.usefixtures("_small_chunks")
def test_two_at_once_do_each_chunk_once() -> None:
    made = a_miskeyed_quiz()
    made.crowd(10)
    regrade = begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item)), LATER)
    behind = Regrade.objects.get(pk=regrade.pk)

    plan(regrade, LATER)
    plan(behind, LATER)

    assert found(behind) == found(regrade)
    assert regrade.attempts == 6


@pytest.mark.usefixtures("_small_chunks")
def test_it_stops_when_told_to_and_goes_on_later() -> None:
    made = a_miskeyed_quiz()
    made.crowd(10)
    regrade = begin(a_regrade(made.quiz), LATER)

    plan(regrade, LATER, lambda standing: standing.attempts < 4)
    assert (regrade.attempts, regrade.planned_at) == (4, None)

    plan(regrade, LATER)
    assert (regrade.attempts, regrade.planned_at) == (6, LATER)


def test_a_chunk_takes_the_same_queries_however_many_answers(django_assert_num_queries: Any) -> None:
    made = a_miskeyed_quiz()
    for answers in (2, 12):
        made.crowd(answers)
        regrade = begin(a_regrade(made.quiz), LATER)
        with django_assert_num_queries(18):
            plan(regrade, LATER)


def test_what_was_found_is_never_edited() -> None:
    made = a_miskeyed_quiz()
    made.crowd(3)
    regrade = begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item)), LATER)
    plan(regrade, LATER)

    for rows in (regrade.judgements, regrade.session_changes, regrade.attempt_changes):
        with pytest.raises(Exception, match="never edited"), planning.transaction.atomic():
            rows.update(regrade=regrade.pk)


def test_attempts_of_several_questions_are_kept_apart() -> None:
    """Begun at one moment, they stand beside each other in whatever order a database likes."""
    items = [a_published_item() for _ in range(3)]
    quiz = a_quiz(*items, tries=1)
    for _ in range(6):
        attempt = starting.start(a_learner(), quiz, NOW)
        for number in (1, 2, 3):
            answered(place(attempt, number), right(place(attempt, number)))
        attempts.submit(attempt, NOW)
    ItemSession.objects.update(earned=0, score=0)
    Attempt.objects.update(score=0)

    regrade = begin(a_regrade(quiz), LATER)
    plan(regrade, LATER)

    assert [(one.old_score, one.new_score) for one in regrade.attempt_changes.all()] == [(0, 3)] * 6


def test_a_late_answer_is_worth_again_what_the_learners_own_due_date_made_of_it() -> None:
    quiz = a_quiz(due_at=NOW - HOUR, late_credit=[[24, 0.5]])
    runs = [starting.start(a_learner(), quiz, NOW) for _ in range(2)]
    give([Accommodation(course=quiz.course, learner=runs[0].learner, due_at=NOW + HOUR)], None, NOW)
    for run in runs:
        answered(place(run), right(place(run)))
        attempts.submit(run, NOW)
    assert [place(run).earned for run in runs] == [1, 0.5]

    regrade = begin(a_regrade(quiz), LATER)
    plan(regrade, LATER)

    assert (regrade.attempts, SessionChange.objects.count()) == (2, 0)
