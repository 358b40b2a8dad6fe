import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from assessments.models import Item, Revision
from assessments.services import publishing
from assessments.services.background import running
from tests.assessments.admin.authors import an_instructor, instructor_of, logged_in, url
from tests.factories import NOW, an_item, published

pytestmark = pytest.mark.django_db
PROOF = {"space": 1, "tried": 1, "posable": 1, "verified": 1, "failures": [], "turned_down": {}, "slips": {}}


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def changed(item: Item, **draft: Any) -> Item:
    item.draft = draft
    item.save()
    return item


def test_publishing_proves_and_keeps_a_revision(as_tess: Client) -> None:
    item = an_item()

    response = as_tess.post(url(item, "publish"), {"note": "First."})

    revision = Item.objects.get(pk=item.pk).current
    assert response.headers["Location"] == url(item)
    assert said(response) == ["Published revision 1: verified 3 of 3 variants."]
    assert (revision.number, revision.note, str(revision.published_by)) == (1, "First.", "tess")


def test_publishing_is_kept_in_the_items_history(as_tess: Client) -> None:
    item = an_item()

    as_tess.post(url(item, "publish"))

    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Published revision 1."]


def test_what_has_not_changed_is_not_published_again(as_tess: Client) -> None:
    item = published(an_item())

    response = as_tess.post(url(item, "publish"))

    assert said(response) == ["Nothing has changed since revision 1."]
    assert Revision.objects.count() == 1


def test_an_item_that_fails_its_proof_is_refused_with_every_reason(as_tess: Client) -> None:
    item = changed(published(an_item()), stem="{inputs} entries", domains={"input_size": [3], "hidden_size": [2]})

    response = as_tess.post(url(item, "publish"))

    assert (response.status_code, str(response.context["refused"])) == (
        422,
        "Verification failed: verified 0 of 4 variants.",
    )
    assert len(response.context["refused"].faults) == 4
    assert Item.objects.get(pk=item.pk).current.number == 1
    assert Item.objects.get(pk=item.pk).draft["stem"] == "{inputs} entries"


def test_a_draft_with_faults_is_refused_with_every_fault(as_tess: Client) -> None:
    item = an_item(options=99, domains={"input_size": [1]})

    response = as_tess.post(url(item, "publish"))

    assert response.status_code == 422
    assert response.context["refused"].faults == [
        "options: must be a whole number from 2 to 12",
        "domains.input_size: 1 is outside what this kind draws, 2 to 128",
    ]


def test_nothing_to_pose_is_refused(as_tess: Client) -> None:
    item = an_item(domains={"input_size": [3], "hidden_size": [3], "gate": ["f"]})

    response = as_tess.post(url(item, "publish"))

    assert response.context["refused"].faults == [
        "No variant can be posed.",
        "1 × the slip 'transposed' gives the right answer",
    ]


def test_before_publishing_the_changes_are_shown(as_tess: Client) -> None:
    item = changed(published(an_item()), domains={"input_size": [3], "hidden_size": [2], "gate": ["f"]})

    page = as_tess.get(url(item, "publish"))

    assert [change.label for change in page.context["changes"]] == ["Drawn: Input size", "Variants"]
    assert Revision.objects.count() == 1


def test_where_nothing_changed_there_is_nothing_to_publish(as_tess: Client) -> None:
    page = as_tess.get(url(published(an_item()), "publish"))

    assert "Verify and publish" not in page.text


def test_a_revision_of_a_kind_that_is_gone_is_no_hindrance(as_tess: Client) -> None:
    item = an_item()
    gone = {"number": 1, "content": {"kind": "telepathy"}, "digest": "", "verification": PROOF, "published_at": NOW}
    Item.objects.filter(pk=item.pk).update(current=Revision.objects.create(item=item, **gone))

    page = as_tess.get(url(item, "publish"))

    assert [change.before for change in page.context["changes"]] == [""] * 7


def test_a_note_that_is_too_long_is_told(as_tess: Client) -> None:
    item = an_item()

    response = as_tess.post(url(item, "publish"), {"note": "x" * 201})

    assert list(response.context["form"].errors) == ["note"]
    assert Revision.objects.count() == 0


def of_its_course(item: Item) -> AbstractBaseUser:
    return instructor_of(item)


def of_another_course(item: Item) -> AbstractBaseUser:
    return an_instructor()


@pytest.mark.parametrize(("person", "status"), [(of_its_course, 302), (of_another_course, 403)])
def test_authors_publish_in_banks_of_their_courses(person: Callable[[Item], AbstractBaseUser], status: int) -> None:
    item = an_item()

    assert logged_in(person(item)).post(url(item, "publish")).status_code == status


@pytest.mark.parametrize(("person", "offered"), [(of_its_course, True), (of_another_course, False)])
@pytest.mark.parametrize("where", ["change", "preview"])
def test_the_button_is_shown_to_those_who_may(
    where: str, person: Callable[[Item], AbstractBaseUser], offered: bool
) -> None:
    item = an_item()

    response = logged_in(person(item)).get(url(item, where))

    assert (url(item, "publish") in response.text) == offered


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three variants are many, and somebody works in the background."""
    monkeypatch.setattr(publishing, "BIG", 2)
    running.beat("w", now())


def panel(response: HttpResponse) -> str:
    return re.search(r'<h2 id="asked">(.*?)</h2>', response.text)[1]


def test_a_large_space_is_left_to_a_worker_and_the_page_says_how_it_stands(as_tess: Client, worked: None) -> None:
    item = an_item()

    response = as_tess.post(url(item, "publish"), {"note": "First."})

    assert response.headers["Location"] == url(item, "publish")
    assert panel(as_tess.get(url(item, "publish"))) == "A worker is trying every variant"
    assert running.run_next("w")
    shown = as_tess.get(url(item, "publish"))
    assert (panel(shown), "3 of 3 variants held" in shown.text) == ("Published as revision 1", True)
    assert as_tess.get(url(changed(item, domains={"hidden_size": [2]}), "publish")).context["asked"] is None


def test_what_a_worker_refused_or_gave_up_is_told(as_tess: Client, worked: None) -> None:
    item = an_item()
    as_tess.post(url(item, "publish"))
    changed(item, domains={"hidden_size": [2]})

    DBTaskResult.objects.update(status="FAILED")
    assert panel(as_tess.get(url(item, "publish"))) == "Given up"
    DBTaskResult.objects.update(status="READY")
    running.run_next("w")

    assert panel(as_tess.get(url(item, "publish"))).startswith("Not published. The draft was changed after")
