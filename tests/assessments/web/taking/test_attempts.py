"""Answering by plain forms: redirect after each post, so that a reload never sends anything again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession, Response
from assessments.queries.attempts import FEW
from assessments.services.taking import attempts, drafts
from tests.assessments.web.posting import sent, url
from tests.factories import (
    NOW,
    a_published_item,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_an_answer_leads_back_to_its_question(as_alice: Client, session: ItemSession) -> None:
    response = sent(as_alice, session, right(session))

    assert (response.status_code, response["Location"]) == (302, url(session))
    assert Response.objects.get().score == 1


def test_feedback_waits_on_the_question_page_however_often_it_is_loaded(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, transposed(session))

    states = [as_alice.get(url(session)).context["outcome"]["state"] for _ in range(3)]

    assert states == ["wrong"] * 3
    assert Response.objects.count() == 1


def test_a_form_sent_twice_is_judged_once(as_alice: Client, session: ItemSession) -> None:
    intent = str(uuid4())

    both = [sent(as_alice, session, transposed(session), intent=intent) for _ in range(2)]

    assert [(one.status_code, one["Location"]) for one in both] == [(302, url(session))] * 2
    assert (Response.objects.count(), place(session.attempt).tries_used) == (1, 1)


def test_each_page_brings_an_intent_of_its_own(as_alice: Client, session: ItemSession) -> None:
    assert as_alice.get(url(session)).context["intent"] != as_alice.get(url(session)).context["intent"]


def test_what_cannot_be_read_comes_back_as_typed_with_the_fault(as_alice: Client, session: ItemSession) -> None:
    response = sent(as_alice, session, 'two by "three" <b>')

    assert response.status_code == 422
    assert (response.context["raw"], response.context["outcome"]) == ('two by "three" <b>', None)
    assert response.context["error"]
    assert "two by &quot;three&quot; &lt;b&gt;" in response.text
    assert place(session.attempt).tries_used == 0


def test_an_unreadable_answer_shows_no_verdict_of_an_earlier_one(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, transposed(session))

    response = sent(as_alice, session, "what?")

    assert (response.status_code, response.context["outcome"]) == (422, None)
    assert place(session.attempt).tries_used == 1


@pytest.mark.parametrize("name", ["answer", "another", "reveal"])
def test_whoever_opens_the_address_of_a_form_is_led_to_its_question(
    as_alice: Client, session: ItemSession, name: str
) -> None:
    """By a reload in the address bar, or after logging in again."""
    assert as_alice.get(url(session, name))["Location"] == url(session)


# Other variants and giving up


def test_another_variant_stands_at_the_same_address(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))

    response = as_alice.post(url(session, "another"), {"turn": 1}, follow=True)

    assert response.redirect_chain == [(url(session), 302)]
    assert (response.context["item"]["turn"], response.context["outcome"]) == (2, None)
    assert response.context["item"]["variant_note"].startswith("input size ")


@pytest.mark.parametrize(("more", "told"), [(0, False), (1, True)])
def test_of_many_earlier_variants_the_last_few_are_shown(
    as_alice: Client, session: ItemSession, more: int, told: bool
) -> None:
    for _ in range(FEW + more):
        answered(place(session.attempt), "(9, 9)")
        attempts.another(place(session.attempt), NOW)

    page = as_alice.get(url(session)).text

    assert f"Your earlier variants of this question ({FEW + more})" in page
    assert page.count("is-wrong") == FEW
    assert (f"The last {FEW} are shown here" in page) is told


def test_another_variant_asked_for_twice_is_one(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))

    for _ in range(2):
        as_alice.post(url(session, "another"), {"turn": 1})

    assert ItemSession.objects.count() == 2


def test_another_variant_before_any_answer_is_refused_in_words(as_alice: Client, session: ItemSession) -> None:
    response = as_alice.post(url(session, "another"), {"turn": 1}, follow=True)

    assert messages(response) == ["Answer this variant first; then you can take another one."]


@pytest.mark.parametrize("typed", ["(2, 3)", "two by three"])
def test_an_answer_from_a_tab_with_an_older_variant_is_kept_with_that_one_and_not_judged_by_the_new_one(
    as_alice: Client, session: ItemSession, typed: str
) -> None:
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    response = as_alice.post(url(session, "answer"), {"raw": typed, "intent": str(uuid4()), "turn": 1}, follow=True)

    why = "You have taken another variant of this question since, so nothing was judged."
    assert messages(response) == [f"Saved, but not counted. {why}"]
    assert (place(session.attempt).tries_used, Response.objects.count()) == (0, 1)
    assert [late.text for late in session.late_drafts.all()] == [typed]


def test_a_reveal_from_a_tab_with_an_older_variant_reveals_nothing(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))
    other = attempts.another(place(session.attempt), NOW)
    answered(other, transposed(other))

    as_alice.post(url(session, "reveal"), {"turn": 1})

    assert not place(session.attempt).revealed


def test_a_reveal_leads_back_to_the_question_with_its_solution(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))

    response = as_alice.post(url(session, "reveal"), {"turn": 1}, follow=True)

    outcome = response.context["outcome"]
    assert (response.redirect_chain, outcome["state"]) == ([(url(session), 302)], "revealed")
    assert right(session) in outcome["key_html"]


def test_a_reveal_before_any_answer_is_refused_in_words(as_alice: Client, session: ItemSession) -> None:
    response = as_alice.post(url(session, "reveal"), {"turn": 1}, follow=True)

    assert messages(response) == ["Try an answer first; then you can ask for the solution."]
    assert not place(session.attempt).revealed


# The attempt as a whole


def test_an_attempt_leads_to_its_first_unfinished_question(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())
    first = place(attempt)
    before = as_alice.get(reverse("attempt", args=[attempt.pk]))["Location"]
    answered(first, right(first))

    after = as_alice.get(reverse("attempt", args=[attempt.pk]))["Location"]

    assert (before, after) == (url(first), url(place(attempt, 2)))


def test_an_attempt_whose_questions_are_all_finished_leads_to_the_first(as_alice: Client, session: ItemSession) -> None:
    answered(session, right(session))

    assert as_alice.get(reverse("attempt", args=[session.attempt_id]))["Location"] == url(session)


def test_before_submitting_unanswered_questions_are_counted(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())
    answered(place(attempt), right(place(attempt)))

    response = as_alice.get(reverse("submit", args=[attempt.pk]))

    assert response.context["unanswered"] == 1
    assert [row["state"] for row in response.context["rows"]] == ["right", "unanswered"]
    assert Attempt.objects.get().submitted_at is None


def test_before_submitting_what_is_typed_and_not_checked_is_counted(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())
    drafts.save(place(attempt, 2), "(2, 3)", 0, NOW)

    response = as_alice.get(reverse("submit", args=[attempt.pk]))

    assert (response.context["unanswered"], response.context["unchecked"]) == (1, 1)
    assert "1 answer is typed and not checked. Submitting hands it in as it stands." in response.text


def test_submitting_leads_to_the_result_and_twice_is_once(as_alice: Client, session: ItemSession) -> None:
    review = reverse("review", args=[session.attempt_id])

    first = as_alice.post(reverse("submit", args=[session.attempt_id]))
    submitted = Attempt.objects.get().submitted_at
    second = as_alice.post(reverse("submit", args=[session.attempt_id]))

    assert (first["Location"], second["Location"]) == (review, review)
    assert Attempt.objects.get().submitted_at == submitted


def test_a_submitted_attempt_takes_no_more_answers(as_alice: Client, session: ItemSession) -> None:
    attempts.submit(session.attempt, NOW)

    response = as_alice.post(
        url(session, "answer"), {"raw": right(session), "intent": str(uuid4()), "turn": 1}, follow=True
    )

    assert [to for to, _ in response.redirect_chain] == [url(session), reverse("review", args=[session.attempt_id])]
    assert messages(response) == ["Saved, but not counted. This attempt is closed. What you answered before is kept."]
    assert Response.objects.count() == 0
    assert ("Saved after the end, not counted" in response.text, right(session) in response.text) == (True, True)


@pytest.mark.parametrize(("another", "promised"), [(True, True), (False, False)])
def test_giving_up_promises_another_variant_only_where_there_will_be_one(
    as_alice: Client, alice: AbstractBaseUser, another: bool, promised: bool
) -> None:
    session = place(a_started_attempt(alice, another_variant=another, tries=2))
    answered(session, transposed(session))

    text = as_alice.get(url(session)).text

    assert "This ends your tries on this variant" in text
    assert ("You can ask for another variant afterwards" in text) == promised


@pytest.mark.parametrize("name", ["attempt", "item", "submit"])
def test_every_page_of_a_submitted_attempt_leads_to_its_result(
    as_alice: Client, session: ItemSession, name: str
) -> None:
    attempts.submit(session.attempt, NOW)
    numbers = [session.number] if name == "item" else []

    response = as_alice.get(reverse(name, args=[session.attempt_id, *numbers]))

    assert response["Location"] == reverse("review", args=[session.attempt_id])


def test_an_open_attempt_has_no_result_yet(as_alice: Client, session: ItemSession) -> None:
    response = as_alice.get(reverse("review", args=[session.attempt_id]))

    assert response["Location"] == reverse("attempt", args=[session.attempt_id])


def test_a_result_that_no_worker_has_closed_yet_is_closed_by_looking_at_it(
    as_alice: Client, alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, time_limit=timedelta(minutes=1))
    drafts.save(place(attempt), right(place(attempt)), 0, NOW)

    page = as_alice.get(reverse("review", args=[attempt.pk]))

    assert page.context["attempt"]["score_text"] == "1 / 1"
    assert Attempt.objects.get().submitted_at == attempt.deadline


def test_one_that_was_given_time_a_moment_ago_is_not_closed_by_looking_at_its_result(
    as_alice: Client, alice: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = a_started_attempt(alice, time_limit=timedelta(minutes=1))
    submit = attempts.submit

    def more_time_then_submit(*args: Any, **kwargs: Any) -> bool:
        Attempt.objects.update(deadline=None)
        return submit(*args, **kwargs)

    monkeypatch.setattr(attempts, "submit", more_time_then_submit)

    response = as_alice.get(reverse("review", args=[attempt.pk]))

    assert response["Location"] == reverse("attempt", args=[attempt.pk])
    assert Attempt.objects.get().submitted_at is None
