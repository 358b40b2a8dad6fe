"""A regrade in the admin: begun, looked through, applied, undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, Course, Regrade
from assessments.services.taking import attempts
from tests.assessments.services.regrading.miskeyed import Answering, a_miskeyed_quiz, mended
from tests.factories import NOW, a_course, a_member, a_published_item, a_session, a_started_attempt, answered, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return a_course(open_to_all=False)


@pytest.fixture
def made(course: Course) -> Answering:
    made = a_miskeyed_quiz(course=course)
    made.crowd(3)
    mended(made.item)
    return made


@pytest.fixture
def as_olga(client: Client, course: Course) -> Client:
    client.force_login(a_member(course, "owner", username="olga"))
    return client


def begun(client: Client, made: Answering, **choices: object) -> Regrade:
    url = reverse("admin:assessments_regrade_add") + f"?assessment={made.quiz.pk}"
    chosen = {"item": made.item.pk, "revision": made.item.current_id, "reason": "A slip", **choices}
    response = client.post(url, chosen)
    assert response.status_code == 302, response.text
    return Regrade.objects.get()


def page(client: Client, regrade: Regrade) -> str:
    return " ".join(client.get(reverse("admin:assessments_regrade_change", args=[regrade.pk])).text.split())


def decided(client: Client, regrade: Regrade, button: str) -> str:
    url = reverse("admin:assessments_regrade_change", args=[regrade.pk])
    return " ".join(client.post(url, {button: "1"}, follow=True).text.split())


def scores() -> list[float]:
    return [one.score for one in Attempt.objects.order_by("learner_id")]


def test_a_dry_run_is_shown_before_anything_changes(as_olga: Client, made: Answering) -> None:
    shown = page(as_olga, begun(as_olga, made))

    assert "Dry run: nothing has changed yet" in shown
    assert "<dt>Scores up</dt><dd>1</dd>" in shown
    assert "<dt>Scores down</dt><dd>1</dd>" in shown
    assert "question 1: “tanh” was 100% right and is 0%: the key is “sigmoid”, not “tanh”" in shown
    assert "Apply: change 2 scores" in shown
    assert scores() == [0.75, 1]


def test_applied_and_undone(as_olga: Client, made: Answering) -> None:
    regrade = begun(as_olga, made)

    assert "Undo: give 2 scores back" in decided(as_olga, regrade, "_apply")
    assert scores() == [1, 0]

    assert "every score is what it was" in decided(as_olga, regrade, "_undo")
    assert scores() == [0.75, 1]


def test_why_not_is_said_in_the_form(as_olga: Client, made: Answering) -> None:
    url = reverse("admin:assessments_regrade_add") + f"?assessment={made.quiz.pk}"

    response = as_olga.post(url, {"item": made.item.pk, "disregard": "tanh"})

    assert response.status_code == 422
    assert "none can be disregarded" in response.text
    assert not Regrade.objects.exists()


def test_an_answer_that_cannot_be_read_any_more_is_told_in_the_form(as_olga: Client, course: Course) -> None:
    """That one option was enough shows only where it is judged that two are needed."""
    texts = [{"text": text, "right": text != "ReLU"} for text in ("sigmoid", "tanh", "ReLU")]
    item = a_published_item("authored-choice", stem="Which?", given={"options": texts, "select": "many"})
    session = a_session(None, item, course=course)
    answered(session, "tanh")
    attempts.submit(session.attempt, NOW)
    item.draft = item.draft | {"format": {"min_select": 2}}
    published(item)

    url = reverse("admin:assessments_regrade_add") + f"?assessment={session.attempt.assessment_id}"
    response = as_olga.post(url, {"item": item.pk, "revision": item.current_id})

    assert (response.status_code, Regrade.objects.exists()) == (422, False)
    assert "The answer “tanh” cannot be read as one." in response.text


def test_a_revision_brings_its_question(as_olga: Client, made: Answering) -> None:
    assert begun(as_olga, made, item="").item == made.item


def test_a_long_dry_run_goes_on_at_a_button(as_olga: Client, made: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("assessments.admin.regrading.regrade.AT_ONCE", 0)
        regrade = begun(as_olga, made)
    assert "Dry run, 0% through" in page(as_olga, regrade)

    assert "Apply: change 2 scores" in decided(as_olga, regrade, "_go_on")


def test_an_assistant_looks_and_does_not_decide(client: Client, course: Course, made: Answering) -> None:
    owner = a_member(course, "owner")
    client.force_login(owner)
    regrade = begun(client, made)
    client.force_login(a_member(course, "assistant"))

    assert "Apply" not in page(client, regrade)
    url = reverse("admin:assessments_regrade_change", args=[regrade.pk])
    assert client.post(url, {"_apply": "1"}).status_code == 403
    assert scores() == [0.75, 1]


def test_another_courses_quiz_cannot_be_chosen(client: Client, made: Answering) -> None:
    client.force_login(a_member(a_course(), "owner"))
    add = reverse("admin:assessments_regrade_add")

    assert made.quiz.title not in client.get(add).text.partition("Which quiz?")[2]
    assert client.get(f"{add}?assessment={made.quiz.pk}").status_code == 404


def test_a_refusal_is_a_message(as_olga: Client, made: Answering, tess: AbstractBaseUser) -> None:
    regrade = begun(as_olga, made)

    assert "never applied" in decided(as_olga, regrade, "_undo")


def picked(client: Client, *attempts: Attempt) -> Any:
    chosen = {"action": "judge_again", "_selected_action": [one.pk for one in attempts]}
    return client.post(reverse("admin:assessments_attempt_changelist"), chosen)


def test_chosen_attempts_alone_are_judged_again(as_olga: Client, made: Answering) -> None:
    first, *_ = Attempt.objects.order_by("pk")
    url = picked(as_olga, first).url

    assert "it replays the chosen attempt, answer by answer" in as_olga.get(url).text
    as_olga.post(url, {"item": made.item.pk, "revision": made.item.current_id, "reason": "A slip"})

    regrade = Regrade.objects.get()
    assert (regrade.chosen, regrade.attempts) == ([str(first.pk)], 1)


def test_attempts_at_different_quizzes_are_not_judged_together(
    as_olga: Client, made: Answering, course: Course
) -> None:
    other = a_miskeyed_quiz(course=course)
    other.crowd(1)

    response = picked(as_olga, *Attempt.objects.all())

    assert "choose attempts at the same quiz" in as_olga.get(response.url).text


def test_attempts_that_run_are_not_judged_again(as_olga: Client, course: Course) -> None:
    running = a_started_attempt(None, course=course)

    response = picked(as_olga, running)

    assert "still running" in as_olga.get(response.url).text


@pytest.mark.parametrize("attempt", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_attempt_that_is_not_of_the_quiz_is_not_found(as_olga: Client, made: Answering, attempt: str) -> None:
    url = reverse("admin:assessments_regrade_add")

    assert as_olga.get(url, {"assessment": made.quiz.pk, "attempt": attempt}).status_code == 404


def test_an_assistant_is_not_offered_to_judge_attempts_again(client: Client, course: Course, made: Answering) -> None:
    client.force_login(a_member(course, "assistant"))

    assert "judge_again" not in client.get(reverse("admin:assessments_attempt_changelist")).text
    assert not picked(client, *Attempt.objects.all()).has_header("Location")
