"""The preview beside the form, while somebody types."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Item
from tests.assessments.admin.authors import instructor_of, logged_in, option, rows, url, written
from tests.factories import a_bank, an_item

pytestmark = pytest.mark.django_db
NEW = reverse("admin:assessments_item_live_new")
ADD = reverse("admin:assessments_item_add")


@pytest.fixture
def item() -> Item:
    return an_item()


def live(client: Client, item: Item, **typed: Any) -> HttpResponse:
    response = client.post(url(item, "live"), written(item, **typed))
    assert response.status_code == 200
    return response


def keys(response: HttpResponse) -> list[str]:
    return sorted(card["key"] for card in response.context["cards"])


def test_what_is_typed_is_shown_and_nothing_is_written(as_tess: Client, item: Item) -> None:
    live(as_tess, item)  # the session gets its token
    with CaptureQueriesContext(connection) as queries:
        response = live(as_tess, item, drawn_input_size="9", stem="Of {input_size} entries?")

    assert keys(response) == ["(2, 9)"]
    assert "Of 9 entries?" in response.text
    assert [
        one["sql"] for one in queries if not one["sql"].startswith(("SELECT", "BEGIN", "SAVEPOINT", "RELEASE"))
    ] == []
    assert Item.objects.get().draft == item.draft


def test_the_pinned_seed_shows_the_same_variants_until_others_are_asked_for(as_tess: Client, item: Item) -> None:
    wide = {"drawn_input_size": "", "drawn_hidden_size": ""}
    first = live(as_tess, item, **wide)
    pinned = {"look-seed": first.context["look"].data["look-seed"]}

    assert keys(live(as_tess, item, **wide, **pinned)) == keys(first)
    assert keys(live(as_tess, item, **wide, **pinned, _look="fresh")) != keys(first)


@pytest.mark.parametrize(("asked", "shown"), [("3", 3), ("20", 20), ("", 3)])
def test_as_many_variants_stand_there_as_are_asked_for(as_tess: Client, item: Item, asked: str, shown: int) -> None:
    assert len(live(as_tess, item, drawn_input_size="", **{"look-n": asked}).context["cards"]) == shown


@pytest.mark.parametrize("asked", ["2", "21", "many"])
def test_other_numbers_are_refused_by_the_field(as_tess: Client, item: Item, asked: str) -> None:
    page = live(as_tess, item, **{"look-n": asked}).context

    assert (list(page["look"].errors), "cards" in page) == (["n"], False)


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("stem", r"How large is $\foo$?", r"unknown command \foo in $\foo$"),
        ("stem", "{colour}?", "Nothing fills {colour}"),
        ("drawn_input_size", "999", "999 is outside what this kind draws"),
        ("format", "{", "This is not JSON"),
    ],
)
def test_faults_stand_by_their_field(as_tess: Client, item: Item, field: str, typed: str, fault: str) -> None:
    html = live(as_tess, item, **{field: typed}).text

    told = re.search(rf'<div class="fault" id="id_{field}_error" hx-swap-oob="true">(.*?)</div>', html)
    assert fault in told[1]


def test_a_mended_field_loses_its_fault(as_tess: Client, item: Item) -> None:
    assert '<div class="fault" id="id_stem_error" hx-swap-oob="true"></div>' in live(as_tess, item).text


def test_what_is_not_filled_in_yet_is_no_fault(as_tess: Client, item: Item) -> None:
    assert live(as_tess, item, title="").context["untold"]["title"] == []


def test_test_answers_are_tried_while_they_are_typed(as_tess: Client, item: Item) -> None:
    cells = {"answer": "{key}", "score": "0", "tag": "", "at": ""}

    page = live(as_tess, item, **rows("trials", cells, cells | {"score": "1"})).context

    assert (page["trials"], len(page["trial_faults"])) == (2, 1)


def test_many_variants_are_tried_on_request(as_tess: Client, item: Item) -> None:
    page = live(as_tess, item, _look="many").context

    assert (page["many"].tried, page["many"].ends, page["check"]) == (
        3,
        ("(2, 3)", "(2, 7)"),
        "verified 3 of 3 variants",
    )
    assert "many" not in live(as_tess, item).context


def test_an_item_is_previewed_before_it_exists(as_tess: Client, item: Item) -> None:
    typed = written(item, title="", slug="")

    response = as_tess.post(NEW, typed)

    assert keys(response) == ["(2, 3)", "(2, 5)", "(2, 7)"]
    assert Item.objects.count() == 1


def test_without_a_kind_there_is_nothing_to_show_yet(as_tess: Client) -> None:
    assert as_tess.post(NEW, {}).context["choosing"] is True


@pytest.mark.parametrize("asked", ["same", "fresh", "many"])
def test_without_javascript_the_button_shows_it_and_saves_nothing(as_tess: Client, item: Item, asked: str) -> None:
    response = as_tess.post(url(item), written(item, stem="Kept?", _look=asked))

    assert (response.status_code, len(response.context["cards"])) == (200, 3)
    assert response.context["adminform"].form["stem"].value() == "Kept?"
    assert Item.objects.get().draft == item.draft


def test_hostile_words_are_neutralised(as_tess: Client) -> None:
    item = an_item("authored-choice")
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)"> $\\text{<svg onload=alert(3)>}$'
    typed = {"stem": hostile, **rows("given_options", option(hostile, "right"), option("B", feedback=hostile))}

    html = live(as_tess, item, **typed).text
    assert "&lt;img src=x" in html
    outside_values = re.sub(r'"[^"]*"', '""', html)
    assert re.findall(r"<script|<img|<svg on|<[a-z]+[^>]*\son\w+=", outside_values) == []


def test_who_may_not_change_it_gets_no_live_preview(item: Item) -> None:
    stranger = logged_in(instructor_of(an_item()))
    bank = a_bank(course=instructor_of(an_item()).memberships.get().course)
    item.bank = bank
    item.save()

    assert stranger.post(url(item, "live"), written(item)).status_code == 404


def test_the_live_preview_is_posted(as_tess: Client, item: Item) -> None:
    assert as_tess.get(url(item, "live")).status_code == 405
