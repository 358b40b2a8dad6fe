from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import DateTimeField, IntegerField, QuerySet, UUIDField
from django.test.utils import CaptureQueriesContext

from assessments.models import Attempt, ItemSession, Response
from assessments.prepared import Given, Insert, Prepared, Update, prepared
from tests.factories import NOW, a_started_attempt

pytestmark = pytest.mark.django_db

made: list[tuple[Given, ...]] = []


def begun(attempt: Given, before: Given) -> QuerySet[Attempt]:
    made.append((attempt, before))
    return Attempt.objects.select_related("learner").filter(pk=attempt, started_at__lt=before, submitted_at=None)


@pytest.fixture
def ask() -> Prepared[Attempt]:
    made.clear()
    return prepared(attempt=UUIDField(), before=DateTimeField())(begun)


LATER = NOW + timedelta(days=1)


def test_it_finds_what_the_queryset_finds(
    alice: AbstractBaseUser, bob: AbstractBaseUser, ask: Prepared[Attempt]
) -> None:
    hers, his = a_started_attempt(alice), a_started_attempt(bob)

    assert [ask(one.pk, LATER) for one in (hers, his)] == [[hers], [his]]
    assert ask(hers.pk, hers.started_at) == []
    assert ask.first(his.pk, LATER) == his
    assert ask.first(uuid4(), LATER) is None


def test_its_rows_are_whole(alice: AbstractBaseUser, ask: Prepared[Attempt], django_assert_num_queries: Any) -> None:
    attempt = a_started_attempt(alice)

    with django_assert_num_queries(1):
        (found,) = ask(attempt.pk, LATER)
        assert found.learner == alice

    assert isinstance(found.pk, UUID)
    assert found.started_at == attempt.started_at


def test_it_is_made_once_and_asked_each_time(alice: AbstractBaseUser, ask: Prepared[Attempt]) -> None:
    attempt = a_started_attempt(alice)

    with CaptureQueriesContext(connection) as asked:
        first = ask(attempt.pk, LATER)
        Attempt.objects.filter(pk=attempt.pk).update(score=7)
        second = ask(attempt.pk, LATER)

    assert [one.score for one in (*first, *second)] == [0, 7]
    assert len(asked) == 3
    assert len(made) == 1


def test_each_thread_has_its_own(alice: AbstractBaseUser, ask: Prepared[Attempt]) -> None:
    ask(uuid4(), LATER)
    thread = Thread(target=ask.compiled)
    thread.start()
    thread.join()

    assert len(made) == 2


def test_it_is_made_anew_for_another_connection(monkeypatch: pytest.MonkeyPatch, ask: Prepared[Attempt]) -> None:
    before = ask.compiled()
    monkeypatch.setattr(before.compiler, "connection", None)

    assert ask.compiled() is not before


def test_as_many_values_as_places(ask: Prepared[Attempt]) -> None:
    with pytest.raises(ValueError, match="shorter"):
        ask(uuid4())


@pytest.mark.parametrize("number", [2**63, -(10**30)])
def test_what_no_column_holds_is_not_found(alice: AbstractBaseUser, number: int) -> None:
    of = prepared(learner=IntegerField())(lambda learner: Attempt.objects.filter(learner=learner))
    attempt = a_started_attempt(alice)

    assert of(alice.pk) == [attempt]
    assert of(number) == []


def test_an_update_writes_the_columns_that_it_names(alice: AbstractBaseUser, django_assert_num_queries: Any) -> None:
    write, attempt = Update(Attempt, "score", "submitted_at"), a_started_attempt(alice)
    other = a_started_attempt(alice)
    attempt.score, attempt.submitted_at, attempt.points = 7, NOW, 99

    with django_assert_num_queries(1):
        write(attempt)

    found = Attempt.objects.get(pk=attempt.pk)
    assert (found.score, found.submitted_at, found.points) == (7, NOW, other.points)
    assert Attempt.objects.get(pk=other.pk).score == 0
    attempt.score = 8
    write(attempt)
    assert Attempt.objects.get(pk=attempt.pk).score == 8


def test_an_update_of_a_row_that_is_gone_is_a_fault(alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)
    Attempt.objects.filter(pk=attempt.pk).delete()

    with pytest.raises(DatabaseError, match="is not there"):
        Update(Attempt, "score")(attempt)


def test_an_insert_writes_a_whole_row_and_numbers_it(session: ItemSession, django_assert_num_queries: Any) -> None:
    add = Insert(Response)
    facts = {"raw": "50%", "read_as": "50 %s", "key": "", "score": 0.5, "parts": [{"a": 1}], "created_at": NOW}
    rows = [Response(session=session, intent=uuid4(), **facts) for _ in range(2)]

    with django_assert_num_queries(2):
        for row in rows:
            add(row)

    assert [*Response.objects.order_by("pk")] == rows
    found = Response.objects.get(pk=rows[0].pk)
    assert {name: getattr(found, name) for name in facts} == facts
    assert (found.intent, found.session, rows[0]._state.adding) == (rows[0].intent, session, False)


def test_an_insert_of_what_is_there_is_refused(session: ItemSession) -> None:
    add, facts = Insert(Response), {"session": session, "intent": uuid4(), "score": 0, "created_at": NOW}
    add(Response(**facts))

    with pytest.raises(IntegrityError), transaction.atomic():
        add(Response(**facts))
