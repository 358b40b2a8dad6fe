"""Points set by hand on the attempt's page."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, Event
from assessments.services.taking import attempts
from tests.factories import NOW, a_course, a_member, a_started_attempt, answered, place, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(db: None) -> Attempt:
    attempt = a_started_attempt(course=a_course())
    answered(place(attempt), transposed(place(attempt)))
    attempts.submit(attempt, NOW)
    return attempt


def as_a(role: str, client: Client, attempt: Attempt) -> Client:
    client.force_login(a_member(attempt.assessment.course, role, username=role))
    return client


def set_points(client: Client, attempt: Attempt, **fields: str) -> str:
    url = reverse("admin:assessments_attempt_change", args=[attempt.pk])
    data = {f"override-{name}": value for name, value in fields.items()}
    return " ".join(client.post(url, data, follow=True).text.split())


def score(attempt: Attempt) -> float:
    return Attempt.objects.get(pk=attempt.pk).score


def test_a_question_gets_points_with_a_reason(client: Client, attempt: Attempt) -> None:
    shown = set_points(as_a("owner", client, attempt), attempt, place="1", points="0.5", reason="Said it well")

    assert score(attempt) == 0.5
    assert "<b>Question 1: 0.5 points.</b> Said it well" in shown
    assert Event.objects.get(verb="override").facts == {
        "question": 1,
        "from": None,
        "to": 0.5,
        "score": 0.0,
        "reason": "Said it well",
    }


def test_the_whole_attempt_does_and_gets_back_what_was_judged(client: Client, attempt: Attempt) -> None:
    owner = as_a("instructor", client, attempt)

    set_points(owner, attempt, place="", points="1", reason="A bad day")
    assert score(attempt) == 1

    set_points(owner, attempt, place="", points="", reason="No")
    assert score(attempt) == 0


def test_points_of_a_question_say_so_where_those_of_the_whole_count(client: Client, attempt: Attempt) -> None:
    owner = as_a("owner", client, attempt)
    set_points(owner, attempt, place="", points="1", reason="A bad day")

    shown = set_points(owner, attempt, place="1", points="0.5", reason="Said it well")

    assert score(attempt) == 1
    assert "The whole attempt still counts with the points that were set for it: 1." in shown


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"points": "1"}, "This field is required"),
        ({"points": "7", "reason": "x"}, "7 points are not between 0 and 1."),
        ({"points": "lots", "reason": "x"}, "Enter a number."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_set(
    client: Client, attempt: Attempt, fields: dict[str, str], why: str
) -> None:
    assert why in set_points(as_a("owner", client, attempt), attempt, **fields)
    assert score(attempt) == 0


def test_an_assistant_sees_and_does_not_set(client: Client, attempt: Attempt) -> None:
    assistant = as_a("assistant", client, attempt)
    url = reverse("admin:assessments_attempt_change", args=[attempt.pk])

    assert "Set points" not in assistant.get(url).text
    assert assistant.post(url, {"override-points": "1", "override-reason": "x"}).status_code == 403
    assert score(attempt) == 0


def test_a_running_attempt_cannot_be_set_yet(client: Client) -> None:
    running = a_started_attempt()

    set_points(as_a("owner", client, running), running, points="1", reason="x")

    assert Attempt.objects.get(pk=running.pk).override is None
