from __future__ import annotations

import pytest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from assessments.models import Item, Proving
from assessments.queries.background import TRIES, is_stuck
from assessments.services import publishing
from assessments.services.background import running
from assessments.services.errors import Unpublishable
from tests.factories import NOW, a_learner, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(monkeypatch: pytest.MonkeyPatch) -> Item:
    monkeypatch.setattr(publishing, "BIG", 1)
    return an_item()


def test_a_small_space_and_one_that_nobody_works_for_are_proven_at_once(
    item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not publishing.is_for_a_worker(item, now())

    running.beat("w", now())

    assert publishing.is_for_a_worker(item, now())
    monkeypatch.setattr(publishing, "BIG", 3)
    assert not publishing.is_for_a_worker(item, now())


def test_what_is_asked_for_is_published_by_a_worker(item: Item) -> None:
    asked = publishing.ask(item, a_learner("tess"), NOW, "First")

    assert (asked.state, Item.objects.get().current) == ("waiting", None)
    assert running.run_next("w")
    asked.refresh_from_db()
    assert (asked.state, asked.revision.number, asked.revision.note) == ("proven", 1, "First")
    assert asked.revision.published_by.get_username() == "tess"
    assert asked.report["verified"] == asked.report["posable"] > 0


def test_asked_twice_it_is_done_once(item: Item) -> None:
    first, second = publishing.ask(item, None, NOW), publishing.ask(item, None, NOW)

    assert (first, DBTaskResult.objects.count()) == (second, 1)


def test_a_worker_that_died_after_publishing_publishes_no_second_revision(item: Item) -> None:
    asked = publishing.ask(item, None, NOW)
    publishing.prove.call(asked.pk)
    Proving.objects.update(state="waiting", revision=None)

    assert running.run_next("w")

    assert (item.revisions.count(), Proving.objects.get().revision.number) == (1, 1)


def test_a_draft_that_was_changed_meanwhile_is_not_published(item: Item) -> None:
    publishing.ask(item, None, NOW)
    Item.objects.update(draft=item.draft | {"domains": {"hidden_size": [2]}})

    running.run_next("w")

    asked = Proving.objects.get()
    assert (asked.state, asked.why) == ("refused", "The draft was changed after this was asked for. Ask again.")
    assert item.revisions.count() == 0


def test_what_does_not_hold_is_refused_with_its_faults(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: object) -> None:
        raise Unpublishable("Verification failed.", ["one variant"])

    publishing.ask(item, None, NOW)
    monkeypatch.setattr(publishing, "publish", refuse)

    running.run_next("w")

    asked = Proving.objects.get()
    assert (asked.state, asked.why, asked.faults) == ("refused", "Verification failed.", ["one variant"])


def test_proving_alone_publishes_nothing(item: Item) -> None:
    publishing.ask(item, None, NOW, publishes=False)

    running.run_next("w")

    assert (Proving.objects.get().state, item.revisions.count()) == ("proven", 0)


def test_what_was_given_up_starts_anew_when_it_is_asked_for_again(item: Item) -> None:
    asked = publishing.ask(item, None, NOW)
    DBTaskResult.objects.update(status="FAILED", worker_ids=["w"] * TRIES)
    assert is_stuck(asked)

    again = publishing.ask(item, None, NOW)

    assert (again, is_stuck(again)) == (asked, False)
    assert running.run_next("w")
    assert Proving.objects.get().state == "proven"
