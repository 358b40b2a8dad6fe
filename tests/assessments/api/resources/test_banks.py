from __future__ import annotations

import pytest

from assessments.models import Course, Item
from tests.assessments.api.programs import Program
from tests.factories import a_member, an_item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("into", "status"), [("json", 200), ("qti3", 200), ("gift", 200), ("nothing", 422)])
def test_a_bank_is_exported(program: Program, item: Item, into: str, status: int) -> None:
    assert program.get(f"/banks/ours/export?format={into}").status_code == status


@pytest.mark.parametrize(("into", "count"), [("json", 0), ("gift", 1)])
def test_what_an_export_leaves_out_is_told_with_it_and_by_name(
    program: Program, item: Item, into: str, count: int
) -> None:
    draft = an_item(bank=item.bank)

    sent = program.get(f"/banks/ours/export?format={into}")
    told = program.get(f"/banks/ours/export/left-out?format={into}")

    assert sent.headers["Items-Left-Out"] == str(count)
    assert told.json() == {"data": [{"item": draft.slug, "reason": "it is not published."}][:count]}


def test_what_is_left_out_of_no_format_is_asked_of_none(program: Program, item: Item) -> None:
    assert program.get("/banks/ours/export/left-out?format=nothing").status_code == 422


def test_what_is_left_out_is_for_those_who_may_export(course: Course, item: Item) -> None:
    reader = Program(a_member(course, "instructor", "ruth"), course, "read")

    assert reader.get("/banks/ours/export/left-out?format=gift").status_code == 403
