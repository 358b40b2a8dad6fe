from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from assessments.models import Response
from tests.factories import a_session, answered, transposed

BEFORE, AFTER = "0002_immutable_rows", "0003_response_diagnosis"

# Slow, as all later migrations are taken back and done again.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def migrate(name: str) -> None:
    MigrationExecutor(connection).migrate([("assessments", name)])


@pytest.fixture
def _there_and_back() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("assessments"))


@pytest.mark.usefixtures("_there_and_back")
def test_an_older_response_keeps_its_mistake_and_cannot_be_edited() -> None:
    session = a_session()
    answered(session, transposed(session))
    migrate(BEFORE)
    migrate(AFTER)

    (response,) = Response.objects.all()

    assert (response.diagnosis, response.parts, str(response.diagnosed)) == ("", None, "transposed")
    for column in ("read_as", "diagnosis", "remark"):
        with pytest.raises(IntegrityError, match="never edited"):
            Response.objects.update(**{column: "edited"})


@pytest.mark.usefixtures("_there_and_back")
def test_before_and_after_a_trigger_stands() -> None:
    session = a_session()
    answered(session, transposed(session))
    migrate(BEFORE)

    with pytest.raises(IntegrityError, match="never edited"), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_response SET read_as = 'edited'")
