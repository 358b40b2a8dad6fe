from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Real
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.judging.explain import diagnose, explained
from assessments.engine.kind import Kind
from assessments.engine.kinds.gradients.product_of_gates import ProductOfGates
from assessments.engine.kinds.parameters.layer_parameters import LayerParameters
from assessments.engine.kinds.ranges.largest_forget_gate import LargestForgetGate
from assessments.engine.kinds.steps.cell_update import CellUpdate
from assessments.engine.variant import Variant, posed
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")
ENTRY = Definition("toy")

CELL = CellUpdate(forget=0.6, write=0.25, candidate=0.8, before=2.0)
GATES = ProductOfGates(forget=0.95, steps=9)  # 0.6302, and 0.5987 with one step more
WIDEST = LargestForgetGate(input_size=2, hidden_size=6, largest_weight=0.3, largest_input=0.5)  # the sigmoid of 0.6
LAYER = LayerParameters(input_size=20, hidden_size=50, steps=8)


def asking(**slips: Callable[[Any], Any]) -> Variant:
    """The toy with n = 3, whose key is 30; its slips are functions of it, by tag."""
    a_kind(slips=lambda self: ((tag.replace("_", "-"), slip(self)) for tag, slip in slips.items()))
    return posed(ENTRY, {"n": 3}, "seed")


def adding(amount: float) -> Callable[[Any], Any]:
    """The toy whose n is larger by so many tens."""
    return lambda self: replace(self, n=self.n + amount)


def told(variant: Variant, raw: str) -> str:
    return str(explained(variant, variant.format.parse(raw)))


def test_an_answer_that_two_slips_give_is_one_or_the_other() -> None:
    variant = asking(transposed=lambda self: self.n, sizes_swapped=lambda _: 3)

    assert (told(variant, "3"), diagnose(variant, 3)) == ("transposed | sizes-swapped", "transposed")


def test_what_is_known_of_the_parts_goes_between_the_slips_and_the_format() -> None:
    variant, parts = asking(transposed=adding(4)), Diagnosis.either("no-bias")

    assert [explained(variant, answer, parts) for answer in (70, 31)] == [Diagnosis.either("transposed"), parts]


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


def test_a_pair_as_good_as_one_slip_is_not_told_of_an_answer_beside_it() -> None:
    a_kind(
        format=Real(),
        slips=lambda self: iter([(SLIP, adding(4)(self)), (OTHER, adding(5)(self)), ("cut-off", 120.0004)]),
    )

    assert told(posed(ENTRY, {"n": 3}, "seed"), "119.9997") == ""


def numbers(*wrong: float, key: float) -> Variant:
    a_kind(
        format=Real(), answer=lambda _: key, slips=lambda _: iter(zip((SLIP, OTHER, "no-bias"), wrong, strict=False))
    )
    return posed(ENTRY, {"n": 3}, "seed")


def test_the_key_in_too_few_digits_is_no_slip_that_happens_to_lie_there() -> None:
    variant = numbers(0.6004, key=0.6302)

    assert [told(variant, raw) for raw in ("0.6", "0.6004", "0.6001")] == ["rounded-too-far", SLIP, SLIP]


def test_a_slip_that_comes_to_just_what_the_key_is_rounded_to_is_one_or_the_other() -> None:
    assert told(numbers(0.6, key=0.6302), "0.6") == f"{SLIP} | rounded-too-far"


def test_an_option_is_not_the_key_in_fewer_digits() -> None:
    a_kind(format=Real(), answer=lambda _: 0.6302, slips=lambda _: iter([(SLIP, 0.6), (OTHER, 0.5)]))
    variant = posed(Definition("toy", ask="choice", options=3), {"n": 3}, "seed")

    assert told(variant, "0.6") == SLIP


def test_so_few_digits_that_two_slips_would_fit_tell_neither() -> None:
    variant = numbers(0.4004, 0.4302, key=0.8)

    assert [told(variant, raw) for raw in ("0.4", "0.4004", "0.43")] == ["", SLIP, OTHER]


def test_few_digits_are_enough_where_one_slip_alone_fits() -> None:
    assert [told(numbers(0.4004, 0.5, key=0.8), raw) for raw in ("0.4", "0.5")] == [SLIP, OTHER]


def test_a_slip_that_comes_to_few_digits_itself_is_told() -> None:
    assert told(numbers(0.4, 0.4302, key=0.8), "0.4") == SLIP


def test_so_few_digits_that_two_pairs_would_fit_tell_neither() -> None:
    amounts = {SLIP: 4, OTHER: 3.10004, "no-bias": 3.14}
    a_kind(format=Real(), slips=lambda self: ((tag, adding(amount)(self)) for tag, amount in amounts.items()))
    variant = posed(ENTRY, {"n": 3}, "seed")

    assert [told(variant, raw) for raw in ("101", "101.0004", "101.4")] == [
        "",
        f"{SLIP} + {OTHER}",
        f"{SLIP} + no-bias",
    ]


def test_two_things_at_once_are_not_read_out_of_one_figure() -> None:
    """Here the inverted gate alone keeps 0.7, or the gate of one step and not of eleven."""
    kind = ProductOfGates(forget=0.3, steps=11)

    assert told(Variant(kind, kind.format, kind.format), "0.7") == ""


def test_a_choice_is_never_taken_for_two() -> None:
    a_kind(
        format=Choice(),
        statements=lambda _: tuple("ABCDEF"),
        answer=lambda self: "ABCDEF"[self.n],
        slips=lambda self: iter([(SLIP, adding(1)(self)), (OTHER, adding(2)(self))]),
    )

    assert [told(posed(ENTRY, {"n": 2}, "seed"), letter) for letter in "DEF"] == [SLIP, OTHER, ""]


@pytest.mark.parametrize(
    ("kind", "raw", "diagnosis"),
    [
        (GATES, "0.6", "rounded-too-far"),
        (GATES, "0.599", "one-factor-too-many"),
        (WIDEST, "0.6", "activation-left-out | rounded-too-far"),
        (WIDEST, "0.65", "rounded-too-far"),
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
