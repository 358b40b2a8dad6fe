from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Course, Endpoint, Notice
from assessments.services.hooks import endpoints
from assessments.services.hooks.endpoints import Wanted
from tests.assessments.admin.authors import logged_in
from tests.factories import NOW, a_course, a_member

pytestmark = pytest.mark.django_db
LIST, NOTICES = "admin:assessments_endpoint_changelist", "admin:assessments_notice_changelist"


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def ingrid(course: Course) -> AbstractBaseUser:
    return a_member(course, "instructor", "ingrid")


@pytest.fixture
def client(ingrid: AbstractBaseUser) -> Client:
    return logged_in(ingrid)


def added(client: Client, course: Course, **fields: object) -> HttpResponse:
    form = {"course": course.pk, "title": "Dashboard", "url": "https://dashboard.example/", "events": ["score.changed"]}
    return client.post(reverse("admin:assessments_endpoint_add"), form | fields)


def secret_in(page: HttpResponse) -> str:
    return re.search(r"<pre[^>]*>(whsec_[\w+/=]+)</pre>", page.text)[1]


def act(client: Client, action: str, *rows: Endpoint | Notice) -> HttpResponse:
    address = reverse(f"admin:assessments_{rows[0]._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [str(row.pk) for row in rows]})


def test_a_secret_is_shown_once_when_a_webhook_is_made_and_when_it_is_changed(client: Client, course: Course) -> None:
    first = secret_in(added(client, course))
    endpoint = Endpoint.objects.get()
    second = secret_in(act(client, "rotate_secret", endpoint))

    endpoint.refresh_from_db()
    assert endpoints.secrets_of(endpoint, endpoint.created_at) == [second, first]
    pages = [client.get(reverse(LIST)), client.get(reverse("admin:assessments_endpoint_change", args=[endpoint.pk]))]
    assert [page for page in pages if first in page.text or second in page.text] == []


@pytest.mark.parametrize("fields", [{"url": "http://dashboard.example/"}, {"events": []}, {"title": ""}])
def test_what_makes_no_sense_is_refused(client: Client, course: Course, fields: dict[str, object]) -> None:
    assert "errornote" in added(client, course, **fields).text
    assert Endpoint.objects.count() == 0


def test_there_are_so_many_and_no_more(client: Client, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.admin.api.hooks.MOST", 1)
    added(client, course)

    assert "at most 1 webhooks" in added(client, course).text


def test_a_webhook_is_switched_off_and_on(client: Client, course: Course) -> None:
    added(client, course)
    endpoint = Endpoint.objects.get()

    act(client, "switch_off", endpoint)
    assert "Off: Switched off by hand." in client.get(reverse(LIST)).text
    act(client, "switch_on", endpoint)

    assert Endpoint.objects.get().disabled_at is None


def test_notices_are_sent_again(client: Client, course: Course) -> None:
    added(client, course)
    same = {"endpoint": Endpoint.objects.get(), "at": NOW, "due_at": NOW, "data": {}, "type": "score.changed"}
    notice = Notice.objects.create(event=uuid4(), state="parked", reason="It answered 400.", **same)
    assert "It answered 400." in client.get(reverse(NOTICES)).text

    act(client, "send_again", notice)

    assert Notice.objects.get().state == "waiting"


def test_the_store_of_the_settings_is_in_no_list(client: Client, tess: AbstractBaseUser) -> None:
    store = Endpoint.objects.create(title="Learning record store", url="https://lrs.example", events=[], created_at=NOW)

    assert logged_in(tess).get(reverse(LIST)).text.count("lrs.example") == 0
    assert store.course is None


def test_removing_one_forgets_its_notices(client: Client, course: Course) -> None:
    endpoint, _ = endpoints.make(Wanted(course, "Dashboard", "https://x.example/", ["score.changed"]), None, NOW)
    Notice.objects.create(event=uuid4(), endpoint=endpoint, type="score.changed", at=NOW, due_at=NOW, data={})

    client.post(reverse("admin:assessments_endpoint_delete", args=[endpoint.pk]), {"post": "yes"})

    assert (Endpoint.objects.count(), Notice.objects.count()) == (0, 0)
