import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.head_parameters import HeadParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(HeadParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12, "classes": 5, "steps": 14}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [HeadParameters(**point) for point in Space(HeadParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: HeadParameters) -> int:
    n, h, m = kind.input_size, kind.hidden_size, kind.classes
    return 4 * h * (n + h + 1) + m * (h + 1)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4529", ""),
        ("4464", "head-left-out"),
        ("4524", "head-without-bias"),
        ("4869", "head-reads-the-input"),
        ("5309", "head-reads-every-step"),
        ("5374", "head-for-each-step"),
        ("63406", "time-multiplies"),
        ("4577", "two-biases"),
        ("4476", "no-bias"),
        ("30165", "sizes-swapped"),
    ],
)
def test_a_head_for_5_classes_adds_65_parameters_to_the_lessons_layer(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_layer_and_head() -> None:
    assert HeadParameters(**SIZES).because() == (
        "- The LSTM layer has four blocks: $4 \\cdot 12 \\cdot (80 + 12 + 1) = 4464$.\n"
        "- The dense layer reads one hidden state of 12 entries, the last one, and has one bias for each class: $12 "
        "\\cdot 5 + 5 = 65$.\n\n"
        "Together $4464 + 65 =$ **4529**. The 14 steps share their weights and add none."
    )
