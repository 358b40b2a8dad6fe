from __future__ import annotations

import json
import re
from itertools import count

import pytest
from cryptography.fernet import Fernet

from assessments.models import Item, Response
from assessments.services.api import variants
from assessments.services.locking import lock, unlock
from tests.assessments.api.programs import Program
from tests.factories import a_bank, a_course, a_member

pytestmark = pytest.mark.django_db
VARIANTS = "/banks/ours/items/shapes/variants"
RIGHT = ("(2, 3)", "(2, 5)", "(2, 7)")


def judged(program: Program, variant: str, answer: str) -> dict[str, object]:
    return program.post(f"/variants/{variant}/responses", {"response": answer}).json()


def test_a_variant_is_posed_and_judged_without_a_row(program: Program, item: Item) -> None:
    drawn = program.post(VARIANTS)
    outcomes = [judged(program, drawn.json()["id"], answer) for answer in RIGHT]

    assert drawn.status_code == 201
    assert sorted(drawn.json()) == ["guide", "heads", "id", "labels", "options", "stem", "widget"]
    assert sorted(one["score"] for one in outcomes) == [0, 0, 1]
    assert Response.objects.count() == 0


def test_a_wrong_answer_has_a_name_and_tells_no_key(program: Program, item: Item) -> None:
    variant = program.post(VARIANTS).json()["id"]
    (right,) = (answer for answer in RIGHT if judged(program, variant, answer)["score"] == 1)
    transposed = f"({right[4]}, {right[1]})"

    told = judged(program, variant, transposed)

    assert [one["tag"] for one in told["misconceptions"]] == ["transposed"]
    assert right not in json.dumps(told)


def test_fresh_variants_differ(program: Program, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = count()
    monkeypatch.setattr("assessments.api.resources.variants.secrets.token_hex", lambda _: str(next(seeds)))

    sizes = {re.search(r"\b[357]\b", program.post(VARIANTS).json()["stem"])[0] for _ in range(20)}

    assert sizes == {"3", "5", "7"}


def test_an_id_says_nothing_and_cannot_be_made_up(program: Program, item: Item) -> None:
    variant = program.post(VARIANTS).json()["id"]
    forged = Fernet(Fernet.generate_key()).encrypt(b'[1, 0, "s"]').decode()
    elsewhere = lock(unlock(variant, variants.PURPOSE), "another purpose")

    for made_up in (forged, elsewhere, variant[:-8] + "AAAAAAA=", "x"):
        assert program.post(f"/variants/{made_up}/responses", {"response": "(2, 3)"}).status_code == 404


def test_an_id_ends(program: Program, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    variant = program.post(VARIANTS).json()["id"]
    monkeypatch.setattr(variants, "HOLDS", -1)

    assert program.post(f"/variants/{variant}/responses", {"response": "(2, 3)"}).status_code == 404


def test_a_variant_is_judged_in_its_own_course_alone(program: Program, item: Item) -> None:
    variant = program.post(VARIANTS).json()["id"]
    other = a_course()
    a_bank(course=other)
    stranger = Program(a_member(other, "instructor"), other)

    assert stranger.post(f"/variants/{variant}/responses", {"response": "(2, 3)"}).status_code == 404


def test_what_cannot_be_read_is_not_judged(program: Program, item: Item) -> None:
    variant = program.post(VARIANTS).json()["id"]

    assert program.post(f"/variants/{variant}/responses", {"response": "??"}).status_code == 422


def test_a_draft_that_was_never_published_poses_nothing(program: Program, item: Item) -> None:
    Item.objects.update(current=None)

    assert program.post(VARIANTS).status_code == 404
