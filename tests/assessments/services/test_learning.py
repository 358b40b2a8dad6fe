"""Skills and reviews, read off real answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt, Bank, Item, ItemSession
from assessments.services import learning
from assessments.services.errors import Closed
from assessments.services.taking import attempts, starting
from tests.assessments.services.taking.test_withholding import ONE_SHAPE, an_exam
from tests.factories import (
    NOW,
    a_bank,
    a_learner,
    a_published_item,
    a_quiz,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
AUTHORED = {"stem": "How many gates?", "given": {"form": "integer", "value": "3"}}


@pytest.fixture
def bank() -> Bank:
    return a_bank(title="Dimensions")


@pytest.fixture
def item(bank: Bank) -> Item:
    return a_published_item(bank=bank)


def missed(learner: AbstractBaseUser, item: Item, now: datetime = NOW) -> ItemSession:
    session = place(starting.start(learner, a_quiz(item), now))
    answered(session, transposed(session), now)
    return session


def solved(learner: AbstractBaseUser, item: Item, now: datetime = NOW) -> ItemSession:
    session = place(starting.start(learner, a_quiz(item), now))
    answered(session, right(session), now)
    return session


def standings(learner: AbstractBaseUser, now: datetime = NOW) -> list[tuple[str, str, str]]:
    return [(one.bank.title, one.title, one.standing.level) for one in learning.skills(learner, now)]


def items_of(attempt: Attempt) -> list[Item]:
    return [session.item for session in attempt.sessions.order_by("number")]


# Skills


def test_every_skill_of_every_bank_is_there_before_any_answer(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    a_published_item("authored-value", bank, **AUTHORED)  # without a skill of its own: last, wherever it stands
    a_published_item("layer-parameters", bank)
    a_published_item("torch-weight-shape", bank)
    a_published_item(bank=a_bank(title="Another"))

    assert standings(alice) == [
        ("Another", "Weight shapes", "new"),
        ("Dimensions", "Weight shapes", "new"),
        ("Dimensions", "Counting parameters", "new"),
        ("Dimensions", "Framework layouts", "new"),
        ("Dimensions", "Other questions", "new"),
    ]


def test_three_variants_make_a_skill_solid_and_a_month_unmakes_it(alice: AbstractBaseUser, item: Item) -> None:
    levels = []
    for _ in range(3):
        solved(alice, item)
        levels.append(standings(alice)[0][2])

    assert levels == ["learning", "learning", "solid"]
    assert standings(alice, NOW + 31 * DAY)[0][2] == "learning"
    assert standings(a_learner())[0][2] == "new"


def test_a_question_of_one_variant_never_makes_a_skill_solid(alice: AbstractBaseUser, bank: Bank) -> None:
    item = a_published_item(bank=bank, **ONE_SHAPE)
    for _ in range(5):
        solved(alice, item)

    (found,) = learning.skills(alice, NOW)

    assert (found.standing.level, found.standing.right, found.standing.answered) == ("learning", 1, 1)


def test_answers_anywhere_count_for_the_skill(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    elsewhere = a_published_item(bank=a_bank(open_for_practice=False))

    solved(alice, elsewhere)

    assert [one.standing.right for one in learning.skills(alice, NOW)] == [1]


def test_questions_without_a_skill_count_for_their_bank_alone(alice: AbstractBaseUser, bank: Bank) -> None:
    here, there = a_published_item("authored-value", bank, **AUTHORED), a_published_item("authored-value", **AUTHORED)

    session = place(starting.start(alice, a_quiz(here), NOW))
    answered(session, "3")

    assert {one.bank: one.standing.right for one in learning.skills(alice, NOW)} == {bank: 1, there.bank: 0}


@pytest.mark.parametrize("mode", ["exam", "deferred"])
def test_an_exam_tells_nothing_before_it_is_submitted(alice: AbstractBaseUser, item: Item, mode: str) -> None:
    attempt = a_started_attempt(alice, item, mode=mode, tries=3)
    answered(place(attempt), transposed(place(attempt)))

    before = (standings(alice)[0][2], learning.queue(alice, NOW + DAY))
    attempts.submit(attempt, NOW)

    assert before == ("new", learning.Queue(()))
    assert (standings(alice)[0][2], learning.queue(alice, NOW + DAY).due) == ("learning", (item,))


def test_what_waits_for_the_close_waits_here_too(alice: AbstractBaseUser, item: Item) -> None:
    attempt = a_started_attempt(alice, item, mode="exam", closes_at=NOW + DAY, feedback={"correctness": "after-close"})
    answered(place(attempt), transposed(place(attempt)))
    attempts.submit(attempt, NOW)

    levels = [standings(alice, when)[0][2] for when in (NOW, NOW + DAY)]

    assert levels == ["new", "learning"]


def test_of_answers_that_may_be_changed_the_last_one_counts(alice: AbstractBaseUser, item: Item) -> None:
    attempt = a_started_attempt(alice, item, mode="deferred")
    answered(place(attempt), transposed(place(attempt)))
    answered(place(attempt), right(place(attempt)))
    attempts.submit(attempt, NOW)

    (found,) = learning.skills(alice, NOW)

    assert (found.standing.right, found.standing.answered) == (1, 1)
    assert found.standing.share == pytest.approx(1 / 3)
    assert learning.queue(alice, NOW) == learning.Queue(())


def test_easy_questions_come_first(alice: AbstractBaseUser, bank: Bank) -> None:
    for kind in ("projection-parameters", "layer-parameters", "rnn-parameters", "gate-parameters"):
        a_published_item(kind, bank)

    (skill,) = learning.skills(alice, NOW)

    assert [item.kind for item in skill.items] == [
        "rnn-parameters",
        "layer-parameters",
        "gate-parameters",
        "projection-parameters",
    ]


def test_what_was_right_goes_to_the_end(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    other = a_published_item(bank=bank)

    solved(alice, item)

    assert learning.skills(alice, NOW)[0].items == (other, item)


def test_the_weakest_skill_that_was_begun_is_suggested(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    a_published_item("layer-parameters", bank)
    titles = []
    for _ in range(3):
        offered = learning.suggested(learning.skills(alice, NOW))
        titles.append(offered.title if offered else "")
        solved(alice, item)
    offered = learning.suggested(learning.skills(alice, NOW))

    assert titles == ["Weight shapes"] * 3
    assert offered is not None
    assert offered.title == "Counting parameters"


def test_a_single_question_that_was_right_is_suggested_no_more(alice: AbstractBaseUser, bank: Bank) -> None:
    item = a_published_item(bank=bank, **ONE_SHAPE)
    missed(alice, item)
    before = learning.suggested(learning.skills(alice, NOW))
    solved(alice, item)

    assert before is not None
    assert learning.suggested(learning.skills(alice, NOW)) is None


def test_nothing_is_suggested_where_nothing_is_open(alice: AbstractBaseUser) -> None:
    assert learning.suggested(learning.skills(alice, NOW)) is None


# Practice of a skill


def test_a_skill_is_practised_in_fresh_variants(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    a_published_item("layer-parameters", bank)

    attempt = learning.practise_skill(alice, bank, "weight-shapes", NOW)

    assert (attempt.title, attempt.points) == ("Dimensions: Weight shapes", 5)
    assert items_of(attempt) == [item] * 5
    assert len({str(one.params) for one in attempt.sessions.all()}) == 3  # all that there are


def test_what_has_no_variants_is_asked_once(alice: AbstractBaseUser, bank: Bank, item: Item) -> None:
    single = a_published_item(bank=bank, **ONE_SHAPE)

    attempt = learning.practise_skill(alice, bank, "weight-shapes", NOW)

    assert items_of(attempt) == [item, single, item, item, item]


def test_practising_a_skill_goes_on_until_all_of_it_is_finished(
    alice: AbstractBaseUser, bank: Bank, item: Item
) -> None:
    first = learning.practise_skill(alice, bank, "weight-shapes", NOW)
    again = learning.practise_skill(alice, bank, "weight-shapes", NOW)
    for session in first.sessions.all():
        answered(session, right(session))

    fresh = learning.practise_skill(alice, bank, "weight-shapes", NOW + DAY)
    first.refresh_from_db()

    assert first == again != fresh
    assert (first.submitted_at, fresh.submitted_at) == (NOW + DAY, None)
    assert starting.practise(alice, bank, NOW) not in (first, fresh)


@pytest.mark.parametrize("slug", ["gate-values", "", "other-questions"])
def test_a_skill_that_is_not_there_cannot_be_practised(
    alice: AbstractBaseUser, bank: Bank, item: Item, slug: str
) -> None:
    with pytest.raises(LookupError):
        learning.practise_skill(alice, bank, slug, NOW)


# Reviews


def test_a_miss_is_due_all_of_the_next_day(alice: AbstractBaseUser, item: Item) -> None:
    missed(alice, item, NOW)
    midnight = NOW.replace(hour=0) + DAY

    dues = [learning.queue(alice, when).due for when in (NOW, midnight - timedelta(seconds=1), midnight)]

    assert dues == [(), (), (item,)]


def test_what_was_never_missed_is_never_due(alice: AbstractBaseUser, item: Item) -> None:
    solved(alice, item)

    assert learning.queue(alice, NOW + 400 * DAY) == learning.Queue(())


def test_a_queue_tells_when_the_next_one_comes(alice: AbstractBaseUser, item: Item, bank: Bank) -> None:
    second = a_published_item(bank=bank)
    missed(alice, item, NOW)
    missed(alice, second, NOW + 2 * DAY)

    assert learning.queue(alice, NOW + 2 * DAY) == learning.Queue((item,), 1, NOW + 3 * DAY)
    assert learning.queue(alice, NOW + 9 * DAY) == learning.Queue((item, second))


def test_being_right_in_a_review_puts_a_question_off(alice: AbstractBaseUser, item: Item) -> None:
    missed(alice, item, NOW)

    attempt = learning.review(alice, NOW + DAY)
    session = place(attempt)
    answered(session, right(session), NOW + DAY)

    assert (attempt.title, items_of(attempt)) == ("Review", [item])
    assert learning.queue(alice, NOW + DAY) == learning.Queue((), 1, NOW + 3 * DAY)


def test_a_second_try_does_not_make_up_for_the_first(alice: AbstractBaseUser, item: Item) -> None:
    session = missed(alice, item, NOW)
    answered(session, right(session), NOW)

    assert learning.queue(alice, NOW + DAY).due == (item,)


def test_a_review_takes_the_longest_overdue_ten(alice: AbstractBaseUser, bank: Bank) -> None:
    items = [a_published_item(bank=bank) for _ in range(12)]
    for days, item in enumerate(reversed(items)):
        missed(alice, item, NOW + days * DAY)

    attempt = learning.review(alice, NOW + 30 * DAY)

    assert items_of(attempt) == items[:1:-1]


def test_a_review_goes_on_until_all_of_it_is_finished(alice: AbstractBaseUser, item: Item, bank: Bank) -> None:
    missed(alice, item, NOW)
    first = learning.review(alice, NOW + DAY)
    missed(alice, a_published_item(bank=bank), NOW)

    again = learning.review(alice, NOW + DAY)
    session = place(first)
    answered(session, right(session), NOW + DAY)
    fresh = learning.review(alice, NOW + DAY)

    assert first == again != fresh
    assert len(items_of(fresh)) == 1


def test_a_review_of_nothing_is_refused(alice: AbstractBaseUser, item: Item) -> None:
    with pytest.raises(Closed):
        learning.review(alice, NOW)


@pytest.mark.parametrize("change", ["archived", "closed bank", "exam"])
def test_what_practice_may_not_ask_is_neither_due_nor_a_skill(alice: AbstractBaseUser, bank: Bank, change: str) -> None:
    item = a_published_item(bank=bank, **ONE_SHAPE)
    missed(alice, item, NOW)
    if change == "archived":
        Item.objects.update(archived=True)
    elif change == "closed bank":
        Bank.objects.update(open_for_practice=False)
    else:
        an_exam(item, closes_at=NOW + 9 * DAY)

    assert learning.queue(alice, NOW + DAY) == learning.Queue(())
    assert learning.skills(alice, NOW + DAY) == []


def test_hints_count(alice: AbstractBaseUser, item: Item) -> None:
    shares = []
    for hints in (0, 1):
        learner = a_learner()
        for session in (a_session(learner, item) for _ in range(3)):
            ItemSession.objects.filter(pk=session.pk).update(hints_used=hints)
            answered(session, right(session))
        shares.append(learning.skills(learner, NOW)[0].standing.level)

    assert shares == ["solid", "learning"]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(alice: AbstractBaseUser, bank: Bank, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        missed(alice, a_published_item(bank=bank), NOW)

    with django_assert_num_queries(4):  # hidden attempts, answers, items, quizzes that keep them
        learning.skills(alice, NOW)
    with django_assert_num_queries(4):
        learning.queue(alice, NOW)
    newcomer = a_learner()
    with django_assert_num_queries(2):
        learning.queue(newcomer, NOW)
