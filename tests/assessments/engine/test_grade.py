from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import MultiChoice, Shape, Unreadable
from assessments.engine.grade import Outcome, grade
from assessments.engine.kind import Kind
from assessments.engine.kinds.parameters.layer_parameters import LayerParameters
from assessments.engine.kinds.steps.cell_update import CellUpdate
from assessments.engine.variant import Variant, posed
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")
ENTRY = Definition("toy")
CELL = CellUpdate(forget=0.6, write=0.25, candidate=0.8, before=2.0)
LAYER = LayerParameters(input_size=20, hidden_size=50, steps=8)


def one(tag: str) -> tuple[str, str, str]:
    """Misconception, remark and diagnosis of an answer with a single mistake."""
    return tag, "", tag


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ("30", Outcome(1, "30", "30")),
        (" 3,000 ", Outcome(0, "3000", "30", *one("power-of-ten"))),
        ("3", Outcome(0, "3", "30", *one(SLIP))),  # the kind's own name for it, and not the format's power-of-ten
        ("31", Outcome(0, "31", "30", *one("off-by-one"))),
        ("77", Outcome(0, "77", "30")),
    ],
)
def test_an_answer_is_read_judged_and_named(raw: str, outcome: Outcome) -> None:
    a_kind()

    assert grade(posed(ENTRY, {"n": 3}, "seed"), raw) == outcome


def test_an_answer_that_cannot_be_read_is_not_judged() -> None:
    a_kind()

    with pytest.raises(Unreadable, match="is not a whole number"):
        grade(posed(ENTRY, {"n": 3}, "seed"), "thirty")


def test_a_choice_is_judged_as_if_its_text_were_typed() -> None:
    a_kind()
    variant = posed(Definition("toy", ask="choice", options=3), {"n": 3}, "seed")

    assert [grade(variant, raw) for raw in ("30", "3")] == [Outcome(1, "30", "30"), Outcome(0, "3", "30", *one(SLIP))]


def test_part_of_the_mark_still_names_what_went_wrong() -> None:
    a_kind(format=Shape(per_axis=True), answer=lambda _: (4, 5), slips=lambda _: iter([]))

    assert grade(posed(ENTRY, {"n": 3}, "seed"), "(4, 6)") == Outcome(0.5, "(4, 6)", "(4, 5)", *one("one-axis-wrong"))


def test_the_author_may_remark_on_an_answer() -> None:
    a_kind(remark=lambda self, response: f"{response} is not {self.n} tens.")

    assert grade(posed(ENTRY, {"n": 3}, "seed"), "77").remark == "77 is not 3 tens."


# More than one thing


def asking(**slips: Callable[[Any], Any]) -> Variant:
    """The toy with n = 3, whose key is 30; its slips are functions of it, by tag."""
    a_kind(slips=lambda self: ((tag.replace("_", "-"), slip(self)) for tag, slip in slips.items()))
    return posed(ENTRY, {"n": 3}, "seed")


def adding(amount: int) -> Callable[[Any], Any]:
    """The toy whose n is larger by so many tens."""
    return lambda self: replace(self, n=self.n + amount)


def told(variant: Variant, raw: str) -> str:
    return grade(variant, raw).diagnosis


def test_an_answer_that_two_slips_give_is_one_or_the_other() -> None:
    variant = asking(transposed=lambda self: self.n, sizes_swapped=lambda _: 3)

    outcome = grade(variant, "3")

    assert (outcome.diagnosis, outcome.misconception) == ("transposed | sizes-swapped", "transposed")


def test_a_slip_on_top_of_another_is_two_things_at_once() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=lambda self: self.n)

    assert [told(variant, raw) for raw in ("70", "3", "7")] == [
        "transposed",
        "sizes-swapped",
        "transposed + sizes-swapped",
    ]


def test_two_go_together_in_the_order_of_the_kind() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=lambda self: replace(self, n=5 * self.n))

    assert [told(variant, raw) for raw in ("350", "190")] == ["transposed + sizes-swapped", ""]


def test_the_same_slip_made_twice_is_not_told() -> None:
    assert told(asking(transposed=adding(4)), "110") == ""


def test_two_pairs_that_give_the_same_are_one_or_the_other() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=adding(6), cut_off=adding(1), nearly=adding(9))

    assert told(variant, "130") == "transposed + sizes-swapped | cut-off + nearly"


def test_a_pair_that_gives_what_one_slip_gives_is_not_told() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=adding(5), cut_off=adding(9))

    assert told(variant, "120") == "cut-off"


def test_what_the_format_sees_goes_before_a_pair() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=lambda self: 10 * self.n - 39)

    assert told(variant, "31") == "off-by-one"


def test_more_ways_than_anybody_could_go_through_are_not_told() -> None:
    tags = ("transposed", "sizes_swapped", "cut_off", "nearly", "off_by_one", "no_bias", "wrong_rank", "wrong_length")
    variant = asking(**dict(zip(tags, map(adding, (20, 101, 21, 100, 22, 99, 23, 98)), strict=True)))

    assert told(variant, "1240") == ""


def test_a_slip_from_which_nothing_follows_is_left_out() -> None:
    variant = asking(transposed=adding(4), sizes_swapped=lambda self: 10 // (self.n - 7))

    assert told(variant, "77") == ""


def test_a_choice_is_never_taken_for_two() -> None:
    a_kind(
        format=MultiChoice(),
        statements=lambda _: ("A", "B", "C"),
        answer=lambda self: frozenset("ABC"[: self.n]),
        slips=lambda self: iter([(SLIP, replace(self, n=self.n - 1)), (OTHER, frozenset("C"))]),
    )

    assert told(posed(ENTRY, {"n": 2}, "seed"), "A") == SLIP
    assert told(posed(ENTRY, {"n": 2}, "seed"), "B") == "missed-option"


@pytest.mark.parametrize(
    ("kind", "raw", "diagnosis"),
    [
        (CELL, "1.4", ""),
        (CELL, "0.98", "gates-swapped"),
        (CELL, "1.3", "gates-swapped + input-gate-left-out"),
        (CELL, "2.8", "forget-gate-left-out + input-gate-left-out"),
        (LAYER, "14200", ""),
        (LAYER, "10800", "three-gates + two-biases"),
        (LAYER, "3500", "one-gate-only + no-bias"),
        (LAYER, "5600", "no-bias + sizes-swapped"),
    ],
)
def test_a_real_kind_names_what_two_of_its_slips_make_together(kind: Kind, raw: str, diagnosis: str) -> None:
    assert told(Variant(kind, kind.format, kind.format), raw) == diagnosis
