"""Whatever several tabs do in whatever order: what is kept adds up, and nothing that was judged is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.engine.formats import Unreadable
from assessments.engine.scoring import GRACE
from assessments.models import Attempt, ItemSession, Response
from assessments.services.errors import Closed
from assessments.services.taking import attempts
from tests.factories import NOW, THREE_SHAPES, a_published_item, a_started_attempt, place, right

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PER_AXIS = THREE_SHAPES | {"format": {"slug": "shape", "per_axis": True}}
TABS, PLACES = 3, 2

Tabs = dict[int, dict[int, ItemSession]]


def reload(tabs: Tabs, tab: int, number: int, attempt: Attempt, _: Any) -> None:
    tabs[tab][number] = place(attempt, number)


def answer(tabs: Tabs, tab: int, number: int, _: Attempt, what: tuple[str, int]) -> None:
    session = tabs[tab][number]
    typed, intent = what
    raw = right(session) if typed == "right" else typed
    attempts.answer(session, raw, UUID(int=intent), NOW)


def another(tabs: Tabs, tab: int, number: int, *_: Any) -> None:
    tabs[tab][number] = attempts.another(tabs[tab][number], NOW)


def reveal(tabs: Tabs, tab: int, number: int, *_: Any) -> None:
    attempts.reveal(tabs[tab][number], NOW)


def submit(tabs: Tabs, tab: int, number: int, attempt: Attempt, _: Any) -> None:
    attempts.submit(attempt, NOW)


ANSWERS = st.tuples(st.sampled_from(["right", "(2, 9)", "(9, 9)", "(8, 8)", "?"]), st.integers(1, 6))
ACTS = [answer, answer, answer, reload, another, reveal, submit]
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(1, TABS), st.integers(1, PLACES), ANSWERS)


def best(attempt: Attempt, number: int) -> float:
    scores = Response.objects.filter(session__attempt=attempt, session__number=number).values_list("score", flat=True)
    return max(scores, default=0)


def must_add_up(attempt: Attempt) -> None:
    kept = Attempt.objects.get(pk=attempt.pk)
    for session in kept.sessions.all():
        responses = session.responses.all()
        assert session.tries_used == len(responses) <= session.tries_allowed
        assert session.score == max((response.score for response in responses), default=0)
        assert (session.finished_at is not None) == (
            session.score == 1 or session.revealed or session.tries_used == session.tries_allowed
        )
        assert len({response.intent for response in responses}) == len(responses)
    for number in range(1, PLACES + 1):
        turns = list(kept.sessions.filter(number=number).order_by("turn").values_list("turn", "current"))
        assert turns == [(turn, turn == len(turns)) for turn in range(1, len(turns) + 1)]
        assert place(attempt, number).best == best(attempt, number)
    assert kept.score == sum(best(attempt, number) for number in range(1, PLACES + 1))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=25))
def test_every_history_adds_up(steps: list[tuple[Callable[..., None], int, int, tuple[str, int]]]) -> None:
    with transaction.atomic():
        attempt = a_started_attempt(None, *(a_published_item(**PER_AXIS) for _ in range(PLACES)), tries=3)
        tabs = {tab: {number: place(attempt, number) for number in (1, 2)} for tab in range(1, TABS + 1)}
        judged: list[Any] = []
        for act, tab, number, what in steps:
            submitted = Attempt.objects.get().submitted_at
            with contextlib.suppress(Closed, Unreadable):
                act(tabs, tab, number, attempt, what)
            responses = list(Response.objects.order_by("pk").values())
            assert responses[: len(judged)] == judged
            assert not submitted or responses == judged
            judged = responses
            must_add_up(attempt)
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(offset=st.integers(-20_000, 20_000) | st.integers(4_998, 5_002))
def test_around_a_deadline_the_grace_decides_to_the_millisecond(offset: int) -> None:
    with transaction.atomic():
        attempt = a_started_attempt(time_limit=timedelta(minutes=10))
        session = place(attempt)
        now = NOW + timedelta(minutes=10, milliseconds=offset)
        with contextlib.suppress(Closed):
            attempts.answer(session, right(session), UUID(int=1), now)

        assert Response.objects.count() == (offset <= GRACE / timedelta(milliseconds=1))
        assert attempts.close_overdue(now) == (offset > GRACE / timedelta(milliseconds=1))
        transaction.set_rollback(True)
