from __future__ import annotations

from uuid import uuid4

import pytest

from assessments.models import ApiReply, Course, Endpoint, Event, Notice
from assessments.services.hooks import endpoints
from assessments.services.hooks.endpoints import MOST
from tests.assessments.api.programs import Program
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BODY = {"title": "Dashboard", "url": "https://dashboard.example/hooks", "events": ["score.changed"]}


def test_a_webhook_is_made_with_a_secret_that_is_shown_once(program: Program, course: Course) -> None:
    made = program.post("/webhooks", BODY)

    assert made.status_code == 201
    endpoint = Endpoint.objects.get()
    assert endpoints.secrets_of(endpoint, NOW) == [made.json()["secret"]]
    assert (endpoint.course, endpoint.events, endpoint.made_by.get_username()) == (course, ["score.changed"], "ingrid")
    later = [program.get("/webhooks"), program.get(f"/webhooks/{endpoint.pk}")]
    assert [page for page in later if made.json()["secret"] in page.text or endpoint.secret in page.text] == []


def test_made_twice_by_one_key_it_is_one_and_its_secret_lies_under_lock(program: Program) -> None:
    first, second = (program.post("/webhooks", BODY, Idempotency_Key="k") for _ in range(2))

    assert (first.json(), second.headers["Idempotent-Replayed"]) == (second.json(), "true")
    assert Endpoint.objects.count() == 1
    assert first.json()["secret"] not in ApiReply.objects.get().body


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://dashboard.example/"},
        {"url": "https://a b/"},
        {"url": "ftp://x"},
        {"events": []},
        {"events": ["score"]},
        {"title": ""},
        {"secret": "whsec_mine"},
    ],
)
def test_what_makes_no_sense_is_refused(program: Program, change: dict[str, object]) -> None:
    assert program.post("/webhooks", BODY | change).status_code == 422
    assert Endpoint.objects.count() == 0


def test_there_are_so_many_and_no_more(program: Program) -> None:
    made = [program.post("/webhooks", BODY).status_code for _ in range(MOST + 1)]

    assert made == [201] * MOST + [409]


def test_a_secret_is_changed_and_the_webhook_removed(program: Program) -> None:
    made = program.post("/webhooks", BODY).json()

    changed = program.post(f"/webhooks/{made['id']}/rotate").json()

    assert endpoints.secrets_of(Endpoint.objects.get(), NOW)[0] == changed["secret"] != made["secret"]
    assert program.ask("delete", f"/webhooks/{made['id']}").status_code == 204
    assert program.get(f"/webhooks/{made['id']}").status_code == 404
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-3:] == ["make webhook", "rotate webhook secret", "remove webhook"]


def test_what_was_given_up_is_listed_and_sent_again(program: Program) -> None:
    made = program.post("/webhooks", BODY).json()
    same = {"endpoint_id": made["id"], "type": "score.changed", "at": NOW, "due_at": NOW, "data": {}}
    parked = Notice.objects.create(event=uuid4(), state="parked", reason="It answered 400.", status=400, **same)
    Notice.objects.create(event=uuid4(), state="sent", **same)

    first = program.get(f"/webhooks/{made['id']}/notices").json()["data"][0]

    assert (first["id"], first["state"], first["reason"]) == (str(parked.event), "parked", "It answered 400.")
    assert program.post(f"/webhooks/{made['id']}/resend").json() == {"resent": 1}
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_one_that_was_switched_off_is_switched_on(program: Program) -> None:
    made = program.post("/webhooks", BODY).json()
    endpoints.disable(Endpoint.objects.get(), "Nothing has reached it.", NOW)
    assert program.get(f"/webhooks/{made['id']}").json()["why_disabled"] == "Nothing has reached it."

    assert program.post(f"/webhooks/{made['id']}/enable").json()["disabled_at"] is None
