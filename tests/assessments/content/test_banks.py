from pathlib import Path
from typing import Any

import pytest

import assessments
from assessments.engine.authoring.errata import erratum
from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kind import KINDS, load
from assessments.engine.proving.verify import verify
from assessments.engine.variant import build
from assessments.interchange import bundle

load()
FILES = sorted((Path(assessments.__file__).parent / "content" / "banks").glob("*.json"))
BANKS = {path.stem: bundle.read(path.read_text("utf-8")) for path in FILES}
ITEMS = {item.slug: item.definition for bank in BANKS.values() for item in bank.items}
AUTHORED = ("q1", "q2", "q3", "q4", "q5", "q6")

SIZED = "The sigmoid sets how much is written"
MORE, LESS = "lets more of the cell state pass on", "lets less of the cell state pass on"
POSITIVE, LARGER = "$h_t$ is positive", "$h_t$ is larger than $h_{t-1}$"
DIFFER, SAME_INPUTS, NONE = "generally differ", "read the same inputs", "None of the other answers"


def options_of(slug: str) -> list[str]:
    return [option["text"] for option in ITEMS[slug]["given"]["options"]]


def chosen(slug: str, *meanings: str) -> float:
    """The score of the options that mean so."""
    texts = [next(text for text in options_of(slug) if meaning in text) for meaning in meanings]
    variant, _ = build(Definition.read(ITEMS[slug]), {}, "seed")
    return grade(variant, "\n".join(texts)).score


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bank_is_named_as_its_file_and_written_as_we_write_it(path: Path) -> None:
    bank = BANKS[path.stem]

    assert bank.slug == path.stem
    assert bundle.write(bank) == path.read_text("utf-8")


@pytest.mark.parametrize("bank", BANKS)
def test_every_item_can_be_drawn_by_the_skill_it_is_about(bank: str) -> None:
    skills = {item.slug: KINDS[item.definition["kind"]].skill or "lesson" for item in BANKS[bank].items}

    assert [item.slug for item in BANKS[bank].items if skills[item.slug] not in item.tags] == []


@pytest.mark.parametrize(
    ("bank", "first"),
    [
        ("gating-mechanism", ["q1", "q2"]),
        ("lstm-gates", ["q3", "q4"]),
        ("lstm-dimensions", ["q5", "q6"]),
    ],
)
def test_a_bank_begins_with_its_two_questions_of_the_lesson(bank: str, first: list[str]) -> None:
    assert [item.slug for item in BANKS[bank].items][:2] == first


@pytest.mark.parametrize("bank", BANKS)
def test_beyond_the_lesson_a_bank_holds_families_under_their_own_names(bank: str) -> None:
    slugs = [item.slug for item in BANKS[bank].items]
    families = [slug for slug in slugs if slug not in AUTHORED]

    assert len(set(slugs)) == len(slugs)
    assert families
    assert all(ITEMS[slug]["kind"] == slug and KINDS[slug].topic == bank for slug in families)


@pytest.mark.parametrize(
    ("slug", "meanings", "score"),
    [
        ("q1", [SIZED], 1),
        ("q1", ["gradients"], 0),
        ("q1", ["two sigmoids"], 0),
        ("q1", ["two tanh"], 0),
        ("q2", [MORE, POSITIVE], 1),
        ("q2", [MORE], 0.5),
        ("q2", [MORE, LARGER], 0),
        ("q2", [MORE, POSITIVE, LARGER], 0.5),
        ("q2", [LESS], 0),
        ("q3", ["0.2"], 1),
        ("q3", ["20"], 0),
        ("q3", ["200"], 0),
        ("q3", ["2"], 0),
        ("q4", [DIFFER], 1),
        ("q4", [SAME_INPUTS], 0),
        ("q4", ["share their weights"], 0),
        ("q4", [NONE], 0),
        ("q5", [r"$50 \times 1$"], 1),
        ("q5", [r"$50 \times 50$"], 0),
        ("q5", [r"$1 \times 50$"], 0),
        ("q5", [r"$1 \times 1$"], 0),
        ("q6", [r"$50 \times 20$ and $50 \times 20$"], 1),
        ("q6", [r"$20 \times 50$ and $20 \times 50$"], 0),
        ("q6", [r"$50 \times 20$ and $20 \times 50$"], 0),
        ("q6", [r"$50 \times 50$ and $20 \times 20$"], 0),
    ],
)
def test_a_true_answer_to_the_lesson_scores_and_no_other_does(slug: str, meanings: list[str], score: float) -> None:
    assert chosen(slug, *meanings) == score


@pytest.mark.parametrize(
    ("slug", "agrees", "accepted"),
    [
        ("q1", True, [{"C"}]),
        ("q2", True, [{"A", "C"}, {"A"}]),
        ("q3", False, [{"D"}]),
        ("q4", True, [{"B"}, {"D"}]),
        ("q5", True, [{"B"}]),
        ("q6", True, [{"A"}]),
    ],
)
def test_the_printed_key_is_held_against_every_reading(slug: str, agrees: bool, accepted: list[set[str]]) -> None:
    found = erratum(ITEMS[slug]["source"])

    assert found.agrees is agrees
    assert list(found.accepted.values()) == accepted


@pytest.mark.parametrize("slug", AUTHORED)
def test_every_option_of_the_lesson_is_settled_by_a_claim_or_by_the_others(slug: str) -> None:
    options: list[dict[str, Any]] = ITEMS[slug]["given"]["options"]

    assert [option["text"] for option in options if "right" in option] == []
    assert [option["text"] for option in options if not option["feedback"]] == []
    assert ITEMS[slug]["given"]["solution"]


@pytest.mark.slow
@pytest.mark.parametrize("slug", ITEMS)
def test_every_variant_of_an_item_is_verified(slug: str) -> None:
    report = verify(Definition.read(ITEMS[slug]))

    assert report.failures == ()
    assert report.whole
    assert report.verified == report.posable > report.space * 0.49
