from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest

from assessments.lti.calling.ags import is_canvas, sender
from assessments.models import LineItem, Passback, Registration, ResourceLink
from assessments.outbound.asking import Answer, Forbidden, Unreachable
from assessments.services.lti import passback
from assessments.services.lti.passback import Claimed, Reply
from assessments.services.taking import attempts
from tests.assessments.lti.platforms import a_link, a_person_at, an_answer_at, answers
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOKEN = {"access_token": "t", "expires_in": 3600}
OK = Answer(200)


@pytest.fixture
def link() -> ResourceLink:
    return a_link()


@pytest.fixture
def claimed(link: ResourceLink) -> Claimed:
    attempts.submit(an_answer_at(link, a_person_at(link)), NOW)
    return passback.claim(NOW)


def sent(claimed: Claimed, *replies: Any) -> tuple[Reply, list[Any]]:
    asking = answers(*replies)
    return sender(lambda: NOW, asking)(claimed), asking.asked


def test_points_of_points_are_sent_with_a_time_of_their_own(claimed: Claimed) -> None:
    reply, asked = sent(claimed, TOKEN, OK)

    method, url, headers, body = asked[1]
    assert (reply.outcome, method, headers["Authorization"]) == ("sent", "POST", "Bearer t")
    assert url.endswith(f"/lineitems/{claimed.row.link_id}/scores")
    assert json.loads(body) == {
        "userId": claimed.row.person.sub,
        "scoreGiven": 1,
        "scoreMaximum": 1,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": "2020-03-02T09:00:00.000+00:00",
        "submission": {"submittedAt": "2020-03-02T09:00:00.000+00:00"},
    }


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(200), "sent"),
        (Answer(201, {}, b"{}"), "sent"),
        (Answer(204), "sent"),
        (Answer(409, {}, b"[]"), "superseded"),
        (Answer(400, {}, b'{"timestamp": ["Score already exists"]}'), "superseded"),
        (Answer(400, {}, b"{}"), "refused"),
        (Answer(422), "refused"),
        (Answer(302), "refused"),
        (Answer(408), "again"),
        (Answer(425), "again"),
        (Answer(429), "again"),
        (Answer(500), "again"),
        (Answer(503), "again"),
        (Unreachable("TimeoutError"), "again"),
        (Forbidden("leads into a private network"), "again"),
    ],
)
def test_each_answer_of_a_platform_has_its_meaning(claimed: Claimed, answer: Any, outcome: str) -> None:
    assert sent(claimed, TOKEN, answer)[0].outcome == outcome


@pytest.mark.parametrize(
    ("text", "wait"),
    [("120", 120), ("Mon, 02 Mar 2020 09:01:00 GMT", 60), ("Mon, 02 Mar 2020 08:00:00 GMT", 0), ("soon", 0), ("-5", 0)],
)
def test_a_platform_says_how_long_to_wait(claimed: Claimed, text: str, wait: float) -> None:
    assert sent(claimed, TOKEN, Answer(429, {"retry-after": text}))[0].wait == wait


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_not_good_any_more_is_replaced_once(claimed: Claimed, status: int) -> None:
    reply, asked = sent(claimed, TOKEN, Answer(status), TOKEN, OK)
    assert (reply.outcome, len(asked)) == ("sent", 4)

    reply, asked = sent(claimed, Answer(status), TOKEN, Answer(status))
    assert (reply.outcome, len(asked)) == ("again", 3)


@pytest.mark.parametrize("token", [Answer(500), Answer(400), [], {}, {"access_token": 7}, {"access_token": "a\nb"}])
def test_without_a_token_it_is_tried_again(claimed: Claimed, token: Any) -> None:
    reply, asked = sent(claimed, token)

    assert (reply.outcome, len(asked)) == ("again", 1)


def test_a_column_that_is_gone_is_looked_for_once(link: ResourceLink, claimed: Claimed) -> None:
    row = {"id": "https://lms.example/6?t=1", "resourceId": link.content, "tag": "score"}

    reply, asked = sent(claimed, TOKEN, Answer(404), [row], OK)
    assert (reply.outcome, asked[3][1]) == ("sent", "https://lms.example/6/scores?t=1")

    reply, asked = sent(claimed, Answer(404), [row], Answer(404))
    assert (reply.outcome, reply.status, len(asked)) == ("refused", 404, 3)


def test_a_class_that_waits_for_its_column_is_no_failure_of_the_platform(link: ResourceLink) -> None:
    LineItem.objects.update(url="", busy_until=NOW + timedelta(minutes=1))
    for _ in range(passback.PATIENCE + 1):
        an_answer_at(link, a_person_at(link))

    tried = passback.send_due(sender(lambda: NOW, answers(TOKEN)), lambda: NOW, Random(1))  # noqa: S311 -- any will do

    platform = Registration.objects.get()
    assert (tried, platform.failures, platform.paused_until) == (passback.PATIENCE + 1, 0, None)


@pytest.mark.parametrize("lacking", [{"scopes": []}, {"container_url": ""}])
def test_a_platform_without_a_gradebook_is_said_to_have_none(
    link: ResourceLink, claimed: Claimed, lacking: dict[str, Any]
) -> None:
    LineItem.objects.filter(link=link).update(url="", **lacking)

    reply, asked = sent(claimed, TOKEN)

    assert (reply.outcome, asked) == ("refused", [])


def test_canvas_is_told_once_that_there_is_another_submission(link: ResourceLink, claimed: Claimed) -> None:
    Registration.objects.update(issuer="https://canvas.instructure.com")
    said = "2020-03-02T09:00:00.000+00:00"
    claimed = replace(claimed, row=Passback.objects.select_related("link__context__deployment__registration").get())

    _, asked = sent(claimed, TOKEN, OK)
    claimed.row.submitted_at = claimed.score.submitted_at
    _, again = sent(claimed, OK)

    told = [json.loads(one[3])["https://canvas.instructure.com/lti/submission"] for one in (asked[1], again[0])]
    assert told == [{"new_submission": new, "submitted_at": said} for new in (True, False)]


@pytest.mark.parametrize(
    ("issuer", "canvas"),
    [
        ("https://canvas.instructure.com", True),
        ("https://school.instructure.com", True),
        ("https://instructure.com.evil.example", False),
        ("https://moodle.example", False),
        ("not an address", False),
    ],
)
def test_canvas_is_known_by_its_issuer(issuer: str, canvas: bool) -> None:
    assert is_canvas(Registration(issuer=issuer)) == canvas


def test_what_we_sign_is_for_the_one_address_that_it_is_sent_to(claimed: Claimed) -> None:
    registration = Registration.objects.get()
    _, asked = sent(claimed, TOKEN, OK)

    _, url, _, body = asked[0]
    (signed,) = parse_qs(body)["client_assertion"]
    claims = jwt.decode(signed, options={"verify_signature": False})
    assert url == registration.token_url
    assert (claims["aud"], claims["iss"]) == (url, registration.client_id)
    assert claims["exp"] - claims["iat"] <= 3600
