"""Every way to an end – limit, closing time, accommodations, a change on the way – and answers on all sides of it.

What ought to come out is reckoned here a second time, in whole milliseconds after the start, by rules written anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from assessments.models import Accommodation, Assessment, Attempt, Group, Item, ItemSession, LateDraft
from assessments.services.errors import Closed
from assessments.services.taking import attempts, deadlines, drafts, starting
from tests.factories import NOW, a_course, a_learner, a_published_item, a_quiz, answered, place, right

pytestmark = pytest.mark.django_db

SECOND, HOUR = 1_000, 3_600_000  # milliseconds
GRACE = 5 * SECOND
SAID_LATE = "Saved, but not counted."
LONG_AFTER = 5_000 * HOUR
WHOSE = ("own, here", "group's, here", "own, everywhere", "group's, everywhere")  # the first that is there holds
NEAR = (-GRACE, -SECOND, -1, 0, 1, SECOND, GRACE - 1, GRACE, GRACE + 1, GRACE + SECOND)

spans = st.integers(1, 48 * 3_600).map(lambda seconds: seconds * SECOND)


@dataclass(frozen=True)
class Given:
    """An accommodation."""

    hundredths: int  # of the time limit
    extra: int
    closes: int | None


@dataclass(frozen=True)
class Case:
    limit: int | None
    closes: int | None
    due: int | None
    steps: list[tuple[int, float]]  # hours after the due date, and what an answer is worth until then
    given: dict[str, Given]
    change: tuple[int, str, Any]  # when, of what, to what
    worker_before: bool  # came by just before the change
    sends: str
    mode: str
    chosen: tuple[int, int]  # which edge of time to be near, and how near


accommodations = st.builds(
    Given, hundredths=st.integers(100, 1_000), extra=st.just(0) | spans, closes=st.none() | spans
)
changes = st.one_of(
    st.tuples(st.just("nothing"), st.none()),
    st.tuples(st.just("limit"), st.none() | spans),
    st.tuples(st.just("closes"), st.none() | spans),
    st.tuples(st.sampled_from(WHOSE), accommodations),
)
steps = st.lists(
    st.tuples(st.integers(1, 72), st.sampled_from([0.0, 0.25, 0.5, 0.8])), max_size=3, unique_by=lambda step: step[0]
).map(sorted)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    what, to = draw(changes)
    closes = draw(st.none() | spans)
    return Case(
        limit=draw(st.none() | spans),
        closes=closes,
        due=draw(st.none() | spans | st.just(closes)),
        steps=draw(steps),
        given=draw(st.dictionaries(st.sampled_from(WHOSE), accommodations)),
        change=(draw(spans), what, to),
        worker_before=draw(st.booleans()),
        sends=draw(st.sampled_from(["an answer", "a draft"])),
        mode=draw(st.sampled_from(Assessment.Mode.values)),
        chosen=(draw(st.integers(0, 9)), draw(st.sampled_from(NEAR) | st.integers(-2 * GRACE, 2 * GRACE))),
    )


# The second witness


def end(limit: int | None, closes: int | None, given: dict[str, Given]) -> int | None:
    """Of time and of dates, what the first says that says anything of it."""
    ranked = [given[whose] for whose in WHOSE if whose in given]
    timed = next((one for one in ranked if (one.hundredths, one.extra) != (100, 0)), Given(100, 0, None))
    closing = next((one.closes for one in ranked if one.closes is not None), closes)
    ends = [] if limit is None else [limit * timed.hundredths // 100 + timed.extra]
    return min([*ends, *([] if closing is None else [closing])], default=None)


@dataclass(frozen=True)
class Expected:
    """When the attempt ends, when the answer is sent, and what it is worth; None where it comes too late."""

    end: int | None
    sent: int
    worth: float | None


def expected(case: Case) -> Expected:
    first = end(case.limit, case.closes, case.given)
    changed_at, what, to = case.change
    over = case.worker_before and first is not None and changed_at > first + GRACE
    last = first
    if not over:
        limit, closes = (
            to if what == name else before for name, before in (("limit", case.limit), ("closes", case.closes))
        )
        last = end(limit, closes, case.given | ({what: to} if what in WHOSE else {}))
    edges = [edge for edge in (last, case.due) if edge is not None]
    edges += [case.due + hours * HOUR for hours, _ in case.steps if case.due is not None]
    which, off = case.chosen
    sent = max(changed_at, (edges or [changed_at])[which % len(edges or [0])] + off)
    if over or (last is not None and sent > last + GRACE):
        return Expected(last, sent, None)
    return Expected(last, sent, worth(sent - GRACE - case.due, case.steps) if case.due is not None else 1)


def worth(late: int, steps: list[tuple[int, float]]) -> float:
    if late <= 0:
        return 1
    still = [share for hours, share in steps if late <= hours * HOUR]
    return still[0] if still else 0


# What the service makes of it


def at(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else NOW + timedelta(milliseconds=milliseconds)


def span(milliseconds: int | None) -> timedelta | None:
    return None if milliseconds is None else timedelta(milliseconds=milliseconds)


def give(quiz: Assessment, group: Group, learner: AbstractBaseUser, whose: str, given: Given) -> Accommodation:
    owner = {"learner": learner} if whose.startswith("own") else {"group": group}
    where = {"course": quiz.course, "assessment": quiz if whose.endswith(", here") else None}
    fields = {"time_factor": given.hundredths / 100, "extra_time": span(given.extra), "closes_at": at(given.closes)}
    return Accommodation.objects.update_or_create(defaults=fields, **owner, **where)[0]


def change(quiz: Assessment, group: Group, learner: AbstractBaseUser, what: str, to: Any) -> None:
    changed: Assessment | Accommodation = quiz
    if what in WHOSE:
        changed = give(quiz, group, learner, what, to)
    elif what == "limit":
        quiz.time_limit = span(to)
    elif what == "closes":
        quiz.closes_at = at(to)
    quiz.save()
    changed.refresh_from_db()
    deadlines.refresh(deadlines.touched_by(changed))


def send(case: Case, attempt: Attempt, now: datetime) -> bool:
    """Whether it is said to count."""
    session = ItemSession.objects.select_related("attempt__assessment", "revision").get(attempt=attempt)
    if case.sends == "a draft":
        return not drafts.save(session, right(session), 0, now).late
    try:
        answered(session, right(session), now)
    except Closed as why:
        return SAID_LATE not in str(why)
    return True


def must_be_judged_in_time(case: Case, item: Item) -> None:
    due = expected(case)
    learner, course = a_learner(), a_course()
    group = Group.objects.create(course=course, title="More time")
    group.members.add(learner)
    times = {"time_limit": span(case.limit), "closes_at": at(case.closes), "due_at": at(case.due)}
    quiz = a_quiz(item, course=course, mode=case.mode, late_credit=[list(step) for step in case.steps], **times)
    for whose, given_then in case.given.items():
        give(quiz, group, learner, whose, given_then)
    attempt = starting.start(learner, quiz, NOW)

    changed_at, what, to = case.change
    if case.worker_before:
        attempts.close_overdue(at(changed_at))
    change(quiz, group, learner, what, to)
    attempt.refresh_from_db()
    assert attempt.deadline == at(due.end)

    counts = send(case, attempt, at(due.sent))
    attempts.close_overdue(at(LONG_AFTER))
    attempt.refresh_from_db()

    event("late" if due.worth is None else f"worth {'all' if due.worth == 1 else 'some' if due.worth else 'nothing'}")
    assert counts == (due.worth is not None)
    if due.end is None:
        attempts.submit(attempt, at(LONG_AFTER))
        attempt.refresh_from_db()
    assert attempt.score == pytest.approx(due.worth or 0)
    late = [right(place(attempt))] if due.worth is None else []
    assert list(LateDraft.objects.values_list("text", flat=True)) == late
    assert attempt.submitted_at == (at(LONG_AFTER) if due.end is None else attempt.deadline)


UNCHECKED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def item(db: None) -> Item:
    return a_published_item()


@settings(max_examples=60, suppress_health_check=UNCHECKED)
@given(case=cases())
def test_the_deadline_and_what_counts_are_as_reckoned(case: Case, item: Item) -> None:
    with transaction.atomic():
        must_be_judged_in_time(case, item)
        transaction.set_rollback(True)


@pytest.mark.slow
@settings(max_examples=10_000, suppress_health_check=UNCHECKED)
@given(case=cases())
def test_the_deadline_and_what_counts_are_as_reckoned_in_ten_thousand_cases(case: Case, item: Item) -> None:
    with transaction.atomic():
        must_be_judged_in_time(case, item)
        transaction.set_rollback(True)
