from __future__ import annotations

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.models import Bank
from tests.factories import THREE_SHAPES, a_bank, a_published_item, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    bank = a_bank(slug="gates", title="Gates")
    a_published_item(bank=bank, **THREE_SHAPES)
    an_item(bank=bank)
    return bank


def asked(client: Client, bank: Bank, **wishes: object) -> HttpResponse:
    return client.get(reverse("admin:assessments_bank_export", args=[bank.pk]), wishes)


def test_the_form_offers_what_can_be_written(as_tess: Client, bank: Bank) -> None:
    page = asked(as_tess, bank)

    assert page.status_code == 200
    for codec in CODECS.values():
        assert (f'value="{codec.slug}"' in page.text) == (codec.write is not None)
    assert "1 question is not published." in page.text


@pytest.mark.parametrize("slug", sorted(slug for slug, codec in CODECS.items() if codec.write))
def test_each_format_can_be_downloaded_and_read_again(as_tess: Client, bank: Bank, slug: str) -> None:
    sent = asked(as_tess, bank, format=slug, variants=2, draw="", anyway=1)

    name = sent["Content-Disposition"].partition("filename=")[2].strip('"')
    assert sent.status_code == 200
    assert sent["Content-Disposition"].startswith("attachment")
    read = codecs.read(name, sent.getvalue())
    assert len(read.items) == (2 if slug == "json" else 1)


def test_what_stays_behind_is_told_before_the_rest_is_taken(as_tess: Client, bank: Bank) -> None:
    staying = bank.items.get(current=None)

    page = asked(as_tess, bank, format="gift", variants=2, draw="one & all")

    assert page.status_code == 200
    assert f"<strong>{staying.slug}</strong>: it is not published." in page.text
    (query,) = re.findall(r'href="(\?[^"]+)"', page.text)
    sent = as_tess.get(f"{page.request['PATH_INFO']}{unescape(query)}")
    assert sent["Content-Disposition"] == 'attachment; filename="gates.gift"'
    assert sent.getvalue().count(b"[id:") == 2


def test_where_nothing_stays_behind_nothing_is_asked(as_tess: Client, bank: Bank) -> None:
    assert asked(as_tess, bank, format="json", variants=2)["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("wishes", [{"format": "none"}, {"format": "aiken"}, {"format": "gift", "variants": 51}])
def test_a_wish_that_cannot_be_had_is_asked_again(as_tess: Client, bank: Bank, wishes: dict[str, object]) -> None:
    assert asked(as_tess, bank, **{"variants": 2, **wishes}).status_code == 422


def test_a_bank_with_nothing_to_export_says_so(as_tess: Client) -> None:
    page = asked(as_tess, a_bank(), format="gift", variants=2)

    assert page.status_code == 422
    assert "There is no question to export." in page.text
