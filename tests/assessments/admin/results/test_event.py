from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from assessments.admin.results.event import brief, who
from assessments.models import Event
from assessments.services.audit import record
from tests.factories import NOW, a_course, a_learner, a_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        (
            {"never_lower": True, "reason": "A slip", "revision": None, "disregard": []},
            "never lower: True; reason: A slip",
        ),
        ({"digest": "d" * 64, "revision": 0}, "digest: dddddddd…; revision: 0"),
        ({"reason": "so " * 60}, "reason: " + "so " * 27 + "…"),
    ],
)
def test_what_is_set_of_the_facts_is_told_in_a_line(facts: dict[str, object], told: str) -> None:
    assert brief(record(None, "regrade", a_course(), facts, NOW)) == told


def test_who_did_it_is_told_even_if_they_are_gone() -> None:
    course, person = a_course(), a_learner("olga")
    record(None, "publish", course, {}, NOW), record(person, "publish", course, {}, NOW)
    events = Event.objects.select_related("actor").order_by("number")

    before = [who(event) for event in events]
    person.delete()

    assert (before, [who(event) for event in events.all()]) == (
        ["a command", "olga"],
        ["a command", "someone who is gone"],
    )


def test_the_list_shortens_long_names(client: Client) -> None:
    course = a_course()
    client.force_login(a_member(course, "owner"))
    event = record(None, "publish", course, {}, NOW)
    event_of_a_uuid = Event(**{field.attname: getattr(event, field.attname) for field in Event._meta.fields})
    event_of_a_uuid.number, event_of_a_uuid.subject_id = event.number + 1, str(UUID(int=7))
    event_of_a_uuid.save()

    page = client.get(reverse("admin:assessments_event_changelist")).text

    assert f"course {course.pk}" in page
    assert "course 00000000…" in page
