"""Whatever several windows, the clock and a teacher do, in whatever order: it comes out as reckoned beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import QuerySet, UUIDField
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessments.engine.formats import Unreadable
from assessments.models import Accommodation, Item, ItemSession, LateDraft, Regrade, Response
from assessments.prepared import Given, prepared
from assessments.queries.attempts import variant_for
from assessments.services import marks
from assessments.services.errors import Closed
from assessments.services.regrading import applying, planning
from assessments.services.taking import attempts, deadlines, drafts, starting
from tests.assessments.services.regrading.miskeyed import OPTIONS, a_miskeyed_item, mended
from tests.assessments.services.taking.reckoned import GRACE, LIMIT, PENALTY, SHARES, TRIES, Reckoned, Variant
from tests.factories import NOW, THREE_SHAPES, a_learner, a_published_item, a_quiz, place, published, right

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WINDOWS, STEPS = 3, 30
PARTS = 4  # for as many processes
PER_AXIS = THREE_SHAPES | {"format": {"slug": "shape", "per_axis": True}}
SAID_LATE = "Saved, but not counted."
MILLISECOND = timedelta(milliseconds=1)

windows = st.integers(1, WINDOWS)
numbers = st.integers(1, 2)
intents = st.integers(1, 6)
texts = st.sampled_from(
    [(1, text) for text in ("right", "(2, 9)", "2 x 9", "(9, 9)", "?", "")] + [(2, text) for text in (*OPTIONS, "?")]
)
about_the_end = st.sampled_from([-MILLISECOND, timedelta(0), GRACE - MILLISECOND, GRACE, GRACE + MILLISECOND])


class Died(Exception):
    """In the midst of its work."""


class Histories(RuleBasedStateMachine):
    """One learner's attempt in several windows, each of which knows what it was last told."""

    def __init__(self, items: tuple[int, int], teacher: Any) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()
        self.now, self.teacher = NOW, teacher
        self.items = [Item.objects.get(pk=pk) for pk in items]

    @initialize(mode=st.sampled_from(["adaptive", "exam", "deferred"]))
    def start(self, mode: str) -> None:
        rules = {"mode": mode, "tries": TRIES, "penalty": PENALTY, "shares": SHARES, "attempts_allowed": 1}
        self.quiz = a_quiz(*self.items, time_limit=LIMIT, **rules)
        self.learner = a_learner()
        self.attempt = starting.start(self.learner, self.quiz, NOW)
        first = {1: [Variant(right(place(self.attempt)))], 2: [Variant("tanh")]}
        self.reckoned, self.regrades = Reckoned(mode, NOW, first), list[tuple[Regrade, str]]()
        self.posed = {(one.number, one.turn): shown(one) for one in variants_of(self.attempt.pk)}
        self.look_again()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

    def is_running(self) -> bool:
        return self.reckoned.submitted is None

    # What a window sends. It says which variant and which draft it knows, and that may be long past.

    @rule(window=windows, number=numbers)
    def look(self, window: int, number: int) -> None:
        session = variant_for(self.learner, self.attempt.pk, number)
        self.pages[window, number] = (session, session.draft_number)

    @rule(window=windows, typed=texts, intent=intents)
    def answer(self, window: int, typed: tuple[int, str], intent: int) -> None:
        number, raw, session, known = self.at(window, typed)
        judged = self.reckoned.answer(number, session.turn, (intent, raw), known, self.now)
        said: Any = None
        try:
            said, _ = attempts.answer(session, raw, UUID(int=intent), self.now, known)
            self.pages[window, number] = (session, session.draft_number)
        except Closed as why:
            said = str(why)
        except Unreadable:
            pass
        assert isinstance(said, Response) == judged
        assert not judged or Response.objects.filter(pk=said.pk, session=session).exists()
        assert not isinstance(said, str) or self.variant(session).comes_late(raw) == (SAID_LATE in said)

    @rule(window=windows, typed=texts, intent=intents)
    def answer_to_a_service_that_dies(self, window: int, typed: tuple[int, str], intent: int) -> None:
        number, raw, _, known = self.at(window, typed)
        session = variant_for(self.learner, self.attempt.pk, number)
        with suppress(Died, Unreadable, Closed), transaction.atomic():
            attempts.answer(session, raw, UUID(int=intent), self.now, known)
            raise Died

    @rule(window=windows, typed=texts)
    def type(self, window: int, typed: tuple[int, str]) -> None:
        number, text, session, known = self.at(window, typed)
        expected, variant = self.reckoned.type(number, session.turn, text, known, self.now), self.variant(session)
        try:
            said: Any = drafts.save(session, text, known, self.now)
        except drafts.Conflict as conflict:
            said = conflict
        match expected:
            case "kept":
                assert said == drafts.Kept(variant.number)
            case "late":
                assert variant.comes_late(text) == (SAID_LATE in said.late)
            case "conflict":
                assert (said.draft, said.number) == (variant.draft, variant.number)
        self.pages[window, number] = (session, said.number)

    @rule(window=windows, number=numbers)
    def take_another(self, window: int, number: int) -> None:
        session, _ = self.pages[window, number]
        expected = self.reckoned.may_have_another(number, session.turn, self.now)
        try:
            fresh = attempts.another(session, self.now)
        except Closed:
            assert not expected
        else:
            assert expected
            self.reckoned.places[number].append(Variant(right(fresh)))
            self.pages[window, number] = (fresh, 0)
            self.posed[number, fresh.turn] = shown(fresh)

    @rule(window=windows, number=numbers)
    def give_up(self, window: int, number: int) -> None:
        session, _ = self.pages[window, number]
        expected = self.reckoned.may_give_up(number, session.turn, self.now)
        try:
            attempts.reveal(session, self.now)
        except Closed:
            assert not expected
        else:
            assert expected
            self.variant(session).finished = True

    @rule()
    def start_again(self) -> None:
        """There is one attempt only; where its time is up, whoever asks for another one has it submitted."""
        if self.reckoned.is_open(self.now):
            assert starting.start(self.learner, self.quiz, self.now) == self.attempt
            return
        with pytest.raises(Closed):
            starting.start(self.learner, self.quiz, self.now)
        self.reckoned.submit(self.now)

    @rule()
    def submit(self) -> None:
        self.reckoned.submit(self.now)
        attempts.submit(self.attempt, self.now)

    # The clock, and who comes by

    @precondition(is_running)
    @rule(seconds=st.sampled_from([1, 240, -120]))
    def set_the_clock(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(is_running)
    @rule(off=about_the_end)
    def wait_for_the_end(self, off: timedelta) -> None:
        self.now = self.reckoned.deadline + off

    @rule()
    def close_overdue(self) -> None:
        overdue = self.is_running() and not self.reckoned.is_open(self.now)
        assert attempts.close_overdue(self.now) == overdue
        if overdue:
            self.reckoned.submit(self.now)

    # What a teacher does

    @rule(minutes=st.integers(0, 3))
    def extend(self, minutes: int) -> None:
        extra = timedelta(minutes=minutes)
        where = {"course": self.quiz.course, "assessment": self.quiz, "learner": self.learner}
        given, _ = Accommodation.objects.update_or_create(defaults={"extra_time": extra}, **where)
        deadlines.refresh(deadlines.touched_by(given))
        if self.is_running():
            self.reckoned.extra = extra
            self.look_again()

    @rule(option=st.sampled_from(OPTIONS))
    def publish_anew(self, option: str) -> None:
        """A first question that counts otherwise, and a second with another key."""
        shape, chosen = self.items
        shape.draft = shape.draft | {"format": {"slug": "shape", "per_axis": option == OPTIONS[0]}}
        published(shape)
        mended(chosen, option)

    @precondition(lambda self: not self.is_running())
    @rule(never_lower=st.booleans())
    def regrade(self, never_lower: bool) -> None:
        revision, variant = self.items[1].current, self.reckoned.places[2][-1]
        was, before = variant.key, self.reckoned.earned(2)
        variant.key = next(one["text"] for one in revision.content["given"]["options"] if one["right"])
        if never_lower and self.reckoned.earned(2) < before:
            variant.key = was
        for again in range(2):
            regrade = self.planned(revision=revision, never_lower=never_lower)
            assert not (again and regrade.session_changes.exists())
            for _ in range(2):
                applying.apply(regrade, self.teacher, self.now)
            self.regrades.append((regrade, variant.key if again else was))

    def planned(self, **choices: Any) -> Regrade:
        self.now += timedelta(seconds=1)
        regrade = Regrade(assessment=self.quiz, item=self.items[1], **choices)
        planning.plan(planning.begin(regrade, self.now), self.now)
        return regrade

    @precondition(lambda self: self.regrades)
    @rule()
    def take_a_regrade_back(self) -> None:
        regrade, self.reckoned.places[2][-1].key = self.regrades.pop()
        self.now += timedelta(seconds=1)
        for _ in range(2):
            applying.undo(regrade, self.teacher, self.now)

    @precondition(lambda self: not self.is_running())
    @rule(number=numbers, points=st.none() | st.sampled_from([0.125, 0.875]))
    def set_by_hand(self, number: int, points: float | None) -> None:
        marks.override_place(place(self.attempt, number), points, "A second look", self.teacher, self.now)
        self.reckoned.by_hand.pop(number, None)
        self.reckoned.by_hand |= {} if points is None else {number: points}

    # What is true after each of these

    @invariant()
    def all_is_kept_as_reckoned(self) -> None:
        self.attempt.refresh_from_db()
        end = (self.attempt.submitted_at, self.attempt.deadline)
        assert end == (self.reckoned.submitted, self.reckoned.deadline)
        assert self.attempt.score == pytest.approx(self.reckoned.score)
        responses, late = by_session(said_in(self.attempt.pk)), by_session(late_in(self.attempt.pk))
        for session in variants_of(self.attempt.pk):
            self.must_be_as_reckoned(session, responses[session.pk], {text for (text,) in late[session.pk]})

    def must_be_as_reckoned(self, session: ItemSession, responses: list[Any], late: set[str]) -> None:
        variant, turns = self.variant(session), len(self.reckoned.places[session.number])
        assert shown(session) == self.posed[session.number, session.turn]
        assert (session.draft, session.draft_number) == (variant.draft, variant.number)
        assert [raw for raw, _ in responses] == [raw for _, raw in variant.tries]
        assert {intent for intent, _ in variant.tries if intent} <= {intent.int for _, intent in responses}
        state = (session.tries_used, session.finished_at is not None, session.current)
        assert state == (len(variant.tries), variant.finished, session.turn == turns)
        assert late == variant.late

    def variant(self, session: ItemSession) -> Variant:
        return self.reckoned.places[session.number][session.turn - 1]

    def at(self, window: int, typed: tuple[int, str]) -> tuple[int, str, ItemSession, int]:
        number, text = typed
        session, known = self.pages[window, number]
        return number, self.variant(session).key if text == "right" else text, session, known

    def look_again(self) -> None:
        self.pages = dict[tuple[int, int], tuple[ItemSession, int]]()
        for window in range(1, WINDOWS + 1):
            for number in self.reckoned.places:
                self.look(window, number)


# Asked after each step, of thousands of histories.


@prepared(attempt=UUIDField())
def variants_of(attempt: Given) -> QuerySet[ItemSession]:
    return ItemSession.objects.filter(attempt=attempt)


@prepared(attempt=UUIDField())
def said_in(attempt: Given) -> QuerySet[Response, tuple[Any, ...]]:
    return Response.objects.filter(session__attempt=attempt).order_by("pk").values_list("session", "raw", "intent")


@prepared(attempt=UUIDField())
def late_in(attempt: Given) -> QuerySet[LateDraft, tuple[Any, ...]]:
    return LateDraft.objects.filter(session__attempt=attempt).values_list("session", "text")


def by_session(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found = defaultdict[int, list[tuple[Any, ...]]](list)
    for session, *rest in rows:
        found[session].append(tuple(rest))
    return found


def shown(session: ItemSession) -> Any:
    """What it asks, and by which revision it is judged."""
    return session.question, session.params, session.revision_id


@pytest.mark.parametrize("part", range(PARTS))
def test_every_history_comes_out_as_reckoned(
    part: int, tess: Any, pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> None:
    items = a_published_item(**PER_AXIS).pk, a_miskeyed_item().pk
    histories = -(-pytestconfig.getoption("histories") // PARTS)
    record_property("histories", histories)
    many = settings(
        max_examples=histories,
        stateful_step_count=STEPS,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate),  # a shorter history of the same fault takes minutes: ask for Phase.shrink
    )

    run_state_machine_as_test(lambda: Histories(items, tess), settings=many)
