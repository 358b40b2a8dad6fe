from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.models import Accommodation, Attempt, Group
from tests.factories import NOW, a_started_attempt

DAY = timedelta(days=1)

# Slow, as all later migrations are taken back and done again.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def _there_and_back() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("assessments"))


@pytest.mark.usefixtures("_there_and_back")
def test_older_attempts_get_the_latest_of_their_learners_extensions(
    alice: AbstractBaseUser, bob: AbstractBaseUser
) -> None:
    extended, usual = a_started_attempt(alice), a_started_attempt(bob)
    group = Group.objects.create(course=extended.assessment.course, title="Evening")
    group.members.add(alice)
    for who, days in ({"group": group}, 2), ({"learner": alice}, 1):
        Accommodation.objects.create(course=group.course, closes_at=NOW + days * DAY, **who)

    for name in ("0028_own_dates", "0029_fill_own_dates"):
        MigrationExecutor(connection).migrate([("assessments", name)])

    found = [Attempt.objects.get(pk=attempt.pk).closes_at for attempt in (extended, usual)]
    assert found == [NOW + 2 * DAY, None]
