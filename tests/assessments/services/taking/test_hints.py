from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import ItemSession
from assessments.services.errors import Closed
from assessments.services.taking import attempts, hints, starting
from tests.assessments.services.taking.test_withholding import ONE_SHAPE, an_exam
from tests.factories import NOW, a_published_item, a_session, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def used(session: ItemSession) -> int:
    return ItemSession.objects.get(pk=session.pk).hints_used


def test_a_hint_waits_for_the_first_answer() -> None:
    session = a_session(tries=3)

    with pytest.raises(Closed, match="Try an answer first"):
        hints.ask(session, NOW)
    before = hints.may_ask(session)
    answered(session, transposed(session))
    after = hints.may_ask(session)
    hints.ask(session, NOW)

    assert (before, after, hints.may_ask(session), used(session)) == (False, True, False, 1)


def test_a_hint_that_is_asked_for_twice_counts_once() -> None:
    session = a_session(tries=3)
    answered(session, transposed(session))
    stale = place(session.attempt)

    hints.ask(session, NOW)
    hints.ask(stale, NOW)

    assert used(session) == 1


@pytest.mark.parametrize(
    ("after", "expected"), [(0, [True, True, True]), (1, [False, True, True]), (2, [False, False, True])]
)
def test_an_instructor_says_after_how_many_answers(after: int, expected: list[bool]) -> None:
    session = a_session(tries=5, hints_after=after)
    asked = [hints.may_ask(session)]
    for wrong in ("(9, 9)", "(8, 8)"):
        answered(session, wrong)
        asked.append(hints.may_ask(session))

    assert asked == expected


def test_practice_has_hints_after_one_answer(alice: AbstractBaseUser) -> None:
    session = place(starting.practise(alice, a_published_item().bank, NOW))
    answered(session, "(9, 9)")

    hints.ask(session, NOW)

    assert used(session) == 1


@pytest.mark.parametrize("settings", [{"mode": "exam"}, {"mode": "deferred"}, {"feedback": {"hint": "never"}}])
def test_where_hints_are_told_later_there_is_none(settings: dict[str, Any]) -> None:
    session = a_session(tries=3, **settings)
    answered(session, transposed(session))

    with pytest.raises(Closed):
        hints.ask(session, NOW)

    assert used(session) == 0


@pytest.mark.parametrize("end", ["right", "revealed", "submitted"])
def test_a_finished_question_has_none(end: str) -> None:
    session = a_session(tries=3)
    answered(session, right(session) if end == "right" else transposed(session))
    if end == "revealed":
        attempts.reveal(session, NOW)
    if end == "submitted":
        attempts.submit(session.attempt, NOW)

    with pytest.raises(Closed):
        hints.ask(session, NOW)

    assert used(session) == 0


def test_a_question_whose_solution_would_tell_has_none() -> None:
    single = {
        "stem": "How many gates?",
        "given": {"form": "integer", "value": "3", "solution": "Count them all: three."},
    }
    session = a_session(None, a_published_item("authored-value", **single), tries=3)
    answered(session, "4")

    assert not hints.may_ask(session)


def test_another_variant_has_a_hint_of_its_own() -> None:
    session = a_session(tries=3)
    answered(session, transposed(session))
    hints.ask(session, NOW)

    fresh = attempts.another(session, NOW)

    assert (fresh.hints_used, hints.may_ask(fresh)) == (0, False)


def test_what_an_exam_keeps_has_no_hint_in_practice(alice: AbstractBaseUser) -> None:
    item = a_published_item(**ONE_SHAPE)
    session = place(starting.practise(alice, item.bank, NOW))
    answered(session, "(9, 9)")
    an_exam(item)

    with pytest.raises(Closed, match="Midterm"):
        hints.ask(session, NOW)
