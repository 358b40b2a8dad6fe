from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from assessments.engine.judging.departure import lines, solution
from assessments.engine.kind import KINDS, Kind
from assessments.engine.kinds.gradients.product_of_gates import ProductOfGates
from assessments.engine.kinds.parameters.layer_parameters import LayerParameters
from assessments.engine.kinds.parameters.stack_parameters import StackParameters
from assessments.engine.kinds.steps.forget_gate_value import ForgetGateValue
from assessments.engine.kinds.steps.whole_step import WholeStep
from assessments.engine.variant import Variant

STEP = WholeStep(0.6, -0.6, -0.8, 0.5, 1.0, 0.75, 0.75, -0.5, 0.5, 0.2, 0.3, 0.4, 1.5, 0.6, 1.4)
GATE = ForgetGateValue(-0.75, 0.5, -1.0, 1.0, 0.75)


def variant_of(kind: Kind) -> Variant:
    form = kind.natural_format()
    return Variant(kind, form, form)


def worked(kind: Kind, tag: str) -> list[str]:
    """The solution, paragraph by paragraph, for whoever made that mistake."""
    variant = variant_of(kind)
    return solution(variant, variant.format.show(dict(variant.slips)[tag])).split("\n\n")


def place_of_mark(paragraphs: list[str]) -> int:
    return next(place for place, text in enumerate(paragraphs) if text.startswith("> **Here"))


def test_it_is_marked_where_the_cell_state_departs_with_what_it_came_from() -> None:
    paragraphs = worked(STEP, "only-hidden-carried")

    at = place_of_mark(paragraphs)
    assert paragraphs[at - 1].startswith(r"$$C_t \approx")
    assert paragraphs[at].startswith("> **Here your answer departs first.** It comes from:\n>\n> $$C_t \\approx")
    assert paragraphs[at + 1].startswith(r"$$h_t \approx")


def test_it_is_marked_at_the_first_gate_that_departs() -> None:
    mark = next(text for text in worked(STEP, "gates-swapped") if text.startswith("> **Here"))

    assert mark.startswith("> **Here your answer departs first.** It comes from:\n>\n> $$f_t = \\sigma(")


def test_an_answer_that_is_a_number_on_the_way_stops_there() -> None:
    paragraphs = worked(STEP, "cell-state-given")

    at = place_of_mark(paragraphs)
    assert paragraphs[at - 1].startswith(r"$$C_t \approx")
    assert paragraphs[at] == "> **Here your answer stops**, but the way goes on."


def test_a_sum_without_its_activation_stops_before_it() -> None:
    assert place_of_mark(worked(GATE, "activation-left-out")) == 2


def test_a_count_departs_at_its_first_wrong_factor() -> None:
    mark = next(text for text in worked(StackParameters(70, 36, 3), "first-layer-like-the-others") if "Here" in text)

    assert r"$4 \cdot 36 \cdot (36 + 36 + 1) = 10512$" in mark


def test_a_line_that_does_not_reckon_is_not_quoted() -> None:
    """A layer of three gates has no forget gate whose weights could be counted."""
    mark = next(text for text in worked(LayerParameters(64, 16, 5), "three-gates") if "Here" in text)

    assert mark == "> **Here your answer departs first.**"


def test_where_another_mistake_gives_the_same_answer_no_way_is_said_to_be_theirs() -> None:
    kind = ForgetGateValue(0.75, 2.0, -0.5, -1.0, 0.5)
    wrong = dict(kind.wrong_answers())

    assert wrong["gate-inverted"] == pytest.approx(wrong["no-bias"])
    assert worked(kind, "no-bias") == kind.because().split("\n\n")


def test_who_is_right_and_who_cannot_be_read_gets_the_plain_solution() -> None:
    variant = variant_of(GATE)

    texts = [solution(variant, raw) for raw in (variant.format.show(variant.key), "about a half")]

    assert texts == [GATE.because()] * 2


def test_an_unknown_mistake_is_marked_nowhere() -> None:
    assert solution(variant_of(GATE), "0.123456") == GATE.because()


def test_the_key_in_too_few_digits_departs_nowhere() -> None:
    """Although one step more comes close to 0.6, and the sum that goes into the sigmoid is 0.6."""
    kinds = (ProductOfGates(0.95, 9), ForgetGateValue(0.5, 0.5, 0.25, 1.0, -0.3))

    assert [solution(variant_of(kind), "0.6") for kind in kinds] == [kind.because() for kind in kinds]


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("One. Two: 0.5 three.", ["One.", "Two:", "0.5 three."]),
        ("- $a$,\n- $b$.", ["$a$,", "$b$."]),
        ("$$a = 1$$", ["$a = 1$"]),
        ("$$\\begin{aligned} a &= 1 \\\\\nb &= 2 \\end{aligned}$$", ["$a = 1$", "$b = 2$"]),
    ],
)
def test_a_paragraph_falls_into_lines(paragraph: str, parts: list[str]) -> None:
    assert lines(paragraph) == parts


def posable(kind: type[Kind]) -> Iterator[Kind]:
    chance = Random(kind.slug)  # noqa: S311 -- examples, not secrets
    for _ in range(200):
        one = kind(**{name: chance.choice(values) for name, values in kind.domains().items()})
        if one.posable():
            yield one


@pytest.mark.parametrize("slug", sorted(slug for slug, kind in KINDS.items() if not kind.required()))
def test_a_mark_is_added_and_nothing_else_is_changed(slug: str) -> None:
    kind = next(posable(KINDS[slug]))
    variant = variant_of(kind)

    for _, typed in () if kind.statements() else variant.slips:
        told = solution(variant, variant.format.show(typed)).split("\n\n")
        plain = variant.kind.because_of(typed)
        if plain == kind.because():
            assert "\n\n".join(text for text in told if not text.startswith("> **Here your answer")) == plain
