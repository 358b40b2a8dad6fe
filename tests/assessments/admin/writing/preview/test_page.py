import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.admin.writing.preview import page as preview
from assessments.models import Item
from tests.assessments.admin.authors import an_assistant, an_instructor, logged_in, url
from tests.factories import THREE_SHAPES, a_learner, an_item, published

pytestmark = pytest.mark.django_db


def seen(client: Client, item: Item, **asked: Any) -> dict[str, Any]:
    response = client.get(url(item, "preview"), asked)
    assert response.status_code == 200
    return response.context


def keys(page: dict[str, Any]) -> list[str]:
    return [card["key"] for card in page["cards"]]


def test_variants_are_shown_with_key_and_named_mistakes(as_tess: Client) -> None:
    page = seen(as_tess, an_item(), n=3)

    assert sorted(keys(page)) == ["(2, 3)", "(2, 5)", "(2, 7)"]
    assert all(card["slips"] and card["solution"] for card in page["cards"])


def test_the_learners_own_input_is_shown_and_cannot_be_used(as_tess: Client) -> None:
    response = as_tess.get(url(an_item(), "preview"), {"n": 1})

    assert re.search(r'<div class="answer" inert>.*?<input class="typed"', response.text, re.DOTALL)


def test_the_draft_is_shown_not_what_is_published(as_tess: Client) -> None:
    item = published(an_item())
    item.draft = {"domains": {"input_size": [9], "hidden_size": [4], "gate": ["f"]}}
    item.save()

    assert keys(seen(as_tess, item)) == ["(4, 9)"]


def test_the_same_seed_shows_the_same_variants(as_tess: Client) -> None:
    item = an_item(domains={"gate": ["f"]})

    assert keys(seen(as_tess, item, seed="pinned")) == keys(seen(as_tess, item, seed="pinned"))


def test_without_a_seed_there_is_a_fresh_one_to_pin(as_tess: Client) -> None:
    item = an_item()

    seeds = {seen(as_tess, item)["sample"].data["seed"] for _ in range(3)}

    assert len(seeds - {""}) == 3


@pytest.mark.parametrize(("n", "shown"), [("", 5), ("1", 1), ("20", 20)])
def test_as_many_variants_are_shown_as_asked(as_tess: Client, n: str, shown: int) -> None:
    assert len(seen(as_tess, an_item(domains={"gate": ["f"]}), n=n)["cards"]) == shown


@pytest.mark.parametrize("asked", [{"n": "0"}, {"n": "10**9"}, {"n": "1000000000"}, {"seed": "x" * 41}])
def test_nonsense_asked_for_is_told_and_shows_nothing(as_tess: Client, asked: dict[str, str]) -> None:
    page = seen(as_tess, an_item(), **asked)

    assert (list(page["sample"].errors), "cards" in page) == (list(asked), False)


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        ({"options": 99}, ["options: must be a whole number from 2 to 12"]),
        ({"domains": {"input_size": [1]}}, ["domains.input_size: 1 is outside what this kind draws, 2 to 128"]),
        ({"format": {"colour": 1}}, ["the format 'shape' has no setting colour"]),
        ({"stem": r"$\foo$"}, [r"unknown command \foo in $\foo$"]),
    ],
)
def test_faults_of_a_draft_are_told(as_tess: Client, draft: dict[str, Any], faults: list[str]) -> None:
    assert seen(as_tess, an_item(**draft))["faults"] == faults


def test_a_kind_that_is_gone_is_a_fault(as_tess: Client) -> None:
    assert seen(as_tess, an_item("telepathy"))["faults"] == ["kind: 'telepathy' is not one of the kinds"]


def test_what_is_turned_down_is_said_with_the_reason(as_tess: Client) -> None:
    square = {"input_size": [3, 5], "hidden_size": [3], "gate": ["f"]}

    page = seen(as_tess, an_item(domains=square))

    assert keys(page) == ["(3, 5)"]
    assert page["unposed"] == [
        {"params": "input size 3, hidden size 3, gate f", "why": "the slip 'transposed' gives the right answer"}
    ]


def test_a_quick_check_says_what_publishing_would_find(as_tess: Client) -> None:
    page = seen(as_tess, an_item(**THREE_SHAPES, stem="{inputs} entries"))

    assert page["check"] == "verified 0 of 3 variants"
    assert page["check_faults"][0].endswith("the stem names {inputs}, which nothing fills")


def test_hostile_words_are_neutralised(as_tess: Client) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)"> $\\text{<svg onload=alert(3)>}$'

    response = as_tess.get(url(an_item(stem=hostile), "preview"))

    assert re.findall(r"<script>|<img|<svg on|<[a-z]+[^>]*\son\w+=", response.text) == []
    assert "&lt;img src=x" in response.text


def test_looking_writes_nothing(as_tess: Client) -> None:
    item = an_item()
    seen(as_tess, item)  # the session gets its token

    with CaptureQueriesContext(connection) as queries:
        seen(as_tess, item)

    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


@pytest.mark.parametrize("where", ["preview", "publish"])
def test_learners_never_see_the_teachers_pages(where: str) -> None:
    item = an_item()

    response = logged_in(a_learner()).get(url(item, where))

    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={url(item, where)}")


def test_strangers_are_asked_to_log_in(client: Client) -> None:
    item = an_item()

    assert client.get(url(item, "preview")).status_code == 302


@pytest.mark.parametrize(("person", "status"), [(an_instructor, 200), (an_assistant, 404)])
def test_the_shared_library_is_previewed_by_authors(person: Callable[[], AbstractBaseUser], status: int) -> None:
    assert logged_in(person()).get(url(an_item(), "preview")).status_code == status


def test_a_preview_is_not_posted(as_tess: Client) -> None:
    assert as_tess.post(url(an_item(), "preview")).status_code == 405


def test_there_is_no_preview_of_an_item_that_does_not_exist(as_tess: Client) -> None:
    assert as_tess.get("/admin/assessments/item/99999/preview/").status_code == 404


def test_a_preview_looks_no_further_than_it_must(as_tess: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "WALKED", 2)

    assert len(seen(as_tess, an_item(domains={"gate": ["f"]}), n=5)["cards"]) <= 2
