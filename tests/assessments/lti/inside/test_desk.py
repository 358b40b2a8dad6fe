from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from assessments.lti.calling.ags import LOST
from assessments.lti.calling.roster import sync
from assessments.lti.inside import desk as desks
from assessments.models import Assessment, Context, Deployment, LtiUser, Passback, ResourceLink
from assessments.outbound.asking import Answer
from assessments.services.lti import passback
from assessments.services.lti.passback import Reply
from assessments.services.taking import attempts
from tests.assessments.lti.platforms import ROLE, an_answer_at, answers, launched
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TEACHER = {"sub": "tess", "given_name": "Tess", "roles": [f"{ROLE}Instructor"]}
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"


@pytest.fixture
def desk(client: Client, deployment: Deployment, content: str) -> str:
    """A teacher's, at a link that Ada has opened, too."""
    custom = {"custom": {"content": content}}
    launched(Client(), deployment.registration, **custom)
    roster = {ROSTER: {"context_memberships_url": "https://lms.example/members"}}
    return launched(client, deployment.registration, **TEACHER, **custom, **roster)["Location"]


def acted(client: Client, desk: str, **form: Any) -> HttpResponse:
    return client.post(desk, form, secure=True, follow=True)


def parked(reason: str) -> Passback:
    Passback.objects.update(state="parked", wanted=1, reason=reason)
    return Passback.objects.get()


def test_a_teacher_sees_whose_score_did_not_arrive_and_why(client: Client, desk: str) -> None:
    assert "no score yet" in client.get(desk, secure=True).text

    parked("The column is gone.")

    page = client.get(desk, secure=True).text
    assert [text in page for text in ("Ada Lovelace", "did not arrive", "The column is gone.")] == [True] * 3


def test_what_a_teacher_can_do_about_it_is_told_in_their_language(client: Client, desk: str) -> None:
    parked(LOST)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"

    page = client.get(desk, secure=True).text

    assert '<span class="why">Deine Lernplattform findet die Spalte für dieses Ergebnis nicht' in page


def test_what_was_not_to_be_sent_yet_is_not_said_to_have_arrived(client: Client, desk: str) -> None:
    acted(client, desk, resend="all")
    assert "on its way" in client.get(desk, secure=True).text

    assert passback.send_due(lambda _: Reply("sent"), now, Random(1)) == 0  # noqa: S311 -- any will do

    page = client.get(desk, secure=True).text
    assert [text in page for text in ("no score yet", "arrived")] == [True, False]


@pytest.mark.parametrize("which", ["all", "one", "another", "nonsense"])
def test_what_did_not_arrive_is_sent_again(client: Client, desk: str, which: str) -> None:
    row = parked("x")
    names = {"all": "all", "one": str(row.pk), "another": str(row.pk + 1), "nonsense": "²" * 30}

    acted(client, desk, resend=names[which])

    assert Passback.objects.get().state == ("waiting" if which in {"all", "one"} else "parked")


def test_another_links_scores_are_out_of_reach(client: Client, desk: str, deployment: Deployment, content: str) -> None:
    elsewhere = {"context": {"id": "c2"}, "resource_link": {"id": "l2"}, "custom": {"content": content}}
    launched(Client(), deployment.registration, **elsewhere)
    foreign = Passback.objects.exclude(link__context__context_id="course-1")
    foreign.update(state="parked")

    acted(client, desk, resend="all")
    acted(client, desk, resend=str(foreign.get().pk))

    assert foreign.get().state == "parked"


def test_the_roster_is_fetched_or_it_is_said_why_not(
    client: Client, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = {"id": "x", "members": [{"user_id": "new", "roles": [f"{ROLE}Learner"], "given_name": "New"}]}
    told = {"access_token": "t"}, members
    for replies, text in (((Answer(500),), "did not give its roster"), (told, "up to date: 1 people")):
        monkeypatch.setattr(desks, "sync", partial(sync, asking=answers(*replies)))

        assert text in acted(client, desk, roster="1").text

    assert LtiUser.objects.filter(sub="new").exists()


def test_a_roster_that_failed_in_the_night_is_told(client: Client, desk: str) -> None:
    Context.objects.update(roster_fault="status 500")

    assert "Your platform did not give its roster: status 500." in client.get(desk, secure=True).text


@pytest.mark.parametrize(("sends", "kept"), [("never", "never"), ("submitted", "submitted"), ("nonsense", "told")])
def test_a_teacher_says_when_scores_are_sent(client: Client, desk: str, sends: str, kept: str) -> None:
    acted(client, desk, sends=sends)

    assert ResourceLink.objects.get().sends == kept


def test_the_desk_says_that_a_course_is_a_copy(client: Client, desk: str) -> None:
    ResourceLink.objects.update(is_copy=True)

    assert "This course is a copy" in client.get(desk, secure=True).text


def reviewing(client: Client, deployment: Deployment, content: str, of: str, **who: Any) -> HttpResponse:
    message = {"message_type": "LtiSubmissionReviewRequest", "for_user": {"user_id": of}}
    response = launched(client, deployment.registration, **message, **who, custom={"content": content})
    return client.get(response["Location"], secure=True, follow=True)


def test_a_submission_is_reviewed_by_its_teacher_and_its_learner_alone(
    client: Client, desk: str, deployment: Deployment, content: str, quiz: Assessment
) -> None:
    nothing = reviewing(client, deployment, content, "learner-17", **TEACHER)
    assert "There is no attempt" in nothing.text
    attempt = an_answer_at(ResourceLink.objects.get(), LtiUser.objects.get(sub="learner-17"))

    running = reviewing(client, deployment, content, "learner-17", **TEACHER)
    attempts.submit(attempt, NOW)
    done = reviewing(client, deployment, content, "learner-17", **TEACHER)
    own = reviewing(client, deployment, content, "learner-17")
    mate = reviewing(client, deployment, content, "learner-17", sub="bob", given_name="Bob")

    assert "still running" in running.text
    assert "Question by question" in done.text
    assert "Question by question" in own.text
    assert "There is no attempt" in mate.text
