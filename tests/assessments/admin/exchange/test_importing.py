from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.interchange.codecs import MOST_BYTES
from assessments.models import Bank, Item, Membership, Upload
from tests.factories import a_bank, a_course, a_learner

pytestmark = pytest.mark.django_db

GIFT = b"::First::How many?{#1}\n\n::Second::Who?{=nobody}\n"


@pytest.fixture
def bank() -> Bank:
    return a_bank(title="Gates")


def url(bank: Bank) -> str:
    return reverse("admin:assessments_bank_import", args=[bank.pk])


def sent(client: Client, bank: Bank, data: bytes = GIFT, name: str = "a.gift") -> HttpResponse:
    return client.post(url(bank), {"file": SimpleUploadedFile(name, data)})


def marked(report: HttpResponse) -> str:
    return re.findall(r'name="mark" value="(\w+)"', report.text)[0]


def test_a_file_is_reported_on_before_anything_is_written(as_tess: Client, bank: Bank) -> None:
    report = as_tess.get(sent(as_tess, bank)["Location"])

    assert report.status_code == 200
    assert "<strong>1</strong> new" in report.text
    assert "It is answered in free text" in report.text
    assert Item.objects.count() == 0


def test_what_was_reported_is_taken_in_on_the_word_of_its_sender(as_tess: Client, bank: Bank) -> None:
    page = sent(as_tess, bank)["Location"]

    done = as_tess.post(page, {"mark": marked(as_tess.get(page))}, follow=True)

    assert done.redirect_chain == [(f"{reverse('admin:assessments_item_changelist')}?bank__id__exact={bank.pk}", 302)]
    assert "Taken in as drafts: 1 new, 0 changed." in done.text
    assert [(item.slug, item.current) for item in bank.items.all()] == [("first", None)]
    assert Upload.objects.count() == 0


def test_a_second_click_takes_nothing_in_twice(as_tess: Client, bank: Bank) -> None:
    page = sent(as_tess, bank)["Location"]
    mark = marked(as_tess.get(page))

    statuses = [as_tess.post(page, {"mark": mark}).status_code for _ in range(2)]

    assert statuses == [302, 404]
    assert bank.items.count() == 1


@pytest.mark.parametrize("mark", ["", "0" * 64])
def test_without_the_reports_mark_it_is_shown_again(as_tess: Client, bank: Bank, mark: str) -> None:
    again = as_tess.post(sent(as_tess, bank)["Location"], {"mark": mark})

    assert again.status_code == 409
    assert "The bank has changed since you saw the report." in again.text
    assert Item.objects.count() == 0


def test_where_nothing_would_change_there_is_nothing_to_confirm(as_tess: Client, bank: Bank) -> None:
    page = sent(as_tess, bank)["Location"]
    as_tess.post(page, {"mark": marked(as_tess.get(page))})

    again = as_tess.get(sent(as_tess, bank)["Location"])

    assert "There is nothing to take in" in again.text
    assert 'name="mark"' not in again.text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x89PNG", "a.gift is none of"),
        (b"// nothing {}", "there is no question in a.gift"),
        (b"x{" + b" " * MOST_BYTES, "at most 10 MB are read"),
        (b"", "The submitted file is empty"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "a.gift: a document type"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_once(as_tess: Client, bank: Bank, data: bytes, fault: str) -> None:
    refused = sent(as_tess, bank, data)

    assert refused.status_code == 422
    assert fault in refused.text
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.exe", GIFT, "a.exe ends otherwise than .csv, .gift, .json, .txt, .xml, .zip"),
        ("gift", GIFT, "gift ends otherwise"),
        ("a.zip", GIFT, "a.zip is not what its ending says"),
        ("a.gift", b"PK\3\4", "a.gift is not what its ending says"),
    ],
)
def test_a_file_is_what_its_ending_says(as_tess: Client, bank: Bank, name: str, data: bytes, fault: str) -> None:
    refused = sent(as_tess, bank, data, name)

    assert (refused.status_code, Upload.objects.count()) == (422, 0)
    assert fault in refused.text


def test_a_question_may_begin_as_an_archive_does(as_tess: Client, bank: Bank) -> None:
    assert sent(as_tess, bank, b"PKI is short for what? {=public key infrastructure}", "a.txt").status_code == 302


def test_a_form_without_a_file_is_asked_again(as_tess: Client, bank: Bank) -> None:
    assert as_tess.post(url(bank), {"other": "1"}).status_code == 422


@pytest.mark.parametrize("pk", ["", "nonsense", "66a9ba25-3912-4f2b-b359-0e22bbd4950c"])
def test_a_report_that_is_not_there_is_not_found(as_tess: Client, bank: Bank, pk: str) -> None:
    assert as_tess.get(f"{url(bank)}?upload={pk}").status_code == 404


def test_another_teachers_upload_does_not_exist(client: Client, as_tess: Client, bank: Bank) -> None:
    page = sent(as_tess, bank)["Location"]
    client.force_login(a_learner(is_staff=True, is_superuser=True))

    assert client.get(page).status_code == 404
    assert client.post(page, {"mark": ""}).status_code == 404


def test_the_shared_library_is_not_for_instructors_to_change(client: Client, bank: Bank) -> None:
    instructor = a_learner(is_staff=True)
    Membership.objects.create(course=a_course(), user=instructor, role=Membership.Role.INSTRUCTOR)
    client.force_login(instructor)

    assert client.get(url(bank)).status_code == 403
    assert sent(client, bank).status_code == 403


@pytest.mark.parametrize("page", ["import", "export"])
def test_the_bank_of_another_course_does_not_exist(client: Client, page: str) -> None:
    instructor, own = a_learner(is_staff=True), a_course()
    Membership.objects.create(course=own, user=instructor, role=Membership.Role.INSTRUCTOR)
    client.force_login(instructor)

    banks = [a_bank(course=course) for course in (own, a_course())]
    statuses = [client.get(reverse(f"admin:assessments_bank_{page}", args=[bank.pk])).status_code for bank in banks]

    assert statuses == [200, 404]


def test_a_new_file_takes_the_place_of_the_last_and_old_ones_go(as_tess: Client, bank: Bank) -> None:
    Upload.objects.create(bank=bank, by=a_learner(), name="old", data=b"", at=now() - timedelta(days=2))
    sent(as_tess, bank, name="one.gift")

    sent(as_tess, bank, name="two.gift")

    assert [upload.name for upload in Upload.objects.all()] == ["two.gift"]


def test_names_and_reasons_are_text_on_the_page(as_tess: Client, bank: Bank) -> None:
    report = as_tess.get(sent(as_tess, bank, b"::<script>alert(1)</script>::Who?{=nobody}", "<b>.gift")["Location"])

    assert "<script>alert" not in report.text
    assert "&lt;b&gt;.gift" in report.text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_report_asks_as_much_for_one_question_as_for_three(
    as_tess: Client, bank: Bank, rows: int, django_assert_num_queries: Any
) -> None:
    data = "\n\n".join(f"::Q{number}::How many?{{#{number}}}" for number in range(rows)).encode()
    page = sent(as_tess, bank, data)["Location"]

    with django_assert_num_queries(7):
        as_tess.get(page)


def test_json_of_another_installation_is_taken_into_this_bank(as_tess: Client, bank: Bank) -> None:
    item = {"slug": "one", "title": "One", "definition": {"kind": "feed-forward-shape"}}
    data = json.dumps({"slug": "elsewhere", "title": "Elsewhere", "items": [item]}).encode()
    page = sent(as_tess, bank, data, "a.json")["Location"]

    as_tess.post(page, {"mark": marked(as_tess.get(page))})

    assert (Bank.objects.get().title, bank.items.get().slug) == ("Gates", "one")
