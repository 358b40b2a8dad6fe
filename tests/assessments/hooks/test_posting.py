from __future__ import annotations

import hashlib
import hmac
import json
import random
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils.timezone import now

from assessments.hooks import posting
from assessments.models import Course, Endpoint, Notice
from assessments.outbound.asking import Answer, Forbidden, Limits, Unreachable
from assessments.services.hooks import endpoints, outbox, telling
from assessments.services.hooks.endpoints import Wanted
from tests.assessments.lti.platforms import answers
from tests.assessments.outbound.tls import certificate, serving
from tests.factories import NOW, a_course

pytestmark = pytest.mark.django_db
FAULTS = ("", "", "drop", "500", "429", "hang", "late", "302", "400")


@pytest.fixture
def course() -> Course:
    return a_course()


def an_endpoint(course: Course, url: str = "https://dashboard.example/hooks") -> tuple[Endpoint, str]:
    return endpoints.make(Wanted(course, "Dashboard", url, ["score.changed"]), None, NOW)


@pytest.fixture
def notice(course: Course) -> Notice:
    an_endpoint(course)
    telling.tell(course.pk, "score.changed", [{"score": 1.5, "learner": 7}], NOW)
    return Notice.objects.select_related("endpoint").get()


def test_a_signature_is_the_one_that_the_standard_shows() -> None:
    made = posting.signed(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", '{"test": 2432232314}'
    )

    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_notice_is_posted_with_an_id_a_time_and_a_signature(notice: Notice) -> None:
    asking = answers(Answer(200))

    assert posting.post(notice, NOW, asking).outcome == "sent"

    method, url, headers, body, _ = asking.asked[0]
    assert (method, url) == ("POST", "https://dashboard.example/hooks")
    assert json.loads(body) == {
        "type": "score.changed",
        "timestamp": "2020-03-02T09:00:00+00:00",
        "data": {"score": 1.5, "learner": 7},
    }
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (f"msg_{notice.event.hex}", "1583139600")
    (secret,) = endpoints.secrets_of(notice.endpoint, NOW)
    assert headers["webhook-signature"] == signature(secret, headers, body)


def signature(secret: str, headers: Any, body: str) -> str:
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}"
    key = b64decode(secret.removeprefix("whsec_"))
    return f"v1,{b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()}"


def test_while_a_secret_is_changed_both_sign(notice: Notice) -> None:
    asking, (old,) = answers(Answer(200)), endpoints.secrets_of(notice.endpoint, NOW)
    new = endpoints.rotate(notice.endpoint, None, NOW)
    notice.endpoint.refresh_from_db()

    posting.post(notice, NOW, asking)

    _, _, headers, body, _ = asking.asked[0]
    assert headers["webhook-signature"] == f"{signature(new, headers, body)} {signature(old, headers, body)}"


def test_sent_again_it_is_the_same_text_under_the_same_id_at_another_time(notice: Notice) -> None:
    asking = answers(Answer(500), Answer(200))

    posting.post(notice, NOW, asking)
    posting.post(Notice.objects.select_related("endpoint").get(), NOW + timedelta(hours=1), asking)

    (_, _, first, one, _), (_, _, second, two, _) = asking.asked
    assert (first["webhook-id"], one) == (second["webhook-id"], two)
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 3600


@pytest.mark.parametrize(
    ("answer", "outcome", "wait"),
    [
        (Answer(200), "sent", 0),
        (Answer(204), "sent", 0),
        (Answer(302, {"location": "https://elsewhere.example/"}), "refused", 0),
        (Answer(400), "refused", 0),
        (Answer(404), "refused", 0),
        (Answer(410), "gone", 0),
        (Answer(429, {"retry-after": "90"}), "again", 90),
        (Answer(503, {"retry-after": "Mon, 02 Mar 2020 09:01:00 GMT"}), "again", 60),
        (Unreachable("TimeoutError"), "again", 0),
        (Forbidden("leads into a private network"), "again", 0),
    ],
)
def test_each_answer_has_its_meaning(notice: Notice, answer: Any, outcome: str, wait: float) -> None:
    reply = posting.post(notice, NOW, answers(answer))

    assert (reply.outcome, reply.wait) == (outcome, wait)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://10.1/"]
)
def test_an_address_inside_is_never_connected_to(course: Course, url: str) -> None:
    an_endpoint(course, url)
    telling.tell(course.pk, "score.changed", [{}], NOW)

    reply = posting.post(Notice.objects.select_related("endpoint").get(), NOW)

    assert (reply.outcome, reply.status, reply.detail.startswith("The address ")) == ("again", 0, True)


class Receiver(BaseHTTPRequestHandler):
    """Fails in every way that there is, and keeps what it was sent."""

    protocol_version = "HTTP/1.1"
    got: list[tuple[str, str, bool]]
    secret: str
    chance: Random
    lock = threading.Lock()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.lock:
            fault = self.chance.choice(FAULTS)
        if fault == "drop":
            self.close_connection = True
            return
        if fault == "hang":
            time.sleep(0.6)
        if fault in {"", "hang", "late"}:
            good = self.headers["webhook-signature"] == signature(self.secret, self.headers, body)
            with self.lock:
                self.got.append((self.headers["webhook-id"], body, good))
        if fault == "late":
            time.sleep(0.6)
        self.send_response(int(fault) if fault.isdecimal() else 204)
        self.send_header("Retry-After", "0")
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[str]:
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(posting, "LIMITS", Limits(connect=5, read=0.3, whole=5))
    settings.INSIDE_HOSTS = ["localhost"]
    Receiver.got, Receiver.chance = [], random.Random(7)  # noqa: S311 -- the same each time
    with serving(Receiver, pem) as address:
        yield address


def test_whatever_a_receiver_does_each_event_arrives_signed_and_known_by_its_id(course: Course, receiver: str) -> None:
    _, Receiver.secret = an_endpoint(course, f"{receiver}/hooks")
    telling.tell(course.pk, "score.changed", [{"n": number} for number in range(40)], now())

    until = time.monotonic() + 120
    while Notice.objects.filter(state="waiting").exists() and time.monotonic() < until:
        outbox.send_due(lambda notice: posting.post(notice, now()), now, Random(1))  # noqa: S311 -- of pauses

    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
    bodies = {}
    for name, body, good in Receiver.got:
        assert (good, bodies.setdefault(name, body)) == (True, body)
    assert sorted(json.loads(body)["data"]["n"] for body in bodies.values()) == list(range(40))
    assert len(Receiver.got) > 40  # some came twice, by the same id
