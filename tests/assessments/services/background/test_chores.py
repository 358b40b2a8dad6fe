from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from assessments.models import Chore
from assessments.services.background.chores import begin_due, last_night
from assessments.services.background.tidying import tidy

CHORES = {"tidy": tidy}


@pytest.mark.parametrize(
    ("zone", "at", "due"),
    [
        ("UTC", "2026-03-02T02:59:00+00:00", "2026-03-01T03:00:00+00:00"),
        ("UTC", "2026-03-02T03:00:00+00:00", "2026-03-02T03:00:00+00:00"),
        ("Asia/Tokyo", "2026-03-02T03:00:00+00:00", "2026-03-01T18:00:00+00:00"),
    ],
)
def test_a_night_is_over_at_three_where_the_service_is(settings: object, zone: str, at: str, due: str) -> None:
    settings.TIME_ZONE = zone

    assert last_night(datetime.fromisoformat(at)) == datetime.fromisoformat(due)


@pytest.mark.django_db
def test_each_night_it_is_begun_by_one_worker() -> None:
    at = now()

    assert [begin_due(CHORES, at) for _ in range(3)] == [1, 0, 0]
    assert begin_due(CHORES, at + timedelta(days=1)) == 1
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_of_two_workers_at_one_moment_one_begins_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first has written."""
    Chore.objects.create(name="tidy", begun_at=now())
    monkeypatch.setattr(Chore.objects, "filter", lambda **asked: Chore.objects.none())

    assert begin_due(CHORES, now()) == 0
    assert DBTaskResult.objects.count() == 0
