from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Attempt, ItemSession, ProblemReport
from assessments.services import reports
from assessments.services.taking import attempts
from assessments.services.taking.starting import preview
from tests.factories import a_started_attempt, answered, place, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, now=now(), tries=3)


def url(session: ItemSession) -> str:
    return reverse("report", args=[session.attempt_id, session.number])


def send(client: Client, session: ItemSession, text: str = "A typo", **more: Any) -> Any:
    return client.post(url(session), {"text": text, "turn": session.turn, **more}, follow=True)


def test_a_report_leads_back_to_its_question_and_stands_there(as_alice: Client, attempt: Attempt) -> None:
    page = send(as_alice, place(attempt))

    assert page.redirect_chain == [(reverse("item", args=[attempt.pk, 1]), 302)]
    assert "Thank you. Your report is on its way" in page.text
    assert [(one["text"], one["state_text"]) for one in page.context["reporting"]["reports"]] == [
        ("A typo", "Waits for an answer")
    ]


def test_a_preview_offers_no_report_and_takes_none(client: Client, tess: AbstractBaseUser, attempt: Attempt) -> None:
    client.force_login(tess)
    session = place(preview(tess, attempt.assessment, now()))

    page = client.get(reverse("item", args=[session.attempt_id, 1]))

    assert "Something is wrong with this question" not in page.text
    assert send(client, session).status_code == 404
    assert ProblemReport.objects.count() == 0


def test_a_closed_attempt_can_be_reported_from_its_review(as_alice: Client, attempt: Attempt) -> None:
    attempts.submit(attempt, now())
    review = reverse("review", args=[attempt.pk])
    assert "Something is wrong with this question" in as_alice.get(review).text

    page = send(as_alice, place(attempt))

    assert page.redirect_chain == [(f"{review}#reviewed-1", 302)]
    assert "A typo" in page.text


def test_an_earlier_variant_is_reported_as_what_it_was(as_alice: Client, attempt: Attempt) -> None:
    first = place(attempt)
    answered(first, transposed(first), now())
    attempts.another(first, now())

    send(as_alice, first)

    assert ProblemReport.objects.get().session == first


@pytest.mark.parametrize("turn", ["2", "0", "-1", "x", "9" * 400, "²"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_variant_that_never_was_is_not_found(as_alice: Client, attempt: Attempt, turn: str, method: str) -> None:
    response = getattr(as_alice, method)(url(place(attempt)), {"turn": turn, "text": "A typo"})

    assert response.status_code == 404
    assert ProblemReport.objects.count() == 0


def test_what_is_refused_stays_typed(as_alice: Client, attempt: Attempt) -> None:
    for number in range(5):
        reports.report(place(attempt), f"Number {number}", now())

    page = send(as_alice, place(attempt), "Number 6 & more")

    assert page.status_code == 422
    assert "5 reports that nobody has answered yet" in page.text
    assert "Number 6 &amp; more</textarea>" in page.text


def test_the_form_has_a_page_of_its_own(as_alice: Client, attempt: Attempt) -> None:
    session = place(attempt)

    page = as_alice.get(url(session), {"turn": 1})

    assert page.status_code == 200
    assert session.shown.stem in page.text


def test_a_reply_reaches_the_learner_at_the_question_and_in_the_history(
    as_alice: Client, attempt: Attempt, tess: AbstractBaseUser
) -> None:
    made = reports.report(place(attempt), "Is the <bias> missing?", now())
    made.reply = "No,\nlook at the last column."
    reports.reply(made, tess, now())

    pages = [as_alice.get(reverse("item", args=[attempt.pk, 1])).text, as_alice.get(reverse("history")).text]

    for page in pages:
        assert "Is the &lt;bias&gt; missing?" in page
        assert "No,<br>look at the last column." in page
        assert "Answered" in page


def test_a_history_without_reports_says_nothing_of_them(as_alice: Client, attempt: Attempt) -> None:
    assert "Your reports" not in as_alice.get(reverse("history")).text


def test_a_report_tells_no_key(as_alice: Client, attempt: Attempt) -> None:
    session = place(attempt)
    answered(session, transposed(session), now())

    page = send(as_alice, session)

    key = session.variant.format.show(session.variant.key)
    assert key not in page.text
    assert key not in as_alice.get(url(session)).text
