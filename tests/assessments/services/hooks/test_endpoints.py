from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Course, Endpoint, Event, Notice
from assessments.models.hooks import must_be_events, must_be_https
from assessments.services.errors import Refused
from assessments.services.hooks import endpoints, telling
from assessments.services.hooks.endpoints import MOST, Wanted, secrets_of
from tests.factories import NOW, a_course, a_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return a_course()


def wanted(course: Course) -> Wanted:
    return Wanted(course, "Dashboard", "https://dashboard.example/", ["score.changed"])


def test_a_secret_is_long_shown_once_and_kept_under_lock(course: Course) -> None:
    endpoint, secret = endpoints.make(wanted(course), a_learner("tess"), NOW)

    assert (secret.startswith("whsec_"), len(secret)) == (True, 50)
    assert secret.removeprefix("whsec_") not in Endpoint.objects.values_list("secret", flat=True)[0]
    assert secrets_of(endpoint, NOW) == [secret]
    assert [(event.verb, secret in event.facts_text) for event in Event.objects.all()] == [("make webhook", False)]


def test_for_a_day_the_old_secret_holds_as_well(course: Course) -> None:
    endpoint, old = endpoints.make(wanted(course), None, NOW)

    new = endpoints.rotate(endpoint, None, NOW)

    endpoint.refresh_from_db()
    assert secrets_of(endpoint, NOW + timedelta(hours=23)) == [new, old]
    assert secrets_of(endpoint, NOW + timedelta(hours=24)) == [new]


def test_what_waits_for_one_that_is_switched_off_is_parked_and_nothing_is_added(course: Course) -> None:
    endpoint, _ = endpoints.make(wanted(course), None, NOW)
    telling.tell(course.pk, "score.changed", [{"n": 1}], NOW)

    endpoints.disable(endpoint, "Enough.", NOW)
    telling.tell(course.pk, "score.changed", [{"n": 2}], NOW)

    assert [(one.state, one.reason, one.data) for one in Notice.objects.all()] == [("parked", "Enough.", {"n": 1})]
    endpoints.enable(Endpoint.objects.get(), None, NOW)
    assert Endpoint.objects.get().disabled_at is None


def test_a_course_has_so_many_and_no_more(course: Course) -> None:
    for _ in range(MOST):
        endpoints.make(wanted(course), None, NOW)

    with pytest.raises(Refused):
        endpoints.make(wanted(course), None, NOW)


@pytest.mark.parametrize("events", [[], "score.changed", ["score"], [7], None, [["score.changed"]]])
def test_events_are_some_of_those_that_there_are(events: object) -> None:
    with pytest.raises(ValidationError):
        must_be_events(events)


def test_addresses_are_encrypted_ones() -> None:
    with pytest.raises(ValidationError):
        must_be_https("http://dashboard.example/")
