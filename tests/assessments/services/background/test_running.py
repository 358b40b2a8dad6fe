from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils.timezone import now
from django_tasks import task
from django_tasks_db.compat import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from assessments.models import Worker
from assessments.queries.background import LEASE, TRIES, parked, waiting_since
from assessments.services.background import running

pytestmark = pytest.mark.django_db
DONE: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_done(caplog: pytest.LogCaptureFixture) -> None:
    DONE.clear()
    caplog.set_level(logging.CRITICAL, "assessments")


@task
def note(text: str) -> None:
    DONE.append(text)


@task
def stumble(times: int) -> None:
    DONE.append("tried")
    if len(DONE) <= times:
        raise LookupError("not yet")


def all_due() -> None:
    """As if every pause were over."""
    DBTaskResult.objects.filter(status=Status.READY).update(run_after=now() - timedelta(seconds=1))


def the_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_what_is_put_in_is_done_once_in_its_order() -> None:
    note.enqueue("one")
    note.enqueue("two")

    assert [running.run_next("w") for _ in range(3)] == [True, True, False]
    assert DONE == ["one", "two"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {Status.SUCCESSFUL}


def test_what_is_put_in_by_a_transaction_that_fails_was_never_there() -> None:
    with transaction.atomic():
        note.enqueue("never")
        transaction.set_rollback(True)

    assert not running.run_next("w")


def test_what_fails_is_tried_again_after_a_pause() -> None:
    stumble.enqueue(1)

    assert running.run_next("w")
    assert not running.run_next("w")
    row = the_row()
    assert (row.status, row.exception_class_path, "not yet" in row.traceback) == (Status.READY, "LookupError", True)
    all_due()
    assert running.run_next("w")
    row = the_row()
    assert (row.status, row.traceback, len(DONE)) == (Status.SUCCESSFUL, "", 2)


def test_after_the_last_try_it_is_parked_with_its_reason_until_somebody_tries_again() -> None:
    stumble.enqueue(TRIES)

    while running.run_next("w"):
        all_due()

    assert (len(DONE), the_row().status, the_row().exception_class_path) == (TRIES, Status.FAILED, "LookupError")
    assert running.try_again(parked(), now()) == 1
    assert running.run_next("w")
    assert the_row().status == Status.SUCCESSFUL


def test_what_a_dead_worker_holds_is_given_back_and_what_a_living_one_holds_is_not() -> None:
    note.enqueue("held by the dead")
    running.beat("dead", now() - LEASE)
    running.claimed("dead")
    note.enqueue("held by the living")
    running.beat("living", now())
    running.claimed("living")

    assert running.reap(now()) == 1
    all_due()

    assert running.run_next("living")
    assert DONE == ["held by the dead"]


def test_a_worker_that_begins_meanwhile_keeps_what_it_takes() -> None:
    note.enqueue("held by the new one")
    begins = iter([lambda: running.beat("new", now()), lambda: running.claimed("new")])

    def between(execute: Callable[..., Any], *statement: Any) -> Any:
        found = execute(*statement)
        for begin in begins:
            begin()
        return found

    with connection.execute_wrapper(between):
        assert running.reap(now()) == 0
    assert the_row().worker_ids == ["new"]


def test_a_task_that_kills_its_workers_is_parked() -> None:
    note.enqueue("deadly")

    for number in range(TRIES):
        assert running.claimed(f"dead {number}")
        assert running.reap(now()) == 1
        all_due()

    assert (the_row().status, the_row().exception_class_path) == (Status.FAILED, "its worker died")
    assert not running.run_next("w")


def test_one_thought_dead_that_ends_after_all_changes_nothing() -> None:
    note.enqueue("slow")
    slow = running.claimed("slow")
    running.reap(now())
    all_due()
    quick = running.claimed("quick")

    running.given_back(slow, now(), "late", "LateError")

    assert running.held(slow).count() == 0
    assert running.held(quick).count() == 1
    assert the_row().exception_class_path == "its worker died"


def test_a_task_that_the_code_does_not_know_is_a_failure_like_any_other() -> None:
    note.enqueue("of a newer version")
    DBTaskResult.objects.update(task_path="assessments.not_there.yet")

    assert running.run_next("w")

    assert (the_row().status, the_row().exception_class_path) == (Status.READY, "ModuleNotFoundError")


def test_whoever_leaves_well_is_missed_at_once() -> None:
    running.beat("w", now())
    assert running.is_served(now())
    running.beat("w", now())

    running.leave("w")

    assert not running.is_served(now())


def test_workers_of_long_ago_are_forgotten() -> None:
    running.beat("old", now() - timedelta(days=2))
    running.beat("new", now())

    assert [worker.name for worker in Worker.objects.all()] == ["new"]


def test_every_start_has_a_name_of_its_own_that_fits() -> None:
    names = {running.a_name() for _ in range(50)}

    assert (len(names), max(map(len, names)) <= 64) == (50, True)


def test_waiting_is_what_is_due_for_long_enough() -> None:
    note.enqueue("now")
    note.using(run_after=now() + timedelta(hours=1)).enqueue("later")

    assert (waiting_since(now()).count(), waiting_since(now(), timedelta(minutes=1)).count()) == (1, 0)
