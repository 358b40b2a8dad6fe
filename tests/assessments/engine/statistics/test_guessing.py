import pytest

from assessments.engine.definition import Definition
from assessments.engine.statistics.guessing import luck
from assessments.engine.variant import Variant, posed


def a_variant(kind: str, **definition: object) -> Variant:
    made = Definition.read({"kind": kind, **definition})
    return posed(made, made.space.in_order_of(b"test", 0), "seed")


def test_a_typed_answer_is_not_guessed() -> None:
    assert luck(a_variant("feed-forward-shape")) is None


@pytest.mark.parametrize("options", [3, 4])
def test_one_of_several_options_is_right(options: int) -> None:
    assert luck(a_variant("feed-forward-shape", ask="choice", options=options)) == pytest.approx(1 / options)


def test_a_selection_is_right_once_in_all_its_ways() -> None:
    """Of four options that may each be chosen or left, one of sixteen selections is the right one."""
    options = [{"text": text, "right": text in "AB"} for text in "ABCD"]

    variant = a_variant("authored-choice", stem="Which?", given={"options": options, "select": "many"})

    assert luck(variant) == pytest.approx(1 / 16)
