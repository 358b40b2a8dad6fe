from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from assessments.models import Endpoint, Launch, Notice
from assessments.services.background import tidying
from assessments.services.background.tidying import tidy
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def ago(days: float) -> object:
    return now() - timedelta(days=days)


def test_work_that_is_done_is_kept_for_a_week_and_what_was_given_up_for_longer() -> None:
    for status, days in (("SUCCESSFUL", 8), ("SUCCESSFUL", 6), ("FAILED", 91), ("FAILED", 8)):
        tidy.enqueue()
        DBTaskResult.objects.filter(finished_at=None).update(status=status, finished_at=ago(days))

    tidy.call()

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


def test_notices_are_kept_for_a_month_and_those_that_wait_for_as_long_as_they_do() -> None:
    endpoint = Endpoint.objects.create(title="x", url="https://x.example", events=[], created_at=NOW)
    for days, state in ((31, "sent"), (31, "parked"), (29, "sent"), (31, "waiting")):
        Notice.objects.create(
            event=uuid4(), endpoint=endpoint, type="x", at=ago(days), due_at=NOW, data={}, state=state
        )

    tidy.call()

    assert sorted(Notice.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_launches_turned_away_are_kept_for_a_month_and_no_more_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MOST_REFUSED", 2)
    for days, refusal in ((401, ""), (399, ""), (31, "state"), (3, "third"), (2, "second"), (1, "first")):
        Launch.objects.create(at=ago(days), refusal=refusal)

    tidy.call()

    assert sorted(Launch.objects.values_list("refusal", flat=True)) == ["", "first", "second"]
