from __future__ import annotations

import re

import pytest

from assessments.engine.formats import Choice, MultiChoice
from assessments.engine.grade import grade
from assessments.engine.variant import Unposable, canonical, recall
from assessments.interchange.outgoing import Exported, drawn
from tests.assessments.interchange.starters import SLUGS, starter_bank

THREE = {
    "kind": "feed-forward-shape",
    "domains": {"input_size": [3, 5, 7], "hidden_size": [2], "gate": ["f"]},
}


def an_item(slug: str = "first", **changes: object) -> Exported:
    return Exported("small", slug, "The first", {**THREE, **changes})


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_said_of_a_variant_is_what_grading_says(slug: str) -> None:
    for item in starter_bank(slug).items:
        for one in item.variants:
            variant = recall(item.definition, one.params, one.question)
            told = [slip.tag for slip in one.slips if slip.tag not in grade(variant, slip.text).diagnosis]

            assert grade(variant, one.text).score == 1
            assert [slip.text for slip in one.slips if grade(variant, slip.text).score >= 1] == []
            assert told == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_options_that_are_right_are_the_key(slug: str) -> None:
    for item in starter_bank(slug).items:
        for one in item.variants:
            right = {offered.text for offered in one.offered if offered.right}

            assert bool(one.offered) == isinstance(one.format, Choice | MultiChoice)
            assert not one.offered or right == set(one.text.split("\n"))


def test_a_variant_is_called_by_bank_item_number_and_what_it_asks() -> None:
    names = [one.identifier for one in drawn(an_item()).variants]

    assert [re.sub("[0-9a-f]{8}$", "…", name) for name in names] == [
        f"small-first-v0{number}-…" for number in (1, 2, 3)
    ]
    assert len(set(names)) == 3


def test_a_changed_question_is_another_one() -> None:
    one, other = drawn(an_item()).variants[0], drawn(an_item(stem="Which shape?")).variants[0]

    assert one.params == other.params
    assert one.identifier != other.identifier


def test_a_small_space_is_drawn_whole_and_no_point_twice() -> None:
    assert len({canonical(one.params) for one in drawn(an_item(), 10).variants}) == 3


def test_the_same_draw_gives_the_same_variants_and_another_gives_others() -> None:
    item = Exported("small", "first", "The first", {"kind": "feed-forward-shape"})

    assert drawn(item) == drawn(item)
    assert [one.params for one in drawn(item).variants] != [one.params for one in drawn(item, draw="monday").variants]


def test_an_item_with_nothing_to_pose_is_told() -> None:
    unposable = an_item(ask="choice", options=12)

    with pytest.raises(Unposable, match="first: none of"):
        drawn(unposable, 2)


def test_an_option_has_its_authors_words_or_those_on_its_slip() -> None:
    (mine,) = drawn(
        Exported(
            "small",
            "fixed",
            "Fixed",
            {
                "kind": "authored-choice",
                "stem": "Which?",
                "given": {
                    "options": [
                        {"text": "yes", "right": True},
                        {"text": "no", "right": False, "feedback": "Not so."},
                        {"text": "maybe", "right": False, "tag": "transposed"},
                    ]
                },
            },
        )
    ).variants

    assert {one.text: one.feedback[:9] for one in mine.offered} == {"yes": "", "no": "Not so.", "maybe": "Rows come"}
