import math

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.size_from_count import SizeFromCount
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(SizeFromCount.slug)
SIZES = {"input_size": 80, "hidden_size": 12}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [SizeFromCount(**point) for point in Space(SizeFromCount.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: SizeFromCount) -> int:
    n, block = kind.input_size, kind.count // 4
    return (math.isqrt((n + 1) ** 2 + 4 * block) - (n + 1)) // 2


def test_the_question_tells_the_count_and_not_the_units() -> None:
    assert SizeFromCount(**SIZES).names()["count"] == "4464"
    assert not any("{hidden_size}" in stem for stem in SizeFromCount.stems)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12", ""),
        ("15", "three-gates"),
        ("38", "one-gate-only"),
        ("14", "no-recurrent"),
        ("33", "no-feed-forward"),
        ("1116", "count-of-a-block"),
        ("80", "input-size-for-hidden"),
    ],
)
def test_a_layer_with_4464_parameters_on_80_inputs_has_12_units(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_solves_for_the_units() -> None:
    assert SizeFromCount(**SIZES).because() == (
        "Three gates and the candidate are four blocks of the same size: $4464 / 4 = 1116$ parameters in each. With "
        "$h$ units a block has a matrix for 80 inputs, one for $h$ hidden values, and a bias:\n\n"
        "$$h \\cdot (80 + h + 1) = 1116$$\n\n"
        "$$h = \\frac{-81 + \\sqrt{81^2 + 4 \\cdot 1116}}{2} = \\frac{-81 + 105}{2} = 12$$\n\n"
        "So the layer has **12** units, and indeed $12 \\cdot (80 + 12 + 1) = 1116$."
    )
