import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.stack_parameters import StackParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(StackParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12, "layers": 3}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [StackParameters(**point) for point in Space(StackParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: StackParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 4 * h * (n + h + 1) + (kind.layers - 1) * 4 * h * (h + h + 1)


def test_a_pair_is_not_called_layers() -> None:
    assert "- The second layer reads the 12 entries" in StackParameters(80, 12, 2).because()


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("6864", ""),
        ("13392", "upper-layers-read-input"),
        ("3600", "first-layer-like-the-others"),
        ("4464", "one-layer-only"),
        ("14544", "upper-layers-read-the-input-too"),
        ("7008", "two-biases"),
        ("6720", "no-bias"),
        ("5148", "three-gates"),
        ("132800", "sizes-swapped"),
    ],
)
def test_three_of_the_lessons_layers_have_6864_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_the_lowest_layer_and_those_above() -> None:
    assert StackParameters(**SIZES).because() == (
        "A layer has four blocks, and each of them two matrices and a bias.\n\n"
        "- The lowest layer reads 80 entries: $4 \\cdot 12 \\cdot (80 + 12 + 1) = 4464$.\n"
        "- The 2 layers above read the 12 entries of a hidden state: $4 \\cdot 12 \\cdot (12 + 12 + 1) = 1200$ for "
        "each.\n\n"
        "Together $4464 + 1200 + 1200 =$ **6864**."
    )
