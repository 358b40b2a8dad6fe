"""A mis-keyed question, in three modes: dry run, apply, undo, and apply again without lowering anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Event as Signal
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt, Event, ItemSession, Judgement, Regrade, Response, SessionChange
from assessments.queries.attempts import HELD
from assessments.queries.regrades import outcome_of
from assessments.services import marks
from assessments.services.errors import Refused
from assessments.services.marks import override_attempt, override_place, rewrite
from assessments.services.regrading.applying import apply, undo
from assessments.services.regrading.planning import begin, plan
from tests.assessments.services.crowd import at_once
from tests.assessments.services.regrading.miskeyed import LATER, WAYS, a_miskeyed_quiz, a_regrade, mended, state
from tests.factories import NOW, a_session, answered, place

pytestmark = pytest.mark.django_db

MODES: dict[str, dict[str, Any]] = {
    "adaptive": {"penalty": 0.25},
    "exam": {"shares": [1.0, 0.5]},
    "deferred": {},
}
# What each of WAYS earns by the wrong key and by the right one; by hand.
BEFORE = {"adaptive": [0.75, 1, 0, 0.75, 0], "exam": [0.5, 1, 0, 0.5, 0], "deferred": [1, 1, 0, 1, 0]}
AFTER = {"adaptive": [1, 0, 0.75, 0, 1], "exam": [1, 0, 0.5, 0, 1], "deferred": [0, 0, 1, 0, 0]}
FEW, MANY = 9, 10_000
OF_MANY = (pytest.mark.slow, pytest.mark.django_db(transaction=True))  # none stays open while so many are made up
LATEST = LATER + timedelta(hours=1)


def planned(quiz: Any, at: datetime = LATER, **choices: Any) -> Regrade:
    regrade = begin(a_regrade(quiz, **choices), at)
    plan(regrade, at)
    return regrade


def scores(quiz: Any) -> list[float]:
    return [one.score for one in Attempt.objects.filter(assessment=quiz).order_by("learner_id")]


def expected(table: list[float], quiz: Any) -> list[float]:
    """For as many learners as there are."""
    many = Attempt.objects.filter(assessment=quiz).count()
    return [table[number % len(WAYS)] for number in range(many)]


@pytest.mark.parametrize("responses", [FEW, pytest.param(MANY, marks=OF_MANY)])
@pytest.mark.parametrize("mode", MODES)
def test_four_states_of_a_mended_key(mode: str, responses: int, tess: AbstractBaseUser) -> None:
    made = a_miskeyed_quiz(mode=mode, **MODES[mode])
    made.crowd(responses)
    quiz, revision = made.quiz, mended(made.item)
    given, before = list(Response.objects.order_by("pk").values()), state(quiz)
    assert scores(quiz) == expected(BEFORE[mode], quiz)

    regrade = planned(quiz, item=made.item, revision=revision)
    assert state(quiz) == before

    apply(regrade, tess, LATER)
    assert scores(quiz) == expected(AFTER[mode], quiz)

    undo(regrade, tess, LATER)
    assert state(quiz) == before

    apply(planned(quiz, LATEST, item=made.item, revision=revision, never_lower=True), tess, LATEST)
    better = [max(pair) for pair in zip(BEFORE[mode], AFTER[mode], strict=True)]
    assert scores(quiz) == expected(better, quiz)
    assert list(Response.objects.order_by("pk").values()) == given


def test_a_second_regrade_finds_nothing() -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    apply(planned(made.quiz, item=made.item, revision=mended(made.item)), None, LATER)

    again = planned(made.quiz, item=made.item, revision=made.item.current)

    assert (again.responses, again.judgements.count(), again.session_changes.count()) == (9, 0, 0)


def test_nothing_changes_where_nothing_was_mended() -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)

    regrade = planned(made.quiz)

    assert outcome_of(regrade).changed == Judgement.objects.count() == SessionChange.objects.count() == 0


def test_a_dry_run_says_why() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)

    regrade = planned(made.quiz, item=made.item, revision=mended(made.item))

    (change,) = regrade.attempt_changes.all()
    assert (change.old_score, change.new_score) == (0.75, 1.0)
    assert change.why == (
        "question 1: “sigmoid” was 0% right and is 100%, “tanh” was 100% right and is 0%: "
        "the key is “sigmoid”, not “tanh”"
    )


def test_applying_and_undoing_twice_is_doing_it_once() -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    before = state(made.quiz)
    regrade = planned(made.quiz, item=made.item, revision=mended(made.item))

    apply(regrade, None, LATER)
    after = state(made.quiz)
    apply(regrade, None, LATER)
    assert state(made.quiz) == after

    undo(regrade, None, LATER)
    undo(regrade, None, LATER)
    assert state(made.quiz) == before
    assert [event.verb for event in Event.objects.filter(subject_type="regrade")] == ["undo regrade", "regrade"]


def test_a_dry_run_that_others_have_overtaken_is_refused() -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    first, second = (planned(made.quiz, item=made.item, revision=mended(made.item)) for _ in range(2))
    apply(first, None, LATER)

    with pytest.raises(Refused, match="Make a new one"):
        apply(second, None, LATER)


def test_regrades_are_undone_from_the_top() -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    below = apply(planned(made.quiz, item=made.item, revision=mended(made.item)), None, LATER)
    top = planned(made.quiz, LATEST, item=made.item, revision=mended(made.item, "ReLU"))
    apply(top, None, LATEST)

    with pytest.raises(Refused, match=f"Regrade {top.pk} has changed"):
        undo(below, None, LATEST)


def test_a_later_regrade_that_changed_no_score_is_undone_first_too() -> None:
    """It judged the same answers by another key, which must not hold beside the scores of the one before."""
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    below = apply(planned(made.quiz, item=made.item, always_correct=["sigmoid"]), None, LATER)
    alike = {"revision": mended(made.item), "always_correct": ["tanh"]}
    top = apply(planned(made.quiz, LATEST, item=made.item, **alike), None, LATEST)
    assert (top.session_changes.count(), top.judgements.exists()) == (0, True)
    held = state(made.quiz)

    with pytest.raises(Refused, match=f"Regrade {top.pk} has changed"):
        undo(below, None, LATEST)
    assert state(made.quiz) == held


@pytest.mark.django_db(transaction=True)
def test_points_set_by_hand_while_a_regrade_is_applied_hold(tess: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real threads on the running database, as in test_attempts_races."""
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    regrade = planned(made.quiz, item=made.item, revision=mended(made.item))
    attempt, reached = Attempt.objects.filter(changes__regrade=regrade).first(), Signal()

    def slowly(*args: Any) -> None:
        rewrite(*args)
        reached.set()
        sleep(0.5)

    def applied() -> None:
        reached.wait(5)
        apply(regrade, None, LATER)

    monkeypatch.setattr(marks, "rewrite", slowly)
    at_once(lambda: override_attempt(attempt, 0.125, "seen", tess, LATER), applied)

    attempt.refresh_from_db()
    assert (Regrade.objects.get().holds, attempt.override, attempt.score) == (True, 0.125, 0.125)


def test_points_set_by_hand_survive(tess: AbstractBaseUser) -> None:
    made = a_miskeyed_quiz()
    made.crowd(FEW)
    one, other = Attempt.objects.order_by("learner_id")[:2]
    override_attempt(one, 0.1, "A second chance", tess, NOW)
    override_place(place(other), 0.2, "Half a thought", tess, NOW)

    regrade = apply(planned(made.quiz, item=made.item, revision=mended(made.item)), tess, LATER)
    assert scores(made.quiz)[:3] == [0.1, 0.2, 0.75]
    assert not {one.pk, other.pk} & set(regrade.attempt_changes.values_list("attempt", flat=True))

    undo(regrade, tess, LATER)
    override_attempt(one, None, "No, as judged", tess, NOW)
    assert scores(made.quiz)[:3] == [0.75, 0.2, 0.0]


def test_a_judgement_holds_while_its_regrade_does() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)
    regrade = planned(made.quiz, item=made.item, revision=mended(made.item))

    def held() -> list[tuple[float, str]]:
        (session,) = ItemSession.objects.prefetch_related("responses", HELD)
        return [(one.held.score, one.held.key) for one in session.responses.all()]

    wrongly, rightly = [(0.0, "tanh"), (1.0, "tanh")], [(1.0, "sigmoid"), (0.0, "sigmoid")]
    assert held() == wrongly
    apply(regrade, None, LATER)
    assert held() == rightly
    undo(regrade, None, LATER)
    assert held() == wrongly


def test_running_attempts_are_left_alone(alice: AbstractBaseUser) -> None:
    session = a_session(alice)
    answered(session, "(1, 1)")

    with pytest.raises(Refused, match="No submitted attempt"):
        begin(a_regrade(session.attempt.assessment), LATER)


def test_what_was_never_applied_cannot_be_undone() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)

    with pytest.raises(Refused, match="never applied"):
        undo(planned(made.quiz), None, LATER)


def test_what_is_not_planned_through_cannot_be_applied() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)

    with pytest.raises(Refused, match="not through"):
        apply(begin(a_regrade(made.quiz), LATER), None, LATER)
