from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction

from assessments.models import Attempt, Course, Endpoint, Notice
from assessments.models.hooks import EVENTS
from assessments.services import banks
from assessments.services.hooks import endpoints, telling
from assessments.services.hooks.endpoints import Wanted
from assessments.services.marks import override_attempt
from assessments.services.taking import attempts
from assessments.services.taking.starting import practise, preview
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_started_attempt,
    an_item,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def endpoint(course: Course) -> Endpoint:
    return an_endpoint(course)


def an_endpoint(course: Course, *events: str) -> Endpoint:
    wanted = Wanted(course, "Dashboard", "https://dashboard.example/hooks", events or list(EVENTS))
    return endpoints.make(wanted, None, NOW)[0]


def told() -> list[tuple[str, Any]]:
    return [(notice.type, notice.data.get("score")) for notice in Notice.objects.order_by("pk")]


def test_a_score_that_changes_and_a_submission_are_told(course: Course, endpoint: Endpoint) -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item(), course=course)

    answered(place(attempt, 1), right(place(attempt, 1)))
    answered(place(attempt, 2), transposed(place(attempt, 2)))
    attempts.submit(attempt, NOW)

    assert told() == [("score.changed", 1), ("attempt.submitted", 1)]
    assert Notice.objects.get(type="attempt.submitted").data == {
        "attempt": str(attempt.pk),
        "assessment": attempt.assessment.slug,
        "learner": attempt.learner_id,
        "score": 1,
        "points": 2,
        "submitted_at": "2020-03-02T09:00:00+00:00",
    }


def test_nothing_in_it_names_a_person_or_tells_a_key(course: Course, endpoint: Endpoint) -> None:
    learner = a_learner("ada-lovelace", first_name="Ada", last_name="Lovelace", email="ada@example.org")
    attempt = a_started_attempt(learner, a_published_item(), a_published_item(), course=course)
    answered(place(attempt), right(place(attempt)))
    attempts.submit(attempt, NOW)

    text = json.dumps(list(Notice.objects.values_list("data", flat=True)))

    assert [word for word in ("ada", "lovelace", right(place(attempt, 2))) if word in text.lower()] == []


def test_a_transaction_that_fails_tells_nothing(course: Course, endpoint: Endpoint) -> None:
    attempt = a_started_attempt(course=course)

    with transaction.atomic():
        attempts.submit(attempt, NOW)
        transaction.set_rollback(True)

    assert told() == []


def test_practice_previews_and_other_courses_are_nobodys_business(course: Course, endpoint: Endpoint) -> None:
    attempts.submit(a_started_attempt(), NOW)
    attempts.submit(preview(a_learner(), a_started_attempt(course=course).assessment, NOW), NOW)
    bank = a_bank(course=course)
    a_published_item(bank=bank)
    Notice.objects.all().delete()
    attempts.submit(practise(a_learner(), bank, NOW), NOW)

    assert told() == []


def test_each_endpoint_hears_what_it_asked_for_under_one_id(course: Course, endpoint: Endpoint) -> None:
    other = an_endpoint(course, "attempt.submitted")
    attempt = a_started_attempt(course=course)

    answered(place(attempt), right(place(attempt)))
    attempts.submit(attempt, NOW)

    assert [notice.type for notice in other.notices.all()] == ["attempt.submitted"]
    assert Notice.objects.filter(type="attempt.submitted").values("event").distinct().count() == 1


def test_points_set_by_hand_are_told_of(course: Course, endpoint: Endpoint) -> None:
    attempt = a_started_attempt(course=course)
    attempts.submit(attempt, NOW)

    override_attempt(attempt, 1, "Kindness", a_learner(), NOW)

    assert told() == [("attempt.submitted", 0), ("score.changed", 1)]


def test_a_published_item_is_told_by_its_names(course: Course, endpoint: Endpoint) -> None:
    item = an_item(bank=a_bank(course=course))

    banks.publish(item, None, NOW)

    data = {"bank": item.bank.slug, "item": item.slug, "revision": 1}
    assert [(notice.type, notice.data) for notice in Notice.objects.all()] == [("item.published", data)]


def test_where_nobody_listens_an_answer_takes_no_further_query(course: Course, django_assert_num_queries: Any) -> None:
    attempt = a_started_attempt(course=course)
    session, key = place(attempt), right(place(attempt))

    with django_assert_num_queries(9):
        answered(session, key)


def test_a_learning_record_store_hears_of_every_step(course: Course, settings: Any) -> None:
    settings.XAPI_URL = "https://lrs.example/xapi"
    attempt = a_started_attempt(course=course, pass_mark=100)

    answered(place(attempt), right(place(attempt)))
    attempts.submit(Attempt.objects.get(pk=attempt.pk), NOW)

    assert [kind for kind, _ in told()] == ["attempt.started", "response.judged", "attempt.submitted", "attempt.passed"]
    assert set(Notice.objects.values_list("endpoint", flat=True)) == {telling.STORE}
