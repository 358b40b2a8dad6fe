from __future__ import annotations

import pytest

from assessments.models import Item, Revision
from tests.assessments.api.programs import Program

pytestmark = pytest.mark.django_db
ITEM = "/banks/ours/items/shapes"


def test_a_draft_is_verified_without_being_published(program: Program, item: Item) -> None:
    told = program.post(f"{ITEM}/verify").json()

    assert told == {
        "summary": "verified 3 of 3 variants",
        "space": 3,
        "tried": 3,
        "posable": 3,
        "verified": 3,
    }
    assert Revision.objects.count() == 1


def test_publishing_makes_a_revision(program: Program, item: Item) -> None:
    program.patch(f"{ITEM}/draft", {"definition": {"domains": {"hidden_size": [3], "gate": ["i"]}}}, If_Match="*")

    told = program.post(f"{ITEM}/publish", {"note": "Smaller"}).json()

    assert (told["number"], told["note"], told["published_by"]) == (2, "Smaller", "ingrid")
    assert [one["number"] for one in program.get(f"{ITEM}/revisions").json()["data"]] == [1, 2]
    assert program.get(f"{ITEM}/revisions/2").json()["definition"]["domains"]["hidden_size"] == [3]


def test_what_cannot_be_posed_is_not_published(program: Program, item: Item) -> None:
    trials = [{"answer": "(2, 3)", "score": 0.0}]
    Item.objects.update(trials=trials, draft=item.draft | {"domains": {"input_size": [3], "hidden_size": [2]}})

    told = program.post(f"{ITEM}/publish", {})

    assert told.status_code == 422
    assert told.json()["errors"] != []
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "99", str(2**31), str(2**70), "9" * 400])
def test_a_revision_that_is_not_there_is_a_problem(program: Program, item: Item, number: str) -> None:
    assert program.get(f"{ITEM}/revisions/{number}").status_code in {404, 422}
