"""The end, from both sides. What comes before it counts; what comes after it is kept and earns nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments.engine.scoring import GRACE
from assessments.models import ItemSession
from assessments.services.errors import Closed
from assessments.services.taking import attempts, drafts, late
from tests.factories import NOW, a_published_item, a_session, answered, place, right

pytestmark = pytest.mark.django_db

LIMIT = timedelta(minutes=10)
LAST = NOW + LIMIT + GRACE
MILLISECOND = timedelta(milliseconds=1)
NEAR = st.timedeltas(min_value=-2 * GRACE, max_value=2 * GRACE) | st.sampled_from(
    [side * MILLISECOND - before for side in (-1, 0, 1) for before in (timedelta(), GRACE)]
)


def timed(learner: AbstractBaseUser | None = None) -> ItemSession:
    return a_session(learner, a_published_item(), mode="exam", tries=3, time_limit=LIMIT)


def texts(session: ItemSession) -> list[str]:
    return [one.text for one in session.late_drafts.all()]


@pytest.mark.parametrize("by", ["nobody yet", "the worker", "the learner"])
@pytest.mark.parametrize("sent", ["a draft", "an answer"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(off=NEAR)
@example(off=timedelta())
@example(off=MILLISECOND)
@example(off=-MILLISECOND)
def test_whatever_is_sent_counts_up_to_the_grace_and_is_kept_after_it(sent: str, by: str, off: timedelta) -> None:
    session, moment = timed(), LAST + off
    if by == "the worker":
        attempts.close_overdue(moment)
    elif by == "the learner":
        attempts.submit(session.attempt, moment - MILLISECOND)
    page = ItemSession.objects.select_related("attempt__assessment", "revision").get(pk=session.pk)
    in_time = off <= timedelta() and by != "the learner"

    if sent == "a draft":
        assert bool(drafts.save(page, right(session), 0, moment).late) != in_time
    elif in_time:
        answered(page, right(session), moment)
    else:
        with pytest.raises(Closed, match="Saved, but not counted"):
            answered(page, right(session), moment)
    attempts.submit(page.attempt, LAST + 2 * GRACE)

    page.attempt.refresh_from_db()
    assert page.attempt.score == (1 if in_time else 0)
    assert texts(session) == ([] if in_time else [right(session)])


def test_the_same_text_is_kept_once(alice: AbstractBaseUser) -> None:
    session = timed(alice)

    assert [late.keep(session, text, LAST) for text in ("one", "one", "two", " ")] == [True, True, True, False]
    assert texts(session) == ["one", "two"]


def test_what_stands_as_the_draft_or_was_answered_is_not_late(alice: AbstractBaseUser) -> None:
    session = timed(alice)
    drafts.save(session, "typed", 0, NOW)
    answered(session, "(8, 8)")

    assert [late.keep(session, text, LAST) for text in ("typed", "(8, 8)")] == [False, False]


def test_there_is_an_end_to_what_comes_after_the_end(alice: AbstractBaseUser) -> None:
    session = timed(alice)
    for number in range(late.MOST):
        late.keep(session, str(number), LAST)

    with pytest.raises(Closed, match="Enough"):
        late.keep(session, "one more", LAST)

    assert late.keep(session, "0", LAST)


def test_what_no_database_stores_and_what_nobody_types_is_left_out(alice: AbstractBaseUser) -> None:
    session = timed(alice)

    assert [late.keep(session, text, LAST) for text in ("a\0b", "x" * (late.LONGEST + 1))] == [True, False]
    assert texts(session) == ["ab"]


def test_what_cannot_be_read_is_kept_when_it_comes_late(alice: AbstractBaseUser) -> None:
    session = timed(alice)

    with pytest.raises(Closed, match="Saved, but not counted"):
        answered(session, "two by three", LAST + MILLISECOND)

    assert texts(place(session.attempt)) == ["two by three"]
