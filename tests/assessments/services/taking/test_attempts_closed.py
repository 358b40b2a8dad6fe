from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from assessments.engine.scoring import GRACE
from assessments.models import Attempt, ItemSession, Response
from assessments.services.errors import Closed
from assessments.services.taking import attempts
from tests.assessments.services.events import (
    A_SECOND,
    has_another_variant,
    is_late,
    is_out_of_tries,
    is_revealed,
    is_right_already,
    is_submitted,
)
from tests.factories import (
    NOW,
    a_learner,
    a_session,
    a_started_attempt,
    answered,
    right,
)

pytestmark = pytest.mark.django_db


def score_of(attempt: Attempt) -> float:
    return Attempt.objects.get(pk=attempt.pk).score


@pytest.mark.parametrize(
    ("happened", "message"),
    [
        (is_submitted, "This attempt is closed. What you answered before is kept."),
        (is_late, "This attempt is closed. What you answered before is kept."),
        (is_right_already, "This question is finished. Your earlier answer stands."),
        (is_out_of_tries, "This question is finished. Your earlier answer stands."),
        (is_revealed, "This question is finished. Your earlier answer stands."),
        (
            has_another_variant,
            "You have taken another variant of this question since, so nothing was judged.",
        ),
    ],
)
def test_an_answer_that_comes_late_is_kept_in_words_and_changes_nothing(
    happened: Callable[[ItemSession], datetime], message: str
) -> None:
    session = a_session(tries=2)
    now = happened(session)
    before = list(ItemSession.objects.values()), list(Response.objects.values()), score_of(session.attempt)

    with pytest.raises(Closed) as refusal:
        answered(session, "(8, 8)", now)

    assert str(refusal.value) == f"Saved, but not counted. {message}"
    assert [late.text for late in session.late_drafts.all()] == ["(8, 8)"]
    assert (list(ItemSession.objects.values()), list(Response.objects.values()), score_of(session.attempt)) == before


@pytest.mark.parametrize(
    ("late", "judged"),
    [
        (-A_SECOND, True),
        (timedelta(), True),
        (GRACE, True),
        (GRACE + timedelta(milliseconds=1), False),
        (timedelta(days=1), False),
    ],
)
def test_a_deadline_has_a_grace_and_then_is_one(late: timedelta, judged: bool) -> None:
    session = a_session(time_limit=timedelta(minutes=10))
    now = NOW + timedelta(minutes=10) + late

    if judged:
        answered(session, right(session), now)
    else:
        with pytest.raises(Closed):
            answered(session, right(session), now)

    assert score_of(session.attempt) == judged


def test_a_deadline_that_was_moved_counts_at_once() -> None:
    session = a_session(time_limit=timedelta(minutes=10))
    assert session.attempt.deadline == NOW + timedelta(minutes=10)
    Attempt.objects.update(deadline=NOW + timedelta(minutes=30))

    answered(session, right(session), NOW + timedelta(minutes=20))

    assert score_of(session.attempt) == 1


def test_submitting_keeps_the_score_and_the_moment() -> None:
    session = a_session()
    answered(session, right(session))

    attempts.submit(session.attempt, NOW + A_SECOND)

    kept = Attempt.objects.get()
    assert (kept.submitted_at, kept.score) == (NOW + A_SECOND, 1)


def test_submitting_twice_changes_nothing() -> None:
    attempt = a_started_attempt()

    attempts.submit(attempt, NOW)
    attempts.submit(attempt, NOW + A_SECOND)

    assert Attempt.objects.get().submitted_at == NOW


def test_a_late_submission_counts_from_the_deadline() -> None:
    attempt = a_started_attempt(time_limit=timedelta(minutes=10))

    attempts.submit(attempt, NOW + timedelta(hours=1))

    assert Attempt.objects.get().submitted_at == NOW + timedelta(minutes=10)


def test_overdue_attempts_are_submitted_at_their_deadline_with_what_was_answered() -> None:
    session = a_session(time_limit=timedelta(minutes=10))
    answered(session, right(session))

    closed = attempts.close_overdue(NOW + timedelta(hours=1))

    kept = Attempt.objects.get()
    assert (closed, kept.submitted_at, kept.score) == (1, NOW + timedelta(minutes=10), 1)


@pytest.mark.parametrize(
    ("later", "closed"),
    [
        (timedelta(minutes=5), 0),
        (timedelta(minutes=10) + GRACE, 0),
        (timedelta(minutes=10) + GRACE + timedelta(milliseconds=1), 1),
    ],
)
def test_an_attempt_is_overdue_once_no_answer_would_be_taken(later: timedelta, closed: int) -> None:
    attempt = a_started_attempt(time_limit=timedelta(minutes=10))

    assert attempts.close_overdue(NOW + later) == closed
    assert attempts.is_open(Attempt.objects.get(pk=attempt.pk), NOW + later) == (not closed)


def test_time_that_is_given_while_others_are_closed_is_given() -> None:
    attempt, later = a_started_attempt(time_limit=timedelta(minutes=10)), NOW + timedelta(hours=1)
    giving = iter([lambda: Attempt.objects.filter(pk=attempt.pk).update(deadline=later + A_SECOND)])

    def given_meanwhile(execute: Callable[..., Any], *statement: Any) -> Any:
        found = execute(*statement)
        for give in giving:
            give()
        return found

    with connection.execute_wrapper(given_meanwhile):
        assert attempts.close_overdue(later) == 0
    assert Attempt.objects.get().submitted_at is None


def test_attempts_without_a_deadline_and_submitted_ones_are_left_alone() -> None:
    a_started_attempt()
    attempts.submit(a_started_attempt(a_learner(), time_limit=timedelta(minutes=10)), NOW)

    assert attempts.close_overdue(NOW + timedelta(days=365)) == 0
    assert Attempt.objects.filter(submitted_at=None).count() == 1


def test_closing_overdue_attempts_again_finds_none() -> None:
    a_started_attempt(time_limit=timedelta(minutes=10))
    later = NOW + timedelta(hours=1)

    assert [attempts.close_overdue(later), attempts.close_overdue(later)] == [1, 0]
