from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt
from assessments.queries.statistics.card import card
from assessments.services import reports
from assessments.services.marks import override_attempt
from assessments.services.taking import starting
from tests.assessments.queries.statistics.sitting import sat, taken
from tests.factories import NOW, a_learner, a_published_item, a_quiz, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def test_an_item_over_all_its_uses() -> None:
    """Marks 1 1 0 beside rests of 1 0 0: covariance 1/6, variances 1/3 each, so a correlation of a half."""
    item, other = a_published_item(), a_published_item()
    one, two = a_quiz(item, other, title="A", tries=2), a_quiz(item, other, title="B", tries=2)
    sat(one, [[1, 1], [1, 0]])
    sat(two, [[0, 0]])

    found = card(item, Attempt.objects.all())

    assert [found.n, found.facility, found.beside] == [3, pytest.approx(2 / 3), 3]
    assert found.correlation == pytest.approx(0.5)
    assert [(use.title, use.n, use.facility) for use in found.uses] == [("A", 2, 1), ("B", 1, 0)]
    assert [found.time.n, found.time.median, found.few] == [3, 60, True]


def test_a_total_set_by_hand_is_not_the_rest_of_a_quiz(tess: AbstractBaseUser) -> None:
    item, other = a_published_item(), a_published_item()
    best, *_ = sat(a_quiz(item, other, tries=2), [[1, 1], [1, 0], [0, 0]])
    before = card(item, Attempt.objects.all()).correlation

    override_attempt(best, 0, "It was another's work.", tess, NOW)

    assert card(item, Attempt.objects.all()).correlation == before == pytest.approx(0.5)


def test_a_learner_counts_once_with_the_first_attempt() -> None:
    item, alice = a_published_item(), a_learner()
    quiz = a_quiz(item, tries=2)
    taken(quiz, [0], alice)
    taken(quiz, [1], alice, NOW + timedelta(days=1))

    found = card(item, Attempt.objects.all())

    assert [found.n, found.facility, found.uses[0].n] == [1, 0, 2]
    assert [found.beside, found.correlation] == [0, None]  # the quiz has no other question


def test_practice_is_a_use_and_hints_and_reports_are_counted() -> None:
    item = a_published_item()
    for wrong in (True, False):
        practice = starting.practise(a_learner(), item.bank, NOW)
        session = place(practice)
        answered(session, transposed(session) if wrong else right(session))
        if wrong:
            practice.sessions.update(hints_used=1)
            reports.report(session, "odd", NOW)

    found = card(item, Attempt.objects.all())

    assert [(use.title, use.n, use.facility) for use in found.uses] == [("Practice", 2, 0.5)]
    assert [found.n, found.facility, found.hinted, found.hints_n] == [0, None, 0.5, 2]
    assert [found.reports, found.open_reports] == [1, 1]


def test_attempts_that_may_not_be_seen_are_not_counted() -> None:
    item = a_published_item()
    mine, _ = sat(a_quiz(item, tries=2), [[1], [0]])

    assert card(item, Attempt.objects.filter(pk=mine.pk)).facility == 1


def test_nobody_has_answered_it() -> None:
    found = card(a_published_item(), Attempt.objects.all())

    assert [found.n, found.facility, found.correlation, found.time.median, found.hinted] == [0, *[None] * 4]
    assert [found.uses, found.spreads] == [(), ()]
