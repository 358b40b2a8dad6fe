from __future__ import annotations

from datetime import timedelta

import pytest

from assessments.models import Attempt, Item, Slot
from assessments.services.authoring.shelf import archive
from assessments.services.authoring.tags import set_tags
from assessments.services.taking import attempts
from assessments.services.taking.starting import practise, start
from tests.factories import (
    NOW,
    a_bank,
    a_learner,
    a_published_item,
    a_quiz,
    a_started_attempt,
    an_item,
    answered,
    place,
    published,
    transposed,
)

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


def items_of(attempt: Attempt) -> list[Item]:
    return [session.item for session in attempt.sessions.order_by("number")]


def test_a_bank_slot_draws_as_many_different_items_as_it_says() -> None:
    bank = a_bank()
    for _ in range(5):
        a_published_item(bank=bank)
    quiz = a_quiz()
    Slot.objects.create(assessment=quiz, position=2, bank=bank, draws=3, points=2)

    attempt = start(a_learner(), quiz, NOW)

    drawn = items_of(attempt)[1:]
    assert (len(drawn), len(set(drawn)), {item.bank for item in drawn}) == (3, 3, {bank})
    assert attempt.points == 1 + 3 * 2


def test_what_stands_fixed_or_was_drawn_is_not_drawn_again() -> None:
    bank = a_bank()
    items = {a_published_item(bank=bank) for _ in range(4)}
    quiz = a_quiz(next(iter(items)))
    for position in (2, 3, 4):
        Slot.objects.create(assessment=quiz, position=position, bank=bank)

    assert set(items_of(start(a_learner(), quiz, NOW))) == items


def test_a_broad_draw_leaves_the_narrow_one_after_it_what_it_needs() -> None:
    bank = a_bank()
    rare, *usual = [a_published_item(bank=bank) for _ in range(4)]
    set_tags(rare, ["rare"])
    quiz = a_quiz(a_published_item())
    Slot.objects.create(assessment=quiz, position=2, bank=bank, draws=3)
    Slot.objects.create(assessment=quiz, position=3, bank=bank, tags=["rare"])

    drawn = [items_of(start(a_learner(), quiz, NOW))[1:] for _ in range(4)]

    assert [(set(broad), narrow) for *broad, narrow in drawn] == [(set(usual), rare)] * 4


def test_drafts_and_archived_items_are_not_drawn() -> None:
    bank = a_bank()
    an_item(bank=bank)
    archive([a_published_item(bank=bank)], None, NOW)
    good = a_published_item(bank=bank)
    quiz = a_quiz()
    Slot.objects.create(assessment=quiz, position=2, bank=bank, draws=3)

    assert items_of(start(a_learner(), quiz, NOW))[1:] == [good]


def test_attempts_draw_differently() -> None:
    bank = a_bank()
    for _ in range(6):
        a_published_item(bank=bank)
    quiz = a_quiz()
    quiz.slots.all().delete()
    Slot.objects.create(assessment=quiz, bank=bank, draws=2)

    drawn = {tuple(item.pk for item in items_of(start(a_learner(), quiz, NOW))) for _ in range(12)}

    assert len(drawn) > 5


def test_attempts_and_practice_share_one_walk_through_an_items_variants() -> None:
    learner, bank = a_learner(), a_bank()
    item = a_published_item(bank=bank)
    seen = []
    for _ in range(2):
        for begin in (lambda: a_started_attempt(learner, item), lambda: practise(learner, bank, NOW)):
            attempt = begin()
            session = place(attempt)
            seen.append(session.params["input_size"])
            answered(session, transposed(session))
            seen.append(attempts.another(place(attempt), NOW).params["input_size"])
            attempts.submit(attempt, NOW)

    assert (sorted(seen[:3]), sorted(seen[3:6])) == ([3, 5, 7], [3, 5, 7])


def test_an_item_at_two_places_of_a_quiz_shows_two_variants() -> None:
    item = a_published_item()

    attempt = a_started_attempt(None, item, item, item)

    assert sorted(session.params["input_size"] for session in attempt.sessions.all()) == [3, 5, 7]


def test_an_attempt_stays_on_the_revision_that_it_began_with() -> None:
    item = a_published_item()
    attempt = a_started_attempt(None, item)
    began_with = item.current
    item.draft = item.draft | {"stem": "What is the shape of ${matrix}$?"}
    item.save()
    published(item)
    answered(place(attempt), transposed(place(attempt)))

    other = attempts.another(place(attempt), NOW)

    assert item.current != began_with
    assert other.revision == began_with
