from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest

from assessments.lti.calling.ags import LOST, STRANGER, is_canvas, sender
from assessments.models import Assessment, LineItem, LtiUser, Passback, Registration, ResourceLink
from assessments.outbound.asking import Answer, Forbidden, Unreachable
from assessments.services.lti import passback
from assessments.services.lti.passback import Claimed, Reply
from assessments.services.taking import attempts
from tests.assessments.lti.platforms import ISSUER, SCOPES, a_link, a_person_at, an_answer_at, answers
from tests.factories import NOW, a_course, a_published_item, a_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOKEN = {"access_token": "t", "expires_in": 3600}
OK, DAY = Answer(200), timedelta(days=1)


@pytest.fixture
def link() -> ResourceLink:
    return a_link()


@pytest.fixture
def claimed(link: ResourceLink) -> Claimed:
    attempts.submit(an_answer_at(link, a_person_at(link)), NOW)
    return passback.claim(NOW)


def two_questions() -> Assessment:
    return a_quiz(a_published_item(), a_published_item(), course=a_course(open_to_all=False))


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


@pytest.mark.parametrize("gone", [404, 410])
def test_a_column_that_is_gone_is_looked_for_once(link: ResourceLink, claimed: Claimed, gone: int) -> None:
    row = {"id": "https://lms.example/6?t=1", "resourceId": link.content, "tag": "score"}

    reply, asked = sent(claimed, TOKEN, Answer(gone), [row], OK)
    assert (reply.outcome, asked[3][1]) == ("sent", "https://lms.example/6/scores?t=1")

    reply, asked = sent(claimed, Answer(404), [row], Answer(404))
    assert (reply.outcome, reply.status, len(asked)) == ("refused", 404, 3)


class Lms:
    """Keeps columns and scores; knows no learner of whom it is told so."""

    def __init__(self, *columns: dict[str, Any]) -> None:
        self.columns, self.scores, self.asked, self.strangers = list(columns), [], [], set()

    def __call__(self, method: str, url: str, headers: dict[str, str] | None = None, body: str = "") -> Answer:
        if url.endswith("/token"):
            return Answer(200, {}, json.dumps(TOKEN).encode())
        self.asked.append(method)
        if method == "GET":
            return Answer(200, {}, json.dumps(self.columns).encode())
        told, column = json.loads(body), url.removesuffix("/scores")
        if column == url:
            self.columns.append(told | {"id": f"{ISSUER}/lineitems/new"})
            return Answer(201, {}, json.dumps(self.columns[-1]).encode())
        if all(row["id"] != column for row in self.columns) or told["userId"] in self.strangers:
            return Answer(404)
        self.scores.append((column.rpartition("/")[2], told["userId"]))
        return OK


def all_sent(lms: Lms, now: datetime) -> int:
    return passback.send_due(sender(lambda: now, lms), lambda: now, Random(1))  # noqa: S311 -- any will do


def a_class(link: ResourceLink, size: int) -> tuple[Lms, list[str]]:
    """Whose scores have arrived, and who they are."""
    lms = Lms({"id": link.line_item.url, "resourceId": link.content, "tag": "score"})
    people = [a_person_at(link) for _ in range(size)]
    for person in people:
        an_answer_at(link, person)
    all_sent(lms, NOW)
    return lms, [person.sub for person in people]


def test_what_went_with_a_deleted_column_goes_to_the_new_one_once_each() -> None:
    link = a_link(two_questions())
    lms, names = a_class(link, 3)
    lms.columns.clear(), lms.scores.clear(), lms.asked.clear()

    an_answer_at(link, LtiUser.objects.get(sub=names[1]), at=NOW + DAY)

    assert (all_sent(lms, NOW + DAY), all_sent(lms, NOW + 2 * DAY)) == (3, 0)
    assert sorted(lms.scores) == [("new", name) for name in sorted(names)]
    assert lms.asked == ["POST", "GET", "POST", "GET", "POST", "POST", "POST"]
    assert set(Passback.objects.values_list("state", "score")) == {("sent", 1), ("sent", 2)}
    assert (LineItem.objects.get().url, LineItem.objects.get().declared) == (f"{ISSUER}/lineitems/new", False)


def test_a_learner_whom_the_platform_does_not_find_costs_nobody_else_anything() -> None:
    link = a_link(two_questions())
    lms, names = a_class(link, 3)
    lms.scores.clear(), lms.asked.clear(), lms.strangers.add(names[0])

    for name in names[:2]:
        an_answer_at(link, LtiUser.objects.get(sub=name), at=NOW + DAY)

    assert all_sent(lms, NOW + DAY) == 2
    assert (lms.asked, lms.scores) == (["POST", "GET", "POST", "POST"], [(str(link.pk), names[1])])
    assert Passback.objects.get(person__sub=names[0]).reason == STRANGER


def test_a_column_that_we_may_not_make_again_is_told_and_keeps_its_address() -> None:
    link = a_link(two_questions())
    LineItem.objects.update(scopes=SCOPES[1:], declared=True)
    lms, names = a_class(link, 2)
    lms.columns.clear(), lms.asked.clear()

    an_answer_at(link, LtiUser.objects.get(sub=names[0]), at=NOW + DAY)
    assert (all_sent(lms, NOW + DAY), lms.asked) == (1, ["POST"])

    row = Passback.objects.get(person__sub=names[0])
    assert (row.state, row.reason, row.deliveries.first().status) == ("parked", LOST, 404)
    assert LineItem.objects.get().url == link.line_item.url


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
