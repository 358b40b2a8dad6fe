from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.services import audit
from tests.factories import NOW, a_course

pytestmark = pytest.mark.django_db


def told() -> str:
    out = StringIO()
    call_command("audit", stdout=out, stderr=out)
    return out.getvalue()


def test_it_names_the_last_hash() -> None:
    event = [audit.record(None, "try", a_course(), {}, NOW) for _ in range(2)][-1]

    assert told() == f"2 events, whole; the last is {event.hash}\n"


def test_without_events_there_is_nothing_to_check() -> None:
    assert told() == "no events yet\n"


def test_it_fails_where_something_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    audit.record(None, "try", a_course(), {}, NOW)
    monkeypatch.setattr("assessments.queries.events.BEGINNING", "f" * 64)

    with pytest.raises(CommandError, match="broken in 1 places"):
        told()
