from __future__ import annotations

import pytest
from django.utils.timezone import now

from assessments.models import Item, Revision
from assessments.services import publishing
from assessments.services.background import running
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


def test_a_large_space_is_left_to_a_worker(program: Program, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "BIG", 2)
    running.beat("w", now())
    assert program.get(f"{ITEM}/proving").status_code == 404

    asked = program.post(f"{ITEM}/verify")

    assert (asked.status_code, asked.json()["state"], asked.json()["report"]) == (202, "waiting", None)
    running.run_next("w")
    told = program.get(f"{ITEM}/proving").json()
    assert (told["state"], told["publishes"], told["report"]["verified"]) == ("proven", False, 3)
    asked = program.post(f"{ITEM}/publish", {"note": "Same"})
    assert (asked.status_code, asked.json()["publishes"]) == (202, True)
    running.run_next("w")
    assert program.get(f"{ITEM}/proving").json()["revision"] == 1


@pytest.mark.parametrize("number", ["0", "99", str(2**31), str(2**70), "9" * 400])
def test_a_revision_that_is_not_there_is_a_problem(program: Program, item: Item, number: str) -> None:
    assert program.get(f"{ITEM}/revisions/{number}").status_code in {404, 422}
