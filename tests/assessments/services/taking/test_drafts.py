from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessments.models import ItemSession, Response
from assessments.services.errors import Refused
from assessments.services.taking import attempts, drafts
from assessments.services.taking.drafts import Kept
from tests.factories import NOW, a_session, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def stored(session: ItemSession) -> tuple[str, int]:
    there = ItemSession.objects.get(pk=session.pk)
    return there.draft, there.draft_number


def texts(session: ItemSession) -> list[str]:
    return [late.text for late in ItemSession.objects.get(pk=session.pk).late_drafts.all()]


def submitted(session: ItemSession) -> ItemSession:
    attempts.submit(session.attempt, NOW)
    return ItemSession.objects.select_related("attempt").get(pk=session.pk)


def test_a_draft_is_kept_under_the_next_number(session: ItemSession) -> None:
    assert drafts.save(session, "(2, ", 0, NOW) == Kept(1)
    assert drafts.save(session, "(2, 3", 1, NOW) == Kept(2)
    assert stored(session) == ("(2, 3", 2)


def test_a_page_that_knows_an_older_draft_overwrites_nothing(session: ItemSession) -> None:
    drafts.save(session, "here", 0, NOW)

    with pytest.raises(drafts.Conflict) as caught:
        drafts.save(session, "there", 0, NOW)

    assert (caught.value.draft, caught.value.number) == ("here", 1)
    assert stored(session) == ("here", 1)


def test_a_draft_sent_again_is_taken_as_kept(session: ItemSession) -> None:
    assert [drafts.save(session, "(2, 3)", 0, NOW) for _ in range(2)] == [Kept(1)] * 2


def test_a_draft_holds_nothing_that_no_database_stores(session: ItemSession) -> None:
    drafts.save(session, "a\0b", 0, NOW)

    assert stored(session) == ("ab", 1)


def test_a_draft_has_a_longest_length(session: ItemSession) -> None:
    with pytest.raises(Refused, match="longer than 20,000 characters"):
        drafts.save(session, "x" * 20_001, 0, NOW)

    assert stored(session) == ("", 0)


def close(session: ItemSession) -> None:
    attempts.submit(session.attempt, NOW)


def finish(session: ItemSession) -> None:
    answered(session, right(session))


def go_on(session: ItemSession) -> None:
    answered(session, transposed(session))
    attempts.another(session, NOW)


WAYS_TO_COME_LATE = [
    (close, "This attempt is closed."),
    (finish, "This question is finished."),
    (go_on, "You have taken another variant"),
]


@pytest.mark.parametrize(("end", "why"), WAYS_TO_COME_LATE)
def test_what_comes_late_is_kept_beside_the_question_and_judged_by_nobody(
    session: ItemSession, end: Callable[[ItemSession], None], why: str
) -> None:
    stale = ItemSession.objects.select_related("attempt").get(pk=session.pk)
    end(session)
    before = (stored(session), Response.objects.count())

    kept = drafts.save(stale, "late", 0, NOW)

    assert kept.late.startswith(f"Saved, but not counted. {why}")
    assert texts(session) == ["late"]
    assert (stored(session), Response.objects.count()) == before


@pytest.mark.parametrize("knows", ["that it is finished", "nothing of it"])
def test_a_draft_that_arrives_after_its_answer_is_taken_as_kept(session: ItemSession, knows: str) -> None:
    stale = ItemSession.objects.select_related("attempt").get(pk=session.pk)
    finish(session)

    page = session if knows == "that it is finished" else stale
    assert drafts.save(page, right(session), 0, NOW) == Kept(0)
    assert (stored(session), texts(session)) == (("", 0), [])


def test_an_answer_takes_the_draft_that_its_page_knew(session: ItemSession) -> None:
    drafts.save(session, transposed(session) + " ", 0, NOW)

    answered(session, transposed(session), known_draft=1)

    assert stored(session) == ("", 2)


def test_an_answer_given_before_takes_what_was_typed_between() -> None:
    session = a_session(mode="deferred")
    answered(session, right(session))
    drafts.save(session, transposed(session), 0, NOW)

    answered(place(session.attempt), right(session), known_draft=1)

    assert stored(session) == ("", 2)
    assert submitted(session).attempt.score == 1


@pytest.mark.parametrize("late", [timedelta(seconds=6), timedelta(hours=1)])
def test_after_the_end_it_takes_nothing(late: timedelta) -> None:
    session = a_session(mode="deferred", time_limit=timedelta(minutes=20))
    answered(session, transposed(session))
    drafts.save(session, right(session), 0, NOW)

    answered(place(session.attempt), transposed(session), NOW + timedelta(minutes=20) + late, known_draft=1)

    assert submitted(session).attempt.score == 1


def test_an_answer_takes_the_draft_that_says_the_same(session: ItemSession) -> None:
    drafts.save(session, transposed(session), 0, NOW)

    answered(session, transposed(session))

    assert stored(session) == ("", 2)


def test_an_answer_leaves_what_another_window_typed_since(session: ItemSession) -> None:
    drafts.save(session, "typed there", 0, NOW)

    answered(session, transposed(session), known_draft=0)

    assert stored(session) == ("typed there", 1)


def test_a_submitted_attempt_hands_in_what_was_typed_when_it_was_typed(session: ItemSession) -> None:
    drafts.save(session, right(session), 0, NOW)
    attempts.submit(session.attempt, NOW + timedelta(hours=1))

    response = Response.objects.get()
    assert (response.raw, response.score, response.created_at) == (right(session), 1, NOW)
    session.attempt.refresh_from_db()
    assert (session.attempt.score, session.attempt.points) == (1, 1)


def test_what_cannot_be_read_is_not_handed_in(session: ItemSession) -> None:
    drafts.save(session, "two by", 0, NOW)

    there = submitted(session)

    assert (Response.objects.count(), there.tries_used, there.draft) == (0, 0, "two by")
    assert there.attempt.submitted_at == NOW


def test_a_draft_that_was_answered_already_is_not_handed_in_again(session: ItemSession) -> None:
    answered(session, transposed(session))
    drafts.save(session, transposed(session) + " ", 0, NOW)

    submitted(session)

    assert Response.objects.count() == 1


def test_a_broken_item_keeps_nobody_from_submitting(session: ItemSession, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.save(session, right(session), 0, NOW)
    monkeypatch.setattr(attempts, "grade", lambda *_: 1 / 0)

    assert submitted(session).attempt.submitted_at == NOW
