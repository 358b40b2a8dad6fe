import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.multiply_adds import MultiplyAdds
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(MultiplyAdds.slug)
SIZES = {"input_size": 80, "hidden_size": 12, "steps": 14}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [MultiplyAdds(**point) for point in Space(MultiplyAdds.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: MultiplyAdds) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 4 * h * (n + h)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4416", ""),
        ("4464", "bias-among-the-products"),
        ("61824", "every-step-counted"),
        ("8832", "multiplied-and-added-apart"),
        ("3840", "no-recurrent"),
        ("3312", "three-gates"),
        ("1104", "one-gate-only"),
        ("29440", "sizes-swapped"),
    ],
)
def test_a_step_of_the_lessons_layer_takes_4416_multiply_adds(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_the_weights_that_meet_an_entry() -> None:
    assert MultiplyAdds(**SIZES).because() == (
        "In a product of a matrix with a column every weight meets one entry: as many multiply-adds as weights.\n\n"
        "- A matrix that reads the input: $12 \\times 80 = 960$.\n"
        "- A matrix that reads the hidden state: $12 \\times 12 = 144$.\n\n"
        "Three gates and the candidate have both: $4 \\cdot (960 + 144) =$ **4416**. Every step takes as many, so "
        "all 14 steps take $61824$."
    )
