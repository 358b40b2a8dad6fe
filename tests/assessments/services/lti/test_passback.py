from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.models import (
    Accommodation,
    Assessment,
    Attempt,
    Delivery,
    Deployment,
    Passback,
    Registration,
    ResourceLink,
)
from assessments.services.courses.giving import give
from assessments.services.lti import passback
from assessments.services.lti.launches import expect_scores
from assessments.services.lti.links import send_when
from assessments.services.lti.passback import GIVING_UP, Claimed, Reply
from assessments.services.taking import attempts
from tests.assessments.lti.platforms import a_link, a_person_at, an_answer_at
from tests.factories import NOW, a_course, a_published_item, a_quiz, a_started_attempt

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
CHANCE = Random(1)  # noqa: S311 -- the same each time
State = Passback.State


class Gradebook:
    """Takes what is sent, and answers as it is told, the last answer for ever."""

    def __init__(self, *outcomes: str | Reply) -> None:
        self.replies = [one if isinstance(one, Reply) else Reply(one) for one in outcomes or ("sent",)]
        self.sent: list[Claimed] = []

    def __call__(self, claimed: Claimed) -> Reply:
        self.sent.append(claimed)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def scores(self) -> list[tuple[float, float]]:
        return [(one.score.given, one.score.maximum) for one in self.sent]


def send(gradebook: Callable[[Claimed], Reply], now: datetime = NOW) -> int:
    return passback.send_due(gradebook, lambda: now, CHANCE)


def two_questions(**settings: Any) -> Assessment:
    course = a_course(open_to_all=False)
    return a_quiz(a_published_item(), a_published_item(), course=course, **settings)


def test_an_answer_asks_for_its_score_to_be_sent_and_it_is_sent_once() -> None:
    link, gradebook = a_link(two_questions()), Gradebook()
    an_answer_at(link, a_person_at(link))

    assert (send(gradebook), send(gradebook)) == (1, 0)

    assert gradebook.scores() == [(1, 2)]
    row = Passback.objects.get()
    assert (row.state, row.sent, row.score, row.maximum) == (State.SENT, row.wanted, 1, 2)


def test_what_is_rolled_back_was_never_wanted() -> None:
    link = a_link()
    person = a_person_at(link)

    with transaction.atomic():
        an_answer_at(link, person)
        assert Passback.objects.get().wanted == 1
        transaction.set_rollback(True)

    assert Passback.objects.get().wanted == 0


def test_an_attempt_that_no_platform_asks_for_costs_no_query(django_assert_num_queries: Any) -> None:
    attempt = a_started_attempt()

    with django_assert_num_queries(0):
        passback.queue(attempt, NOW)


def test_many_answers_are_one_message() -> None:
    link, gradebook = a_link(two_questions()), Gradebook()
    person = a_person_at(link)
    an_answer_at(link, person), an_answer_at(link, person)

    assert send(gradebook) == 1
    assert gradebook.scores() == [(2, 2)]


def test_an_answer_during_a_sending_is_sent_after_it() -> None:
    link, gradebook = a_link(two_questions()), Gradebook()
    person = a_person_at(link)
    an_answer_at(link, person)

    def meanwhile(claimed: Claimed) -> Reply:
        if not gradebook.sent:
            an_answer_at(link, person)
        return gradebook(claimed)

    send(meanwhile)
    send(gradebook, NOW + SECOND)

    assert gradebook.scores() == [(1, 2), (2, 2)]


def test_one_learner_has_one_score_on_its_way() -> None:
    link = a_link()
    an_answer_at(link, a_person_at(link))

    assert passback.claim(NOW) is not None
    passback.want(Passback.objects.all(), NOW)
    assert passback.claim(NOW + SECOND) is None


def test_a_sender_that_died_is_followed_by_another_one_with_a_later_time() -> None:
    link, gradebook = a_link(), Gradebook()
    an_answer_at(link, a_person_at(link))
    lost = passback.claim(NOW)

    assert send(gradebook, NOW + passback.BUSY) == 1
    assert gradebook.sent[0].timestamp > lost.timestamp

    passback.settle(lost, Reply("refused"), NOW + passback.BUSY, CHANCE)  # it was not dead after all
    assert Passback.objects.get().state == State.SENT


@settings(max_examples=10)
@given(st.lists(st.floats(0, 3), min_size=2, max_size=8))
def test_times_rise_by_a_second_and_stay_within_two_of_now(waits: list[float]) -> None:
    with transaction.atomic():
        link, gradebook = a_link(), Gradebook()
        an_answer_at(link, a_person_at(link))
        now, sent = NOW, []
        for wait in waits:
            passback.resend(Passback.objects.all(), now)
            sent += [(now, one.timestamp) for one in gradebook.sent[len(sent) :]] if send(gradebook, now) else []
            now += timedelta(seconds=wait)
        transaction.set_rollback(True)

    assert all(at <= timestamp <= at + 2 * SECOND for at, timestamp in sent)
    times = [timestamp for _, timestamp in sent]
    assert all(later - earlier >= SECOND for earlier, later in pairwise(times))


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("sent", State.SENT), ("superseded", State.SENT), ("again", State.WAITING), ("refused", State.PARKED)],
)
def test_what_came_of_it_is_written_down(outcome: str, state: str) -> None:
    link = a_link()
    an_answer_at(link, a_person_at(link))

    send(Gradebook(Reply(outcome, 418, "as told")))

    row, told = Passback.objects.get(), Delivery.objects.get()
    assert row.state == state
    assert (told.outcome, told.status, told.detail, told.score, told.maximum) == (outcome, 418, "as told", 1, 1)
    assert row.reason == ("" if state == State.SENT else "as told")


def test_failures_wait_longer_and_longer_then_a_teacher_is_told() -> None:
    link, gradebook = a_link(), Gradebook("again")
    an_answer_at(link, a_person_at(link))
    now, waits = NOW, []
    while (row := Passback.objects.get()).state == State.WAITING:
        now = max(row.due_at, now)
        assert send(gradebook, now) == 1
        waits.append(Passback.objects.get().due_at - now)

    assert 2 <= waits[0].total_seconds() <= 4
    assert all(wait <= timedelta(hours=4) for wait in waits)
    assert now - NOW > GIVING_UP
    assert 20 < len(waits) < 60


def test_what_the_platform_asks_to_wait_is_waited_whatever_is_answered_meanwhile() -> None:
    link, gradebook = a_link(two_questions()), Gradebook(Reply("again", 429, wait=600), "sent")
    person = a_person_at(link)
    an_answer_at(link, person)
    send(gradebook)
    an_answer_at(link, person)

    assert send(gradebook, NOW + timedelta(seconds=599)) == 0
    assert send(gradebook, NOW + timedelta(seconds=601)) == 1
    assert gradebook.scores()[-1] == (2, 2)


def test_one_learners_trouble_holds_up_nobody_else() -> None:
    link = a_link()
    people = [a_person_at(link) for _ in range(3)]
    for person in people:
        an_answer_at(link, person)

    def picky(claimed: Claimed) -> Reply:
        return Reply("again" if claimed.row.person == people[0] else "sent")

    assert send(picky) == 3
    assert sorted(Passback.objects.values_list("state", flat=True)) == ["sent", "sent", "waiting"]


def test_a_new_answer_or_a_teacher_brings_back_what_was_parked() -> None:
    link, gradebook = a_link(two_questions()), Gradebook("refused", "refused", "sent")
    person = a_person_at(link)
    an_answer_at(link, person)
    send(gradebook)
    assert send(gradebook, NOW + timedelta(days=1)) == 0

    an_answer_at(link, person)
    assert send(gradebook, NOW + timedelta(days=1)) == 1

    passback.resend(Passback.objects.all(), NOW + timedelta(days=2))
    assert send(gradebook, NOW + timedelta(days=2)) == 1
    assert Passback.objects.get().state == State.SENT


def test_resending_sends_what_the_platform_has_already() -> None:
    link, gradebook = a_link(), Gradebook()
    an_answer_at(link, a_person_at(link))
    send(gradebook)

    passback.want(Passback.objects.all(), NOW + 5 * SECOND)
    assert send(gradebook, NOW + 5 * SECOND) == 0
    passback.resend(Passback.objects.all(), NOW + 5 * SECOND)
    assert send(gradebook, NOW + 5 * SECOND) == 1


def finished(link: ResourceLink, scores: Iterable[bool]) -> None:
    person = a_person_at(link)
    for place, is_right in enumerate(scores):
        at = NOW + timedelta(minutes=place)
        attempts.submit(an_answer_at(link, person, right=is_right, at=at), at)


@pytest.mark.parametrize(("kept", "score"), [("best", 1), ("last", 0), ("first", 0), ("mean", 1 / 3)])
def test_the_attempt_that_counts_is_the_quizs_to_say(kept: str, score: float) -> None:
    link, gradebook = a_link(a_quiz(course=a_course(open_to_all=False), kept=kept, tries=1)), Gradebook()
    finished(link, [False, True, False])

    send(gradebook, NOW + timedelta(hours=1))

    assert gradebook.scores() == [(pytest.approx(score), 1)]


@pytest.mark.parametrize(("kept", "share"), [("best", 1), ("last", 1), ("first", 1 / 4), ("mean", 5 / 8)])
def test_each_attempt_counts_by_its_own_points_where_the_quiz_has_changed_between_them(kept: str, share: float) -> None:
    link, gradebook = a_link(two_questions(kept=kept)), Gradebook()
    person = a_person_at(link)
    for score, points in ((1, 4), (2, 2)):
        attempt = an_answer_at(link, person, at=NOW + score * SECOND)
        attempts.submit(attempt, NOW + score * SECOND)
        Attempt.objects.filter(pk=attempt.pk).update(score=score, points=points)

    send(gradebook, NOW + timedelta(hours=1))

    assert gradebook.scores() == [(pytest.approx(share * 4), 4)]


def test_a_quiz_without_points_has_nothing_to_send() -> None:
    quiz, gradebook = two_questions(), Gradebook()
    quiz.slots.update(points=0)
    link = a_link(quiz)
    attempts.submit(an_answer_at(link, a_person_at(link)), NOW)

    assert (send(gradebook), Passback.objects.get().state) == (0, State.SENT)


def test_a_score_that_the_learner_must_not_know_yet_is_not_sent() -> None:
    link, gradebook = a_link(two_questions(mode="exam")), Gradebook()
    attempt = an_answer_at(link, a_person_at(link))
    assert send(gradebook) == 0

    attempts.submit(attempt, NOW)
    assert send(gradebook) == 1
    assert gradebook.scores() == [(1, 2)]


def test_a_score_that_is_told_after_the_quiz_closes_is_sent_then() -> None:
    closes = NOW + timedelta(days=1)
    quiz = two_questions(mode="exam", closes_at=closes, feedback={"score": "after-close"})
    link, gradebook = a_link(quiz), Gradebook()
    attempts.submit(an_answer_at(link, a_person_at(link)), NOW)

    assert send(gradebook) == 0
    assert send(gradebook, closes - SECOND) == 0
    assert send(gradebook, closes) == 1


def test_a_score_that_waits_for_the_close_waits_for_an_extended_one() -> None:
    closes = NOW + timedelta(days=1)
    quiz = two_questions(mode="exam", closes_at=closes, feedback={"score": "after-close"})
    link, gradebook = a_link(quiz), Gradebook()
    attempt = an_answer_at(link, a_person_at(link))
    give([Accommodation(course=quiz.course, learner=attempt.learner, closes_at=closes + SECOND)], None, NOW)
    attempts.submit(attempt, NOW)

    assert [send(gradebook, now) for now in (NOW, closes, closes + SECOND)] == [0, 0, 1]


def test_a_link_may_send_submitted_attempts_alone_or_nothing() -> None:
    after = a_link(two_questions(), sends="submitted")
    attempt = an_answer_at(after, a_person_at(after))
    never = a_link(two_questions(), sends="never", deployment=after.context.deployment)
    an_answer_at(never, a_person_at(never))
    gradebook = Gradebook()

    assert send(gradebook) == 0
    attempts.submit(attempt, NOW)
    assert send(gradebook) == 1
    assert gradebook.scores() == [(1, 2)]


def test_what_waits_when_a_teacher_says_never_is_not_sent() -> None:
    link, gradebook = a_link(), Gradebook()
    an_answer_at(link, a_person_at(link))
    send_when(link, "never", NOW)

    assert send(gradebook) == 0

    send_when(link, "told", NOW)
    assert send(gradebook) == 1


@pytest.mark.parametrize("off", [Registration, Deployment])
def test_a_place_that_is_switched_off_is_sent_nothing_until_it_is_on_again(off: type[Model]) -> None:
    link, gradebook = a_link(), Gradebook()
    an_answer_at(link, a_person_at(link))
    on = off.objects.get().state
    off.objects.update(state="off")

    assert (passback.is_due(NOW), send(gradebook)) == (False, 0)

    off.objects.update(state=on)
    assert (passback.is_due(NOW), send(gradebook)) == (True, 1)


def test_whoever_answered_before_opening_the_link_is_not_forgotten() -> None:
    link, gradebook = a_link(), Gradebook()
    person = a_person_at(link)
    Passback.objects.all().delete()
    an_answer_at(link, person)
    assert send(gradebook) == 0

    expect_scores(link, person, NOW)

    assert send(gradebook) == 1


def two_platforms() -> tuple[ResourceLink, ResourceLink]:
    return a_link(two_questions()), a_link(two_questions())


def test_a_platform_that_does_not_answer_leaves_senders_for_the_scores_of_others() -> None:
    dead, alive = two_platforms()
    for _ in range(passback.AT_ONCE + 3):
        an_answer_at(dead, a_person_at(dead))
    an_answer_at(alive, a_person_at(alive))

    held = [passback.claim(NOW) for _ in range(passback.AT_ONCE)]

    assert {one.row.link for one in held} == {dead}
    assert passback.claim(NOW).row.link == alive
    assert passback.claim(NOW) is None


def test_after_some_failures_in_a_row_a_platform_is_left_alone_for_a_while() -> None:
    dead, alive = two_platforms()
    for _ in range(passback.PATIENCE + 3):
        an_answer_at(dead, a_person_at(dead))
    an_answer_at(alive, a_person_at(alive))
    tried = []

    def post(claimed: Claimed) -> Reply:
        tried.append(claimed.row.link)
        return Reply("again" if claimed.row.link == dead else "sent")

    send(post)

    assert (tried.count(dead), tried.count(alive)) == (passback.PATIENCE, 1)
    tried.clear()
    send(post, NOW + SECOND)
    assert tried == []


@pytest.mark.parametrize("status", [429, 401])
def test_a_platform_that_answers_is_not_left_alone(status: int) -> None:
    link = a_link(two_questions())
    for _ in range(passback.PATIENCE + 3):
        an_answer_at(link, a_person_at(link))

    assert send(Gradebook(Reply("again", status))) == passback.PATIENCE + 3


def test_a_platform_that_is_back_has_no_failures_left() -> None:
    link = a_link(two_questions())
    for _ in range(passback.PATIENCE):
        an_answer_at(link, a_person_at(link))
    send(Gradebook("again"))
    platform = Registration.objects.get()
    assert (platform.failures, platform.paused_until > NOW) == (passback.PATIENCE, True)

    send(Gradebook("sent"), NOW + timedelta(minutes=10))

    platform.refresh_from_db()
    assert (platform.failures, platform.paused_until) == (0, None)
