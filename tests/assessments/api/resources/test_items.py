from __future__ import annotations

import pytest

from assessments.models import Item
from tests.assessments.api.programs import Program
from tests.factories import THREE_SHAPES, a_bank, a_course, an_item

pytestmark = pytest.mark.django_db
DRAFT = "/banks/ours/items/shapes/draft"


def test_an_item_is_shown_without_its_definition(program: Program, item: Item) -> None:
    assert program.get("/banks/ours/items/shapes").json() == {
        "slug": "shapes",
        "bank": "ours",
        "title": item.title,
        "kind": "feed-forward-shape",
        "tags": [],
        "difficulty": item.level,
        "archived": False,
        "revision": 1,
    }


def test_a_list_goes_on_where_the_cursor_points(program: Program, item: Item) -> None:
    others = [an_item(bank=item.bank) for _ in range(2)]

    first = program.get("/banks/ours/items?limit=2").json()
    second = program.get(f"/banks/ours/items?limit=2&cursor={first['next']}").json()

    assert [one["slug"] for one in first["data"] + second["data"]] == ["shapes", *(one.slug for one in others)]
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["x", "====", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "bm9uZQ==", "_w=="])
def test_a_made_up_cursor_is_refused(program: Program, item: Item, cursor: str) -> None:
    assert program.get(f"/banks/ours/items?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_as_many_queries_whatever_it_holds(
    program: Program, item: Item, rows: int, django_assert_num_queries: object
) -> None:
    for _ in range(rows - 1):
        an_item(bank=item.bank)
    program.get("/banks/ours/items")

    with django_assert_num_queries(4):  # the token, the bank, its items, their tags
        assert len(program.get("/banks/ours/items").json()["data"]) == rows


def test_a_draft_is_made_and_changed(program: Program, item: Item) -> None:
    new = {"slug": "new", "kind": "feed-forward-shape", "title": "New", "definition": THREE_SHAPES, "tags": ["shapes"]}
    made = program.post("/banks/ours/items", new)

    changed = program.patch("/banks/ours/items/new/draft", {"title": "Newer", "difficulty": 4}, If_Match=made["ETag"])

    assert (made.status_code, changed.status_code) == (201, 200)
    assert changed["ETag"] == program.get("/banks/ours/items/new/draft")["ETag"] != made["ETag"]
    assert changed.json() == {
        "title": "Newer",
        "kind": "feed-forward-shape",
        "definition": {**THREE_SHAPES, "kind": "feed-forward-shape"},
        "trials": [],
        "tags": ["shapes"],
        "difficulty": 4,
    }


def test_nobody_overwrites_what_they_have_not_seen(program: Program, item: Item) -> None:
    seen = program.get(DRAFT)["ETag"]
    program.patch(DRAFT, {"title": "By someone else"}, If_Match=seen)

    late = program.patch(DRAFT, {"title": "By me"}, If_Match=seen)

    assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json")
    assert Item.objects.get().title == "By someone else"


def test_a_change_has_to_name_its_version(program: Program, item: Item) -> None:
    assert program.patch(DRAFT, {"title": "Blind"}).status_code == 428


def test_every_fault_of_a_draft_is_told(program: Program, item: Item) -> None:
    faulty = {"domains": {"hidden_size": [-1]}, "ask": "loudly"}

    response = program.patch(DRAFT, {"definition": faulty}, If_Match="*")

    assert response.status_code == 422
    assert sorted(fault.split(":")[0] for fault in response.json()["errors"]) == ["ask", "domains.hidden_size"]
    assert Item.objects.get().draft == item.draft


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"title": "a\\u0000b"}', 400),
        ('{"definition": {"stem": "\\u0000"}}', 400),
        ('{"definition": {"stem": "\\ud800"}}', 400),
        ('{"definition": {"options": NaN}}', 400),
        ("{", 400),
        ("[" * 50_000, 400),
        ('{"definition": {"options": 1' + "0" * 5000 + "}}", 400),
        ('{"slug": "other"}', 422),
        ('{"title": ""}', 422),
        ('{"tags": ["no slug"]}', 422),
        ('{"difficulty": 6}', 422),
    ],
)
def test_what_cannot_be_kept_is_refused(program: Program, item: Item, body: str, status: int) -> None:
    assert program.patch(DRAFT, body, If_Match="*").status_code == status


def test_the_shared_library_is_read_and_not_written(program: Program, item: Item) -> None:
    a_bank(slug="shared")
    new = {"slug": "new", "kind": "feed-forward-shape", "title": "New", "definition": THREE_SHAPES}

    assert [one["slug"] for one in program.get("/banks").json()["data"]] == ["ours", "shared"]
    assert program.post("/banks/shared/items", new).status_code == 404


def test_a_token_reaches_one_course_only(program: Program, item: Item) -> None:
    second = a_course()
    second.memberships.create(user=program.row.user, role="owner")
    a_bank(slug="second", course=second)

    assert program.get("/banks/second").status_code == 404
