from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import override

from assessments.engine.formats import Integer
from assessments.models import Attempt, ItemSession
from assessments.web.words import HEADINGS, STATES, number, score, state_of, state_of_score, status, unit, words_of
from tests.factories import NOW

LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("session", "state"),
    [
        (ItemSession(), "unanswered"),
        (ItemSession(tries_used=1), "open"),
        (ItemSession(turn=2), "open"),
        (ItemSession(draft="(2, "), "typed"),
        (ItemSession(tries_used=1, draft="(2, "), "typed"),
        (ItemSession(tries_used=1, score=0.5, draft="(2, "), "partly"),
        (ItemSession(tries_used=2, finished_at=NOW), "wrong"),
        (ItemSession(tries_used=1, score=0.5), "partly"),
        (ItemSession(tries_used=1, score=1, finished_at=NOW), "right"),
        (ItemSession(turn=2, earlier_best=1), "right"),
        (ItemSession(turn=2, earlier_best=0.5, score=0.2, finished_at=NOW), "partly"),
        (ItemSession(tries_used=1, finished_at=NOW, revealed=True), "wrong"),
    ],
)
def test_a_place_stands_as_its_best_variant_does(session: ItemSession, state: str) -> None:
    assert state_of(session) == state


@pytest.mark.parametrize(
    ("session", "state"),
    [
        (ItemSession(), "unanswered"),
        (ItemSession(draft="(2, "), "typed"),
        (ItemSession(tries_used=1, draft="(2, "), "typed"),
        (ItemSession(tries_used=1, score=1), "answered"),
        (ItemSession(tries_used=1, draft="(2, ", finished_at=NOW), "answered"),
        (ItemSession(turn=2), "answered"),
        (ItemSession(turn=2, draft="(2, "), "typed"),
    ],
)
def test_where_nothing_is_told_a_place_stands_by_whether_it_was_answered(session: ItemSession, state: str) -> None:
    assert state_of(session, {"answer"}) == state


@pytest.mark.parametrize(("fraction", "state"), [(0, "wrong"), (0.001, "partly"), (0.999, "partly"), (1, "right")])
def test_only_the_whole_mark_is_right(fraction: float, state: str) -> None:
    assert state_of_score(fraction) == state


def test_where_nothing_is_checked_nothing_waits_to_be_checked() -> None:
    assert [words_of("typed"), words_of("typed", {"answer"}), words_of("unanswered", {"answer"})] == [
        "Typed, not checked",
        "Typed",
        "Not answered",
    ]


def test_every_state_has_words() -> None:
    assert set(HEADINGS) <= set(STATES)


@pytest.mark.parametrize(
    ("points", "text"), [(0, "0"), (1, "1"), (2.5, "2.5"), (1 / 3, "0.33"), (10, "10"), (0.1, "0.1")]
)
def test_points_are_printed_without_idle_zeros(points: float, text: str) -> None:
    assert number(points) == text


def test_german_points_have_a_comma_and_german_thousands_a_space_as_both_can_be_typed() -> None:
    with override("de"):
        assert (number(2.5), score(0.25, 3), unit(1), unit(2.5)) == ("2,5", "0,25 / 3", "Punkt", "Punkte")
        assert (intcomma(4464), Integer().parse(intcomma(4464))) == ("4\u202f464", 4464)


def test_a_score_names_what_could_be_had() -> None:
    assert score(1.5, 10) == "1.5 / 10"


@pytest.mark.parametrize(
    ("attempt", "text"),
    [
        (Attempt(assessment_id=1), "Open"),
        (Attempt(assessment_id=1, deadline=LATER), "Open"),
        (Attempt(assessment_id=1, deadline=NOW - timedelta(hours=1)), "Submitted"),
        (Attempt(assessment_id=1, submitted_at=NOW), "Submitted"),
        (Attempt(bank_id=1), "Open"),
        (Attempt(bank_id=1, submitted_at=NOW), "Finished"),
    ],
)
def test_practice_is_finished_where_a_quiz_is_submitted(attempt: Attempt, text: str) -> None:
    assert status(attempt, NOW) == text
